#include "views/people/people_page.h"

#include "items/person_table_model.h"
#include "items/when_done.h"
#include "views/parts/pieces.h"
#include "views/people/person_card.h"

#include <QAction>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolTip>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::PersonColumn;
using items::PersonTableModel;

namespace {

/// What the header leaves beside its words.
constexpr int sidePadding = 10;

/// People who left are muted, dates are as people read them, and nothing is no figure.
class PersonDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem shown = option;
        initStyleOption(&shown, index);
        const QString text = std::exchange(shown.text, {});
        shown.widget->style()->drawControl(QStyle::CE_ItemViewItem, &shown, painter, shown.widget);
        const bool chosen = shown.state.testFlag(QStyle::State_Selected);
        painter->setPen(shown.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text));
        painter->setFont(shown.font);
        const QRect words = shown.rect.adjusted(sidePadding, 0, -sidePadding, 0);
        painter->drawText(words, int(shown.displayAlignment) | Qt::TextSingleLine,
                          shown.fontMetrics.elidedText(text, Qt::ElideRight, words.width()));
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index).grownBy({sidePadding, 0, sidePadding, 0});
    }

    QString displayText(const QVariant &value, const QLocale &locale) const override
    {
        if (value.typeId() == QMetaType::QDate)
            return shown(value.toDate());
        if (value.typeId() == QMetaType::LongLong)
            return value.toLongLong() == 0 ? u"–"_s : locale.toString(value.toLongLong());
        return QStyledItemDelegate::displayText(value, locale);
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        auto *editor = new QLineEdit(parent);
        editor->setProperty("look", u"cell"_s);
        editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
        return editor;
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        if (event->type() != QEvent::ToolTip)
            return QStyledItemDelegate::helpEvent(event, view, option, index);
        QToolTip::showText(event->globalPos(), plainToolTip(index.data(Qt::ToolTipRole).toString()), view);
        return true;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto &colours = coloursOf(option->widget);
        const bool none = index.data().typeId() == QMetaType::LongLong && index.data().toLongLong() == 0;
        const bool strong = index.column() == int(PersonColumn::Name);
        if (index.data(PersonTableModel::LeftRole).toBool() || none) {
            for (const auto role : {QPalette::Text, QPalette::HighlightedText})
                option->palette.setColor(role, colours.muted);
        } else if (strong) {
            option->font.setWeight(QFont::DemiBold);
            option->fontMetrics = QFontMetrics(option->font);
        }
        if (index.column() >= int(PersonColumn::Owns) && index.column() <= int(PersonColumn::OpenDecisions))
            option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
    }
};

}

PeoplePage::PeoplePage(const Session &session, QWidget *parent) : Page(session, parent)
{
    setObjectName(u"peoplePage"_s);
}

void PeoplePage::activate()
{
    if (!m_model)
        build();
    m_table->setFocus();
}

void PeoplePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::large, space::huge, space::huge);
    layout->setSpacing(space::medium);
    m_heading = new PageHeading(tr("People"));
    m_search = new QLineEdit;
    m_search->setObjectName(u"search"_s);
    m_search->setPlaceholderText(tr("Find a person"));
    m_search->setAccessibleName(tr("Find a person by name or e-mail address"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(scaled(220));
    m_heading->add(m_search);
    layout->addWidget(m_heading);
    auto *middle = rowOf(space::huge);
    m_model = new PersonTableModel(session().reg, session().history, locale(), this);
    m_card = new PersonCard(session());
    middle->addWidget(list(), 1);
    middle->addWidget(m_card);
    layout->addLayout(middle, 1);
    connect(m_search, &QLineEdit::textChanged, m_model, &PersonTableModel::setSearch);
    connect(m_search, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_model, &PersonTableModel::refreshed, this, &PeoplePage::refreshed);
    connect(m_model, &PersonTableModel::editRefused, this, &PeoplePage::refuseEdit);
    connect(m_model, &PersonTableModel::failed, m_message, &InlineMessage::showError);
}

QWidget *PeoplePage::list()
{
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    column->addLayout(addRow());
    m_message = new InlineMessage;
    m_message->setObjectName(u"message"_s);
    column->addWidget(m_message);
    m_stack = new QStackedWidget;
    m_table = new QTableView;
    configureTable();
    m_empty = new EmptyState(tr("Nobody by that name"), tr("Look for another part of the name, or add the person."));
    m_addFound = button(tr("Add this name"), Look::Primary, this, [](PeoplePage *page) {
        page->m_name->setText(page->m_search->text().trimmed());
        page->m_search->clear();
        page->add();
    });
    m_addFound->setObjectName(u"addFound"_s);
    m_empty->add(m_addFound);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    return list;
}

QLayout *PeoplePage::addRow()
{
    auto *row = rowOf();
    m_name = new QLineEdit;
    m_name->setObjectName(u"newName"_s);
    m_name->setPlaceholderText(tr("Name of somebody new"));
    m_name->setAccessibleName(tr("Name of somebody new"));
    m_email = new QLineEdit;
    m_email->setObjectName(u"newEmail"_s);
    m_email->setPlaceholderText(tr("E-mail, where wanted"));
    m_email->setAccessibleName(tr("E-mail address of somebody new"));
    m_add = button(tr("&Add person"), Look::Ordinary, this, &PeoplePage::add);
    m_add->setObjectName(u"add"_s);
    for (auto *field : {m_name, m_email}) {
        row->addWidget(field, 1);
        connect(field, &QLineEdit::returnPressed, this, &PeoplePage::add);
        connect(field, &QLineEdit::textEdited, this, [this] { m_message->clear(); });
    }
    row->addWidget(m_add);
    return row;
}

void PeoplePage::configureTable()
{
    m_table->setObjectName(u"people"_s);
    m_table->setAccessibleName(tr("People"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PersonDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(scaled(32));
    auto *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(int(PersonColumn::Name), QHeaderView::Interactive);
    header->resizeSection(int(PersonColumn::Name), scaled(150));
    header->setSectionResizeMode(int(PersonColumn::Email), QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PeoplePage::selected);
}

void PeoplePage::add()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        m_message->show(InlineMessage::Kind::Error, tr("A person needs a name; give one."));
        m_name->setFocus();
        return;
    }
    QList<registry::FieldText> texts{{u"name"_s, name}};
    if (!m_email->text().trimmed().isEmpty())
        texts.append({u"email"_s, m_email->text()});
    const auto adding = session().history->add(entityOf<Person>(), texts, name);
    items::whenDone(this, adding, [this](const Result<Row> &row) {
        if (!row) {
            m_message->showError(row.error());
            m_name->setFocus();
            return;
        }
        m_message->clear();
        m_name->clear();
        m_email->clear();
        m_name->setFocus();
        choose(PersonId(row->id));
    });
}

void PeoplePage::choose(const PersonId &id)
{
    if (!m_model)
        build();
    m_wanted = id;
    if (!m_search->text().isEmpty() && !m_model->indexOf(id).isValid())
        m_search->clear();
    refreshed();
}

void PeoplePage::refreshed()
{
    const int left = m_model->left(), total = m_model->total();
    const QString people = total == 1 ? tr("1 person") : tr("%1 people").arg(total);
    m_heading->setCount(left > 0 ? tr("%1 · %2 left").arg(people).arg(left) : people);
    const QString search = m_search->text().trimmed();
    const bool nobody = m_model->rowCount() == 0;
    if (nobody && search.isEmpty())
        m_empty->setTexts(tr("Nobody yet"), tr("Add the people who own, review and stop what is delegated."));
    else if (nobody)
        m_empty->setTexts(tr("Nobody by that name"), tr("Look for another part of the name, or add the person."));
    m_addFound->setVisible(!search.isEmpty());
    m_stack->setCurrentIndex(nobody);
    const auto wanted = m_wanted.isNull() ? QModelIndex() : m_model->indexOf(m_wanted);
    if (wanted.isValid()) {
        m_wanted = {};
        m_table->setCurrentIndex(wanted);
        m_table->scrollTo(wanted);
    } else if (!nobody && !m_table->currentIndex().isValid()) {
        m_table->setCurrentIndex(m_model->index(0, 0));
    }
    selected();
    m_card->refresh();
}

void PeoplePage::selected()
{
    const auto current = m_table->currentIndex();
    m_card->show(current.isValid() ? m_model->summary(current.row()).person.id : PersonId());
}

/// What was typed stays in the cell, with the reason above the table.
void PeoplePage::refuseEdit(const QModelIndex &index, const Error &error, const QString &text)
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
