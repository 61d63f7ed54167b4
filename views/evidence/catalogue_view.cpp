#include "views/evidence/catalogue_view.h"

#include "items/when_done.h"
#include "views/parts/counted.h"
#include "views/parts/pieces.h"
#include "views/parts/row_table.h"
#include "views/parts/tag.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

/// Offers the words a cell may hold.
class ModelCellDelegate final : public TaggedDelegate
{
public:
    ModelCellDelegate(std::function<QStringList(int)> words, QObject *parent)
        : TaggedDelegate([](const QModelIndex &) { return std::nullopt; }, parent), m_words(std::move(words))
    {
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const QString name = index.model()->headerData(index.column(), Qt::Horizontal).toString();
        const QStringList words = m_words(index.column());
        QWidget *editor = nullptr;
        if (words.isEmpty()) {
            editor = new QLineEdit(parent);
        } else {
            auto *list = new QComboBox(parent);
            list->addItems(words);
            editor = list;
        }
        editor->setProperty("look", u"cell"_s);
        editor->setAccessibleName(name);
        return editor;
    }

    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        if (auto *list = qobject_cast<QComboBox *>(editor))
            list->setCurrentText(index.data(Qt::EditRole).toString());
        else
            TaggedDelegate::setEditorData(editor, index);
    }

    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        if (const auto *list = qobject_cast<QComboBox *>(editor))
            model->setData(index, list->currentText());
        else
            TaggedDelegate::setModelData(editor, model, index);
    }

    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        editor->setGeometry(option.rect);
    }

private:
    std::function<QStringList(int)> m_words;
};

}

CatalogueView::CatalogueView(const Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_model(new CatalogueModel(session.history, this)),
      m_message(new InlineMessage),
      m_policyMessage(new InlineMessage)
{
    m_message->setObjectName(u"catalogue-message"_s);
    m_policyMessage->setObjectName(u"policy-message"_s);
    auto *row = rowOf(space::huge);
    setLayout(row);
    auto *left = columnOf();
    left->addLayout(addRow());
    left->addWidget(m_message);
    m_table = new RowTable(m_model, u"models"_s, tr("Models of the catalogue"));
    configureTable();
    left->addWidget(m_table, 1);
    row->addLayout(left, 3);
    auto *right = columnOf();
    right->addWidget(buildPolicy());
    right->addStretch();
    row->addLayout(right, 1);
    connect(m_model, &CatalogueModel::editRefused, this, &CatalogueView::refuseEdit);
}

QLayout *CatalogueView::addRow()
{
    auto *row = rowOf();
    m_name = new QLineEdit;
    m_name->setObjectName(u"newModel"_s);
    m_name->setPlaceholderText(tr("Name of a model, as usage and prices call it"));
    m_name->setAccessibleName(tr("Name of a new model"));
    auto *adding = button(tr("&Add model"), Look::Ordinary, this, &CatalogueView::add);
    adding->setObjectName(u"addModel"_s);
    connect(m_name, &QLineEdit::returnPressed, this, &CatalogueView::add);
    row->addWidget(m_name, 1);
    row->addWidget(adding);
    return row;
}

void CatalogueView::configureTable()
{
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setItemDelegate(new ModelCellDelegate(
        [this](int column) -> QStringList {
            switch (column) {
            case CatalogueModel::Tier: return QStringList{QString()} + m_contents.policy.tiers;
            case CatalogueModel::Kind: return {QString(), u"pinned"_s, u"alias"_s};
            case CatalogueModel::StandsForTier: return {QString(), u"yes"_s};
            default: return {};
            }
        },
        m_table));
    m_table->setWidths({0, 96, 76, 72, 128, 116, 96, 96});
}

Card *CatalogueView::buildPolicy()
{
    auto *card = new Card;
    card->setMinimumWidth(scaled(250));
    card->column()->addWidget(new PlainLabel(tr("Routing policy"), Type::Lead));
    card->column()->addWidget(
        new PlainLabel(tr("The lowest and highest tier allowed for each risk. A delegation outside it is flagged."),
                       Type::Body, Ink::Muted));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::small);
    grid->addWidget(new PlainLabel(tr("Lowest"), Type::Small, Ink::Muted), 0, 1);
    grid->addWidget(new PlainLabel(tr("Highest"), Type::Small, Ink::Muted), 0, 2);
    for (const auto risk : {Risk::Low, Risk::Medium, Risk::High}) {
        auto &[lowest, highest] = m_ranges[size_t(risk)];
        const int line = int(risk) + 1;
        grid->addWidget(new PlainLabel(spoken(risk)), line, 0);
        int column = 1;
        for (auto **list : {&lowest, &highest}) {
            *list = new QComboBox;
            const QString end = list == &lowest ? u"lowest"_s : u"highest"_s;
            (*list)->setObjectName(end + u'-' + word(risk));
            (*list)->setAccessibleName(list == &lowest ? tr("Lowest tier for %1 risk").arg(word(risk))
                                                       : tr("Highest tier for %1 risk").arg(word(risk)));
            connect(*list, &QComboBox::activated, this, [this, risk] { setRisk(risk); });
            grid->addWidget(*list, line, column++);
        }
    }
    card->column()->addLayout(grid);
    card->column()->addWidget(m_policyMessage);
    return card;
}

