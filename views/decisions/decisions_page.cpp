#include "views/decisions/decisions_page.h"

#include "items/decision_table_model.h"
#include "items/when_done.h"
#include "views/decisions/decision_delegate.h"
#include "views/decisions/decision_list_model.h"
#include "views/decisions/decision_panel.h"
#include "views/decisions/decisions_markdown.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::whenDone;
using registry::DecisionService;
using registry::Store;

namespace {

constexpr auto ownerKey = "decisions/owner"_L1, overdueKey = "decisions/overdueOnly"_L1,
               endedKey = "decisions/withEnded"_L1;
constexpr auto everyone = "", mine = "mine";

/// What a step did, in a sentence for the foot of the window.
QString saidOf(DecisionStep step, qint64 number, const QDate &due)
{
    switch (step) {
    case DecisionStep::Done: return DecisionsPage::tr("Decision %1 is done.").arg(number);
    case DecisionStep::Move: return DecisionsPage::tr("Decision %1 is now due %2.").arg(number).arg(shown(due));
    case DecisionStep::Drop: return DecisionsPage::tr("Decision %1 is dropped.").arg(number);
    }
    return {};
}

Result<void> carryOut(Store &store, DecisionStep step, const DecisionId &id, const QString &text, const QDate &due)
{
    DecisionService decisions(store);
    switch (step) {
    case DecisionStep::Done: return decisions.markDone(id, text);
    case DecisionStep::Move: return decisions.move(id, due, text);
    case DecisionStep::Drop: return decisions.drop(id, text);
    }
    return {};
}

}

DecisionsPage::DecisionsPage(const Session &session, QWidget *parent) : Page(session, parent)
{
    connect(session.reg.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from)
            askFrame();
    });
    connect(session.reg.get(), &registry::OpenRegister::changedElsewhere, this, &DecisionsPage::askFrame);
    connect(session.navigator, &Navigator::actorChanged, this, &DecisionsPage::askFrame);
    askFrame(); // for the badge
}

void DecisionsPage::activate()
{
    if (!m_model)
        build();
    else
        m_model->refresh(); // a new day may have begun
    askFrame();
    m_list->setFocus(Qt::OtherFocusReason);
}

void DecisionsPage::build()
{
    m_model = new items::DecisionTableModel(session().reg, this);
    m_lines = new DecisionListModel(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::large, space::huge, space::huge);
    layout->setSpacing(space::medium);
    m_heading = new PageHeading(tr("Decisions"));
    auto *copying = button(tr("&Copy as Markdown"), Look::Ordinary, this, &DecisionsPage::copy);
    const QKeySequence copyKeys(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    copying->setToolTip(copyKeys.toString(QKeySequence::NativeText));
    auto *copyShortcut = new QShortcut(copyKeys, this);
    copyShortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(copyShortcut, &QShortcut::activated, this, &DecisionsPage::copy);
    copying->setObjectName(u"copy"_s);
    m_heading->add(copying);
    m_message = new InlineMessage;
    m_message->setObjectName(u"pageMessage"_s);
    m_panel = new DecisionPanel(session().navigator);
    m_panel->form()->keepDraftsIn(session().settings, u"decisions/draft/%1"_s.arg(session().reg->id()));
    m_panel->setMinimumWidth(scaled(320));
    auto *split = new QSplitter;
    split->setChildrenCollapsible(false);
    split->setHandleWidth(space::large);
    split->addWidget(listSide());
    split->addWidget(m_panel);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({3000, 2000});
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, filterBar(), m_message})
        layout->addWidget(part);
    layout->addWidget(split, 1);
    addKeys();
    connect(m_model, &items::DecisionTableModel::refreshed, this, &DecisionsPage::arrange);
    connect(m_model, &items::DecisionTableModel::failed, m_message, &InlineMessage::showError);
    connect(m_panel->form(), &DecisionStepForm::submitted, this, &DecisionsPage::submit);
    connect(m_panel->form(), &DecisionStepForm::closed, m_list, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    restore();
}

QWidget *DecisionsPage::filterBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::medium);
    m_words = new QLineEdit;
    m_words->setObjectName(u"words"_s);
    m_words->setPlaceholderText(tr("Find in decisions"));
    m_words->setAccessibleName(m_words->placeholderText());
    m_words->setClearButtonEnabled(true);
    m_words->setMaximumWidth(scaled(320));
    m_owner = new QComboBox;
    m_owner->setObjectName(u"owner"_s);
    m_owner->setAccessibleName(tr("Whose"));
    m_owner->setMinimumWidth(scaled(160));
    m_overdue = new QCheckBox(tr("&Overdue only"));
    m_overdue->setObjectName(u"overdueOnly"_s);
    m_ended = new QCheckBox(tr("With done and dro&pped"));
    m_ended->setObjectName(u"withEnded"_s);
    row->addWidget(m_words, 2);
    row->addWidget(m_owner);
    row->addWidget(m_overdue);
    row->addWidget(m_ended);
    row->addStretch(1);
    connect(m_words, &QLineEdit::textChanged, this, &DecisionsPage::arrange);
    connect(m_owner, &QComboBox::activated, this, &DecisionsPage::narrow);
    connect(m_overdue, &QCheckBox::toggled, this, &DecisionsPage::narrow);
    connect(m_ended, &QCheckBox::toggled, this, &DecisionsPage::narrow);
    return bar;
}

