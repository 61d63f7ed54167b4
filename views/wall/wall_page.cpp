#include "views/wall/wall_page.h"

#include "items/raised_signals.h"
#include "items/when_done.h"
#include "views/parts/pieces.h"
#include "views/wall/cards_view.h"
#include "views/wall/filter_bar.h"
#include "views/wall/table_view.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::DelegationTableModel;
using items::Grouping;

namespace {

/// Up to this many rows are counted at once, more when typing pauses.
constexpr int quicklyCounted = 3000;
constexpr int countingPause = 120; ///< milliseconds
constexpr int duePause = 800;      ///< milliseconds

const QStringList &groupings()
{
    static const QStringList words{u"none"_s, u"team"_s, u"owner"_s};
    return words;
}

}

WallPage::WallPage(const Session &session, PanelFactory panel, PanelFactory figures, QWidget *parent)
    : Page(session, parent), m_makePanel(std::move(panel)), m_makeFigures(std::move(figures))
{
    setObjectName(u"wallPage"_s);
    setAcceptDrops(true);
    m_view = session.settings->value(u"wall/view"_s) == u"table"_s ? View::Table : View::Cards;
    m_panelWanted = session.settings->value(u"wall/panel"_s, true).toBool();
    m_counting.setSingleShot(true);
    m_asking.setSingleShot(true);
    m_asking.setInterval(duePause);
    connect(&m_counting, &QTimer::timeout, this, &WallPage::takeCounts);
    connect(&m_asking, &QTimer::timeout, this, &WallPage::followDue);
    makeBar();
}

WallPage::~WallPage()
{
    for (const auto &widget : QList<QPointer<QWidget>>{m_dueLabel.get(), m_add.get(), m_audit.get()}) {
        if (widget && !widget->parent())
            delete widget;
    }
}

void WallPage::makeBar()
{
    m_dueLabel = new PlainLabel({}, Type::Body, Ink::Muted);
    m_dueLabel->setWordWrap(false);
    m_dueLabel->setObjectName(u"wallDue"_s);
    m_add = button(tr("Add delegation"), Look::Ordinary, QKeySequence(u"Ctrl+N"_s));
    m_add->setObjectName(u"addDelegation"_s);
    connect(m_add, &QPushButton::clicked, this, &WallPage::addWanted);
    m_audit = button(tr("Start audit"), Look::Primary);
    m_audit->setObjectName(u"startAudit"_s);
    connect(m_audit, &QPushButton::clicked, this, [this] { Q_EMIT session().navigator->newAuditWanted(chosen()); });
}

QList<QWidget *> WallPage::barWidgets()
{
    return {m_dueLabel, m_add, m_audit};
}

void WallPage::activate()
{
    if (!m_table)
        build();
    else if (m_choices.today.isValid())
        m_table->refresh();
    askChoices();
    focusView();
}

void WallPage::build()
{
    m_table = new DelegationTableModel(session().reg, session().history, QLocale(), this);
    auto *raised = new items::RaisedSignals(session().reg, this);
    connect(raised, &items::RaisedSignals::refreshed, m_table,
            [this, raised] { m_table->setRaised(raised->titles()); });
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(space::huge, space::large, space::huge, space::huge);
    m_splitter = new QSplitter;
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(space::large);
    outer->addWidget(m_splitter);
    m_wallSide = new QWidget;
    auto *layout = new QVBoxLayout(m_wallSide);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::medium);
    m_message = new InlineMessage;
    m_message->setObjectName(u"wallMessage"_s);
    m_stack = new QStackedWidget;
    makeViews();
    layout->addWidget(makeHeading());
    layout->addLayout(makeTools());
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);
    m_splitter->addWidget(m_wallSide);
    showFigures();
    m_splitter->setStretchFactor(0, 1);
    setTabOrder(m_filter, m_cardsButton);
    makeEmptyStates();
    makeShortcuts();
    connectTable();
    setGrouping(std::max(0, int(groupings().indexOf(session().settings->value(u"wall/group"_s).toString()))));
    setView(m_view);
}