void CatalogueView::setFocusInside()
{
    m_model->rowCount() > 0 ? m_table->setFocus() : m_name->setFocus();
}

void CatalogueView::refresh()
{
    const auto reading = m_session.reg->run([](registry::Store &store) { return readCatalogue(store); });
    items::whenDone(this, reading, [this](const Result<CatalogueContents> &contents) {
        if (contents)
            take(*contents);
        else
            m_message->showError(contents.error());
    });
}

void CatalogueView::take(const CatalogueContents &contents)
{
    m_contents = contents;
    m_model->setModels(contents.models);
    if (const auto added = m_model->indexOf(m_added); !m_added.isEmpty() && added.isValid()) {
        m_table->setCurrentIndex(added);
        m_added.clear();
    } else if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_table->setCurrentIndex(m_model->index(0, 0));
    }
    showPolicy();
    Q_EMIT counted(views::counted(contents.models.size(), tr("model"), tr("models")));
}

void CatalogueView::showPolicy()
{
    for (size_t risk = 0; risk < m_ranges.size(); ++risk) {
        const auto range = m_contents.policy.perRisk[risk].value_or(TierRange());
        for (const auto &[list, tier] :
             {std::pair(m_ranges[risk].lowest, range.lowest), std::pair(m_ranges[risk].highest, range.highest)}) {
            list->clear();
            list->addItem(tr("no limit"), QString());
            for (const auto &one : m_contents.policy.tiers)
                list->addItem(one, one);
            list->setCurrentIndex(std::max(0, list->findData(tier)));
        }
    }
}

void CatalogueView::add()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        m_message->show(InlineMessage::Kind::Error, tr("A model needs a name; give one."));
        m_name->setFocus();
        return;
    }
    const auto adding = m_session.history->add(entityOf<Model>(), {{u"title"_s, name}}, name);
    items::whenDone(this, adding, [this, name](const Result<Row> &row) {
        if (!row) {
            m_message->showError(row.error());
            m_name->setFocus();
            return;
        }
        m_message->clear();
        m_name->clear();
        m_added = name;
        refresh();
    });
}

/// One end without the other takes the whole range away or begins with a single tier.
void CatalogueView::setRisk(Risk risk)
{
    auto &[lowest, highest] = m_ranges[size_t(risk)];
    TierRange range{lowest->currentData().toString(), highest->currentData().toString()};
    const bool cleared =
        range.lowest.isEmpty() != range.highest.isEmpty() && m_contents.policy.perRisk[size_t(risk)].has_value();
    if (cleared)
        range = {};
    else if (range.lowest.isEmpty())
        range.lowest = range.highest;
    else if (range.highest.isEmpty())
        range.highest = range.lowest;
    const auto setting =
        m_session.reg->run([risk, range](registry::Store &store) { return setRange(store, risk, range); });
    items::whenDone(this, setting, [this](const Result<void> &set) {
        if (set) {
            m_policyMessage->clear();
            return;
        }
        m_policyMessage->showError(set.error());
        showPolicy();
    });
}

/// What was typed stays in the cell, with the reason above the table.
void CatalogueView::refuseEdit(const QModelIndex &index, const Error &error, const QString &text)
{
    m_message->showError(error);
    if (!index.isValid())
        return;
    m_table->setCurrentIndex(index);
    m_table->edit(index);
    if (auto *editor = m_table->viewport()->findChild<QLineEdit *>())
        editor->setText(text);
}

}