QWidget *DecisionsPage::listSide()
{
    m_list = new QListView;
    m_list->setObjectName(u"decisions"_s);
    m_list->setAccessibleName(tr("Decisions by owner and date"));
    m_list->setModel(m_lines);
    m_list->setItemDelegate(new DecisionDelegate(m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (!m_filling)
            choose(now.row());
    });
    auto *card = new Card;
    card->column()->setContentsMargins(space::tiny, space::tiny, space::tiny, space::tiny);
    card->column()->addWidget(m_list);
    m_empty = new EmptyState({}, {});
    m_empty->setObjectName(u"empty"_s);
    m_stack = new QStackedWidget;
    m_stack->addWidget(card);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumWidth(scaled(360));
    return m_stack;
}

void DecisionsPage::addKeys()
{
    const std::pair<Qt::Key, DecisionStep> steps[] = {
        {Qt::Key_D, DecisionStep::Done}, {Qt::Key_M, DecisionStep::Move}, {Qt::Key_X, DecisionStep::Drop}};
    for (const auto &[key, step] : steps) {
        auto *shortcut = new QShortcut(QKeySequence(key), m_list);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, step = step] { begin(step); });
    }
    auto *home = new QShortcut(QKeySequence(Qt::Key_Home), m_list); // the list itself would go to a name, and stays
    home->setContext(Qt::WidgetShortcut);
    connect(home, &QShortcut::activated, this,
            [this] { m_list->setCurrentIndex(m_lines->index(m_lines->decisionNear(0))); });
    auto *find = new QShortcut(QKeySequence(QKeySequence::Find), this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_words, [this] {
        m_words->setFocus(Qt::ShortcutFocusReason);
        m_words->selectAll();
    });
}

void DecisionsPage::restore()
{
    const auto &settings = *session().settings;
    const QSignalBlocker overdue(m_overdue), ended(m_ended);
    m_overdue->setChecked(settings.value(overdueKey).toBool());
    m_ended->setChecked(settings.value(endedKey).toBool());
    if (m_frame.today.isValid())
        restoreOwner();
    ask();
}

/// Who may be chosen is known from the first frame on.
void DecisionsPage::restoreOwner()
{
    m_ownerRestored = true;
    fillOwners(session().settings->value(ownerKey).toString());
}

void DecisionsPage::remember()
{
    session().settings->setValue(overdueKey, m_overdue->isChecked());
    session().settings->setValue(endedKey, m_ended->isChecked());
    if (m_ownerRestored)
        session().settings->setValue(ownerKey, m_owner->currentData());
}

Result<DecisionsPage::Frame> DecisionsPage::readFrame(Store &store)
{
    DecisionService::Query query;
    query.openOnly = false;
    const auto found = DecisionService(store).list(query);
    if (!found)
        return tl::unexpected(found.error());
    Frame frame;
    frame.today = store.today();
    frame.me = store.actor();
    frame.all = int(found->size());
    QMap<QString, PersonId> owners;
    for (const auto &item : *found) {
        frame.open += item.decision.state == DecisionState::Open;
        frame.overdue += item.overdue;
        if (item.decision.owner)
            owners.insert(item.ownerName, *item.decision.owner);
    }
    for (const auto &[name, id] : owners.asKeyValueRange())
        frame.owners.append({name, id});
    if (store.refusal())
        frame.refusal = store.refusal()->message;
    return frame;
}

void DecisionsPage::askFrame()
{
    whenDone(this, session().reg->run(&DecisionsPage::readFrame), [this](const Result<Frame> &frame) {
        if (frame)
            takeFrame(*frame);
    });
}

void DecisionsPage::takeFrame(const Frame &frame)
{
    const bool another = frame.me != m_frame.me;
    m_frame = frame;
    Q_EMIT badgeChanged(frame.overdue > 0 ? tr("%1 overdue").arg(frame.overdue) : QString(), frame.overdue > 0);
    if (!m_model)
        return;
    const bool first = !m_ownerRestored;
    first ? restoreOwner() : fillOwners(m_owner->currentData().toString());
    if (first || (another && asksForMine()))
        ask();
    m_panel->setRefusal(frame.refusal);
    if (!frame.refusal.isEmpty())
        m_message->show(InlineMessage::Kind::Warning, frame.refusal);
    arrange();
}

void DecisionsPage::fillOwners(const QString &chosen)
{
    const QSignalBlocker quiet(m_owner);
    m_owner->clear();
    m_owner->addItem(tr("Everyone's"), QString::fromLatin1(everyone));
    if (!m_frame.me.isNull())
        m_owner->addItem(tr("Mine"), QString::fromLatin1(mine));
    for (const auto &[name, id] : m_frame.owners)
        m_owner->addItem(name, id.text());
    m_owner->setCurrentIndex(std::max(m_owner->findData(chosen), 0));
}