QWidget *WallPage::makeHeading()
{
    m_heading = new PageHeading(tr("Wall"));
    m_heading->setObjectName(u"wallHeading"_s);
    m_filter = new QLineEdit;
    m_filter->setObjectName(u"wallFilter"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter delegations by any text"));
    m_filter->setToolTip(
        tr("Filter by any text: %1 or /").arg(QKeySequence(u"Ctrl+F"_s).toString(QKeySequence::NativeText)));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(scaled(190));
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, &WallPage::ask);
    m_heading->add(m_filter);

    const auto addToggle = [this](const QString &text, const QString &name, const QKeySequence &keys, auto action) {
        auto *toggle = button(text, Look::Ordinary, this, action);
        toggle->setToolTip(keys.toString(QKeySequence::NativeText));
        toggle->setCheckable(true);
        toggle->setObjectName(name);
        m_heading->add(toggle);
        return toggle;
    };
    m_cardsButton = addToggle(tr("Cards"), u"cardsButton"_s, QKeySequence(u"Alt+1"_s), &WallPage::showCards);
    m_tableButton = addToggle(tr("Table"), u"tableButton"_s, QKeySequence(u"Alt+2"_s), &WallPage::showTable);
    m_panelButton = addToggle(tr("Details"), u"panelButton"_s, QKeySequence(u"F9"_s), &WallPage::togglePanel);
    m_figuresButton = addToggle(tr("Figures"), u"figuresButton"_s, QKeySequence(u"F8"_s), &WallPage::showFigures);
    m_figuresButton->setVisible(bool(m_makeFigures));
    m_figuresButton->setChecked(m_makeFigures && session().settings->value(u"wall/figures"_s, false).toBool());
    return m_heading;
}

QLayout *WallPage::makeTools()
{
    auto *row = rowOf(space::medium);
    m_bar = new wall::FilterBar;
    m_bar->setObjectName(u"wallChips"_s);
    connect(m_bar, &wall::FilterBar::queryChanged, this, &WallPage::ask);
    row->addWidget(m_bar, 1);
    m_tableTools = new QWidget;
    auto *tools = new QHBoxLayout(m_tableTools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(space::small);
    auto *label = new PlainLabel(tr("&Group"), Type::Body, Ink::Muted);
    label->setWordWrap(false);
    m_group = new QComboBox;
    m_group->setObjectName(u"groupBy"_s);
    m_group->addItems({tr("none"), tr("by team"), tr("by owner")});
    m_group->setAccessibleName(tr("Group by"));
    label->setBuddy(m_group);
    connect(m_group, &QComboBox::activated, this, &WallPage::setGrouping);
    auto *columns = button(tr("Columns"));
    columns->setObjectName(u"columnsButton"_s);
    connect(columns, &QPushButton::clicked, this, [this, columns] {
        auto *menu = m_rows->makeColumnMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(columns->mapToGlobal(QPoint(0, columns->height())));
    });
    for (QWidget *tool : std::initializer_list<QWidget *>{label, m_group, columns})
        tools->addWidget(tool);
    row->addWidget(m_tableTools, 0, Qt::AlignTop);
    return row;
}

void WallPage::makeViews()
{
    m_cards = new wall::CardsView(m_table);
    m_rows = new wall::TableView(m_table, session().settings);
    m_stack->addWidget(m_cards);
    m_stack->addWidget(m_rows);
    const auto wire = [this](auto *view) {
        using ViewType = std::remove_pointer_t<decltype(view)>;
        connect(view, &ViewType::chosenChanged, this, &WallPage::followChoice);
        connect(view, &ViewType::opened, this, &WallPage::open);
        connect(view, &ViewType::panelWanted, this, &WallPage::togglePanel);
        connect(view, &ViewType::menuWanted, this, &WallPage::openMenu);
    };
    wire(m_cards);
    wire(m_rows);
    connect(m_rows, &wall::TableView::forAllWanted, this, &WallPage::setForAll);
    connect(m_rows, &wall::TableView::columnsWanted, this, &WallPage::changeColumns);
}

void WallPage::makeEmptyStates()
{
    m_nothing = new EmptyState(tr("No delegations yet"),
                               tr("The wall shows the work you have handed to AI. Add the first delegation, or bring "
                                  "the spreadsheet you have: drop it here. Nothing leaves this machine."));
    m_nothing->setObjectName(u"wallNothing"_s);
    m_nothing->add(button(tr("&Add delegation"), Look::Primary, this, &WallPage::addWanted));
    m_nothing->add(button(tr("&Import a spreadsheet"), Look::Ordinary, this,
                          [this](auto *) { Q_EMIT session().navigator->importWanted({}); }));
    m_nothing->add(button(tr("&Look at the sample"), Look::Ordinary, this, &WallPage::sampleWanted));
    m_noneFit = new EmptyState(tr("No delegation fits"), {});
    m_noneFit->setObjectName(u"wallNoneFit"_s);
    m_noneFit->add(button(tr("&Clear the filter"), Look::Primary, this, &WallPage::clearFilter));
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_noneFit);
}

