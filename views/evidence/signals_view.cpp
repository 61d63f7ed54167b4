#include "views/evidence/signals_view.h"

#include "items/signalled_table_model.h"
#include "items/when_done.h"
#include "views/evidence/signal_list.h"
#include "views/parts/counted.h"
#include "views/parts/pieces.h"
#include "views/parts/row_table.h"
#include "views/parts/tag.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedWidget>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::DelegationEvidence;
using items::SignalledTableModel;

namespace {

enum RightSide { WithCharts, Without };

/// The number of raised signals as a tag; none where nothing is raised.
std::optional<TagLook> raisedTag(const QModelIndex &index)
{
    if (index.column() != SignalledTableModel::Raised || index.data().toInt() == 0)
        return std::nullopt;
    return TagLook{QLocale().toString(index.data().toInt()), Mark::Dot, TagLook::Tone::Drift};
}

/// Shows how many are raised as a tag at the right, and a dash for none.
class RaisedDelegate final : public TaggedDelegate
{
public:
    explicit RaisedDelegate(QObject *parent) : TaggedDelegate([](const QModelIndex &) { return std::nullopt; }, parent)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        TaggedDelegate::paint(painter, option, index);
        const auto tag = raisedTag(index);
        if (!tag)
            return;
        const QRect inner = option.rect.adjusted(0, 0, -scaled(10), -1);
        const int width = tagSize(*tag).width();
        paintTag(*painter, {inner.right() - width + 1, inner.top(), width, inner.height()}, *tag,
                 coloursOf(option.palette));
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        TaggedDelegate::initStyleOption(option, index);
        if (index.column() == SignalledTableModel::Raised)
            option->text = index.data().toInt() == 0 ? u"–"_s : QString();
    }
};

}

SignalsView::SignalsView(const Session &session, const ChartsFactory &charts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_model(new SignalledTableModel(session.reg, locale(), this)),
      m_message(new InlineMessage)
{
    m_message->setObjectName(u"message"_s);
    auto *row = rowOf(space::large);
    setLayout(row);
    row->addWidget(buildList(), 22);
    row->addWidget(buildSignals(), 32);
    row->addWidget(buildCharts(charts), 46);
    connect(m_model, &SignalledTableModel::refreshed, this, &SignalsView::listed);
    connect(m_model, &SignalledTableModel::failed, m_message, &InlineMessage::showError);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SignalsView::follow);
}