bool DecisionsPage::asksForMine() const
{
    return m_owner->currentData().toString() == QLatin1StringView(mine);
}

/// Somebody asks for others than before.
void DecisionsPage::narrow()
{
    remember();
    ask();
}

void DecisionsPage::ask()
{
    items::DecisionTableModel::Query query;
    query.openOnly = !m_ended->isChecked();
    query.overdueOnly = m_overdue->isChecked();
    const QString whose = m_owner->currentData().toString();
    if (asksForMine())
        query.owner = m_frame.me;
    else if (!whose.isEmpty())
        query.owner = PersonId(whose);
    m_model->setQuery(query);
}

void DecisionsPage::arrange()
{
    QList<items::ShownDecision> decisions;
    decisions.reserve(m_model->rowCount());
    for (int row = 0; row < m_model->rowCount(); ++row)
        decisions.append(m_model->item(row));
    const int before = m_lines->rowOf(m_chosen);
    m_filling = true;
    m_lines->setDecisions(decisions, m_words->text(), m_frame.today.isValid() ? m_frame.today : QDate::currentDate());
    int row = m_lines->rowOf(m_wanted.isNull() ? m_chosen : m_wanted);
    if (row >= 0)
        m_wanted = {};
    else
        row = m_lines->decisionNear(before);
    m_list->setCurrentIndex(m_lines->index(row));
    m_filling = false;
    choose(row);
    showState();
}

void DecisionsPage::showState()
{
    m_heading->setCount(m_frame.overdue > 0 ? tr("%1 open · %2 overdue").arg(m_frame.open).arg(m_frame.overdue)
                                            : tr("%1 open").arg(m_frame.open));
    m_stack->setCurrentIndex(m_lines->shown() > 0 ? 0 : 1);
    m_panel->setVisible(m_lines->shown() > 0);
    const bool narrowed = !m_words->text().isEmpty() || m_overdue->isChecked() || m_owner->currentIndex() > 0;
    if (m_frame.all == 0)
        m_empty->setTexts(tr("No decisions yet"),
                          tr("A drift or fail in an audit leads to a decision with an owner and a date. "
                             "Hold an audit, and what was decided is listed here."));
    else if (narrowed && m_frame.open > 0)
        m_empty->setTexts(tr("Nothing fits"),
                          tr("No decision fits what you ask for. Clear the words or filters above."));
    else
        m_empty->setTexts(tr("Nothing is open"), tr("Every decision was done or dropped, which is how it should be. "
                                                    "Tick “With done and dropped” to read them again."));
}

void DecisionsPage::choose(int row)
{
    if (row < 0 || row >= m_lines->rowCount() || m_lines->line(row).isHeading) {
        m_chosen = {};
        m_panel->showNothing();
        return;
    }
    const auto &shown = m_lines->line(row).decision;
    m_chosen = shown.decision.id;
    m_panel->showDecision(shown, m_lines->today());
    askStory(m_chosen);
}

void DecisionsPage::askStory(const DecisionId &id)
{
    const auto story = session().reg->run([id](Store &store) { return items::readStory(store, id); });
    whenDone(this, story, [this](const Result<items::DecisionStory> &read) {
        if (read)
            m_panel->setStory(*read);
        else
            m_message->showError(read.error());
    });
}

void DecisionsPage::show(const DecisionId &id)
{
    if (!m_model)
        build();
    m_wanted = id;
    m_ownerRestored = true; // it is looked for among everyone's
    if (m_lines->rowOf(id) >= 0) {
        arrange();
        return;
    }
    const QSignalBlocker words(m_words), overdue(m_overdue), ended(m_ended);
    m_words->clear();
    m_overdue->setChecked(false);
    m_owner->setCurrentIndex(0);
    m_ended->setChecked(true);
    ask();
}

void DecisionsPage::begin(DecisionStep step)
{
    m_panel->begin(step);
}

void DecisionsPage::submit(const QString &text, const QDate &due)
{
    auto *form = m_panel->form();
    const auto id = form->decision();
    const auto step = form->step();
    const int row = m_lines->rowOf(id);
    const qint64 number = row >= 0 ? m_lines->line(row).decision.decision.number : 0;
    const auto done = session().reg->run([=](Store &store) { return carryOut(store, step, id, text, due); });
    whenDone(this, done, [this, form, id, step, due, number](const Result<void> &result) {
        const bool stillThere = form->isOpen() && form->decision() == id && form->step() == step;
        if (!result) {
            if (stillThere)
                form->refused(result.error());
            else
                m_message->showError(result.error());
            return;
        }
        if (stillThere)
            form->taken();
        afterStep(saidOf(step, number, due));
    });
}

void DecisionsPage::afterStep(const QString &sentence)
{
    m_message->show(InlineMessage::Kind::Done, sentence);
    Q_EMIT session().navigator->said(sentence);
    m_list->setFocus(Qt::OtherFocusReason);
}

void DecisionsPage::copy()
{
    QGuiApplication::clipboard()->setText(decisionsMarkdown(*m_lines));
    afterStep(tr("Copied what is shown as Markdown, %1 in all.").arg(m_lines->shown()));
}

}