void WallPage::makeShortcuts()
{
    const auto add = [this](const QKeySequence &keys, void (WallPage::*action)()) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    // Not the buttons' own keys: those press them with a delay.
    add(QKeySequence(u"F8"_s), &WallPage::toggleFigures);
    add(QKeySequence(u"Alt+1"_s), &WallPage::showCards);
    add(QKeySequence(u"Alt+2"_s), &WallPage::showTable);
    add(QKeySequence(u"F9"_s), &WallPage::togglePanel);
    add(QKeySequence::Find, &WallPage::focusFilter);
    add(QKeySequence(Qt::Key_Slash), &WallPage::focusFilter);
    add(QKeySequence::Copy, &WallPage::copy);
    add(QKeySequence::Paste, &WallPage::paste);
}

void WallPage::connectTable()
{
    connect(m_table, &DelegationTableModel::refreshed, this, &WallPage::takeRows);
    connect(m_table, &DelegationTableModel::failed, this, [this](const Error &error) {
        m_refused.reset();
        m_message->showError(error);
        m_message->offer(tr("Ask again"), [this] { m_table->refresh(); });
    });
    connect(m_table, &DelegationTableModel::editRefused, this, &WallPage::explain);
    connect(m_rows, &wall::TableView::overtaken, this, [this](const QModelIndex &index, const QString &typed) {
        explain(index, {ErrorCode::Conflict, {}}, typed, index.data(Qt::EditRole).toString());
    });
    connect(m_table, &DelegationTableModel::edited, this, &WallPage::forgetRefusal);
    connect(session().reg.get(), &registry::OpenRegister::changed, this, &WallPage::askChoices);
    connect(session().reg.get(), &registry::OpenRegister::changedElsewhere, this, &WallPage::askChoices);
}

void WallPage::ask()
{
    auto query = m_bar->query();
    query.search = m_filter->text();
    m_table->setQuery(query);
}

void WallPage::askChoices()
{
    const auto read = session().reg->run([](registry::Store &store) { return wall::readChoices(store); });
    items::whenDone(this, read, [this](const Result<wall::Choices> &choices) {
        if (!choices)
            return m_message->showError(choices.error());
        const QStringList teams = std::move(m_choices.teams);
        m_choices = *choices;
        m_choices.teams = teams;
        m_cards->setToday(m_choices.today);
        m_rows->setChoices(m_choices);
        takeRows();
    });
}

/// Brings everything in line with the rows that were swapped in.
void WallPage::takeRows()
{
    if (!m_choices.today.isValid())
        return;
    m_cards->follow();
    showPlace();
    if (m_table->rowCount() <= quicklyCounted)
        takeCounts();
    else
        m_counting.start(countingPause);
    lookForWanted();
}