QWidget *SignalsView::buildList()
{
    auto *list = new QWidget;
    auto *column = columnOf();
    list->setLayout(column);
    m_search = new QLineEdit;
    m_search->setObjectName(u"search"_s);
    m_search->setPlaceholderText(tr("Find a delegation"));
    m_search->setAccessibleName(tr("Find a delegation by its title"));
    m_search->setClearButtonEnabled(true);
    m_table = new RowTable(m_model, u"delegations"_s, tr("Delegations by raised signals"));
    m_table->setItemDelegate(new RaisedDelegate(m_table));
    m_table->setWidths({0, 76});
    list->setMinimumWidth(scaled(180));
    column->addWidget(m_search);
    column->addWidget(m_table, 1);
    connect(m_search, &QLineEdit::textChanged, m_model, &SignalledTableModel::setSearch);
    connect(m_search, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    return list;
}

QWidget *SignalsView::buildSignals()
{
    auto *middle = new QWidget;
    auto *column = columnOf(space::tiny);
    middle->setLayout(column);
    middle->setMinimumWidth(scaled(220));
    m_title = new PlainLabel({}, Type::Title);
    m_title->setObjectName(u"chosen"_s);
    m_sum = new PlainLabel({}, Type::Body, Ink::Muted);
    m_sum->setObjectName(u"sum"_s);
    m_sum->setElided(true);
    m_wall = button(tr("Show on the &wall"), Look::Link, this,
                    [](SignalsView *view) { Q_EMIT view->m_session.navigator->delegationWanted(view->m_chosen); });
    m_wall->setObjectName(u"wall"_s);
    m_list = new SignalList;
    auto *row = rowOf();
    row->addWidget(m_sum, 1);
    row->addWidget(m_wall);
    column->addWidget(m_title);
    column->addLayout(row);
    column->addWidget(m_message);
    column->addSpacing(space::small);
    column->addWidget(m_list, 1);
    return middle;
}

QWidget *SignalsView::buildCharts(const ChartsFactory &charts)
{
    m_right = new QStackedWidget;
    m_right->setMinimumWidth(scaled(300));
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    if (charts) {
        const auto part = charts();
        part.widget->setProperty("look", u"ground"_s);
        area->setWidget(part.widget);
        m_show = part.show;
    }
    m_right->addWidget(area);
    m_right->addWidget(buildEmpty());
    return m_right;
}

/// What stands instead of charts. Narrower than an EmptyState, which has a page to itself.
QWidget *SignalsView::buildEmpty()
{
    auto *empty = new QWidget;
    auto *column = columnOf();
    empty->setLayout(column);
    auto *title = new PlainLabel(tr("No reviews or usage yet"), Type::Title);
    auto *sentence =
        new PlainLabel(tr("Drop a file of reviews or usage anywhere on this page: pull requests, gateway or "
                          "provider logs, or a CSV file. Signals that need none are shown already."),
                       Type::Body, Ink::Muted);
    auto *import =
        button(tr("Import evidence…"), Look::Primary, this, [](SignalsView *view) { Q_EMIT view->importWanted(); });
    import->setObjectName(u"import-first"_s);
    column->addStretch(2);
    for (auto *label : {title, sentence}) {
        label->setAlignment(Qt::AlignHCenter);
        column->addWidget(label);
    }
    column->addSpacing(space::small);
    auto *row = rowOf();
    row->addStretch();
    row->addWidget(import);
    row->addStretch();
    column->addLayout(row);
    column->addStretch(3);
    return empty;
}

void SignalsView::refresh()
{
    m_model->refresh();
    if (!m_chosen.isNull())
        read();
}

void SignalsView::setFocusInside()
{
    m_table->setFocus();
}

QString SignalsView::chosenTitle() const
{
    const auto index = m_model->indexOf(m_chosen);
    return index.isValid() ? index.data().toString() : QString();
}

void SignalsView::choose(const DelegationId &id)
{
    m_wanted = id;
    m_search->clear();
    if (m_model->isLoaded())
        listed();
}

void SignalsView::listed()
{
    const QString all = views::counted(m_model->total(), tr("delegation"), tr("delegations"));
    Q_EMIT counted(tr("%1 · %2 with raised signals").arg(all, locale().toString(m_model->signalled())));
    const auto wanted = m_wanted.isNull() ? QModelIndex() : m_model->indexOf(m_wanted);
    if (wanted.isValid()) {
        m_wanted = {};
        m_table->setCurrentIndex(wanted);
        m_table->scrollTo(wanted);
    } else if (m_model->rowCount() > 0 && !m_table->currentIndex().isValid()) {
        m_table->setCurrentIndex(m_model->index(0, 0));
    }
    follow();
}

void SignalsView::follow()
{
    const auto current = m_table->currentIndex();
    const auto id = current.isValid() ? m_model->delegation(current.row()).id : DelegationId();
    m_wall->setEnabled(!id.isNull());
    if (id.isNull()) {
        // While searching, what was chosen stays.
        if (m_model->total() == 0) {
            m_title->setText(tr("No delegations yet"));
            m_sum->setText({});
        }
        return;
    }
    m_title->setText(current.siblingAtColumn(0).data().toString());
    if (std::exchange(m_chosen, id) != id)
        read();
}

void SignalsView::read()
{
    const auto reading =
        m_session.reg->run([id = m_chosen](registry::Store &store) { return items::readEvidence(store, id); });
    items::whenDone(this, reading, [this, turn = ++m_turn](const Result<DelegationEvidence> &read) {
        if (turn == m_turn)
            take(read);
    });
}

void SignalsView::take(const Result<DelegationEvidence> &read)
{
    if (!read) {
        m_message->showError(read.error());
        return;
    }
    m_message->clear();
    int raised = 0, quiet = 0;
    for (const auto &signal : read->list) {
        raised += signal.state == evidence::SignalState::Raised ? 1 : 0;
        quiet += signal.state == evidence::SignalState::Quiet ? 1 : 0;
    }
    m_sum->setText(
        tr("%1 raised · %2 quiet · %3 without enough data").arg(raised).arg(quiet).arg(read->list.size() - raised - quiet));
    m_list->setSignals(read->list);
    m_right->setCurrentIndex(read->figures->isEmpty() ? Without : WithCharts);
    if (m_show)
        m_show(read->figures);
}

}