void WallPage::takeCounts()
{
    m_counting.stop();
    m_counts = wall::count(*m_table, m_choices.today);
    if (!isFiltered()) {
        m_bar->offer(m_counts);
        m_choices.teams = m_counts.teams;
        m_rows->setChoices(m_choices);
        showDue(m_counts.due);
    } else {
        m_asking.start();
    }
    m_bar->setCounts(m_counts);
    showHeading();
}

/// How many are due in all, where only some are shown.
void WallPage::followDue()
{
    const auto asked = session().reg->run([](registry::Store &store) {
        registry::DelegationQuery query;
        query.due = true;
        return registry::listDelegations(store, query).map([](const auto &due) { return int(due.size()); });
    });
    items::whenDone(this, asked, [this](const Result<int> &due) {
        if (due)
            showDue(*due);
    });
}

void WallPage::showDue(int due)
{
    if (m_dueLabel)
        m_dueLabel->setText(due == 0   ? tr("no audit due")
                            : due == 1 ? tr("1 audit due")
                                       : tr("%1 audits due").arg(due));
    Q_EMIT badgeChanged(due == 0 ? QString() : tr("%1 due").arg(due), false);
}

void WallPage::showPlace()
{
    QWidget *place = m_view == View::Cards ? static_cast<QWidget *>(m_cards) : m_rows;
    if (m_table->total() == 0)
        place = m_nothing;
    else if (m_table->rowCount() == 0)
        place = m_noneFit;
    const bool retiredOnly = place == m_noneFit && !isFiltered();
    m_noneFit->setTexts(tr("No delegation fits"),
                        retiredOnly
                            ? tr("Every delegation of this register is retired. Choose “with retired” to see them.")
                            : tr("None of %1 has all of what you filter by.").arg(wall::spokenCount(m_table->total())));
    const bool hadFocus = m_stack->isAncestorOf(focusWidget());
    m_stack->setCurrentWidget(place);
    m_bar->setVisible(place != m_nothing);
    m_filter->setVisible(place != m_nothing);
    m_tableTools->setVisible(place != m_nothing && m_view == View::Table);
    if (hadFocus && (place == m_nothing || place == m_noneFit))
        place->findChild<QPushButton *>()->setFocus();
}

void WallPage::showHeading()
{
    QStringList parts;
    parts << (isFiltered()
                  ? tr("%1 of %2").arg(QLocale().toString(m_counts.shown), QLocale().toString(m_table->total()))
                  : wall::spokenCount(m_counts.shown));
    if (m_counts.due > 0)
        parts << tr("%1 due").arg(QLocale().toString(m_counts.due));
    if (const int abandoned = m_counts.of(Flag::OwnerLeft); abandoned > 0)
        parts << tr("%1 abandoned").arg(QLocale().toString(abandoned));
    m_heading->setCount(m_table->total() == 0 ? QString() : parts.join(u" · "_s));
}

bool WallPage::isFiltered() const
{
    const auto &query = m_table->query();
    return m_bar->isNarrowing() || !query.search.trimmed().isEmpty();
}

void WallPage::clearFilter()
{
    const QSignalBlocker quiet(m_filter);
    m_filter->clear();
    m_bar->clear();
    focusView();
}

void WallPage::focusFilter()
{
    showWall();
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void WallPage::focusView()
{
    if (m_view == View::Cards)
        m_cards->focusCards();
    else
        m_rows->setFocus();
}

void WallPage::setView(View view)
{
    m_view = view;
    session().settings->setValue(u"wall/view"_s, view == View::Cards ? u"cards"_s : u"table"_s);
    if (!m_table)
        return;
    showWall();
    m_cardsButton->setChecked(view == View::Cards);
    m_tableButton->setChecked(view == View::Table);
    showPlace();
    if (!m_chosen.isNull()) {
        const auto at = m_table->indexOf(m_chosen);
        view == View::Cards ? m_cards->choose(at) : m_rows->choose(at);
    }
    focusView();
    followChoice();
}

void WallPage::setGrouping(int position)
{
    m_group->setCurrentIndex(position);
    m_rows->setGrouping(Grouping(position));
    session().settings->setValue(u"wall/group"_s, groupings()[position]);
}

}
