#include "views/people/person_card.h"

#include "items/when_done.h"
#include "register/inventory_services.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QCollator>
#include <QComboBox>
#include <QDateEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::HeldItem;
using registry::Holding;
using registry::Store;

namespace {

/// What a link has around its text, in line with which stands what is below it.
constexpr int linkInset = 5;

/// More of a kind than this are counted, not listed.
constexpr int mostListed = 30;

Result<PersonCard::Facts> readFacts(Store &store, const PersonId &id)
{
    registry::PersonService people(store);
    const auto person = people.get(id);
    const auto items = registry::holdingsOf(store, id);
    const auto all = people.all();
    if (!person || !items || !all)
        return tl::unexpected(!person ? person.error() : !items ? items.error() : all.error());
    PersonCard::Facts facts{store.today(), *person, *items, {}};
    for (const auto &other : *all) {
        if (other.id != id && other.isActive(facts.today))
            facts.others.append(other);
    }
    QCollator collator;
    std::ranges::stable_sort(facts.others,
                             [&](const Person &a, const Person &b) { return collator.compare(a.name, b.name) < 0; });
    return facts;
}

QString titleOf(Holding holding)
{
    switch (holding) {
    case Holding::Owner: return PersonCard::tr("Owns");
    case Holding::Puller: return PersonCard::tr("Pulls the plug on");
    case Holding::SeriesOwner: return PersonCard::tr("Runs the audits of");
    case Holding::DecisionOwner: return PersonCard::tr("Open decisions");
    case Holding::Deputy: return PersonCard::tr("Deputy of");
    case Holding::Reviewer: return PersonCard::tr("Reviews");
    case Holding::Maintainer: return PersonCard::tr("Maintains");
    case Holding::Escalation: return PersonCard::tr("Is called for");
    case Holding::StopDeputy: return PersonCard::tr("Deputy for the plug of");
    }
    return {};
}

bool sameItem(const HeldItem &a, const HeldItem &b)
{
    return a.holding == b.holding && a.id == b.id && a.n == b.n && a.title == b.title && a.due == b.due;
}

bool samePerson(const Person &a, const Person &b)
{
    return a.id == b.id && a.n == b.n;
}

/// Whether a card would show the same.
bool same(const PersonCard::Facts &a, const PersonCard::Facts &b)
{
    return a.today == b.today && samePerson(a.person, b.person) && std::ranges::equal(a.items, b.items, sameItem)
           && std::ranges::equal(a.others, b.others, samePerson);
}

/// What was being entered into a card, to be put into the one that takes its place.
struct Entered
{
    std::optional<QDate> day;
    QString heir, focused;

    explicit Entered(const QWidget *page)
    {
        if (!page)
            return;
        if (const auto *edit = page->findChild<QDateEdit *>())
            day = edit->date();
        if (const auto *to = page->findChild<QComboBox *>(u"handOverTo"_s))
            heir = to->currentData().toString();
        if (const auto *focus = page->focusWidget(); focus && focus->hasFocus())
            focused = focus->objectName();
    }

    void putInto(QWidget &page) const
    {
        if (auto *edit = day ? page.findChild<QDateEdit *>() : nullptr)
            edit->setDate(*day);
        if (auto *to = page.findChild<QComboBox *>(u"handOverTo"_s))
            to->setCurrentIndex(std::max(to->findData(heir), 0));
        if (auto *focus = focused.isEmpty() ? nullptr : page.findChild<QWidget *>(focused))
            focus->setFocus(Qt::OtherFocusReason);
    }
};

}

PersonCard::PersonCard(const Session &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_scroll(new QScrollArea), m_message(new InlineMessage)
{
    setObjectName(u"personCard"_s);
    auto *around = new QVBoxLayout(this);
    around->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card;
    around->addWidget(card);
    card->column()->setContentsMargins(1, 1, 1, 1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("About the person"));
    card->column()->addWidget(m_scroll, 1);
    m_message->setObjectName(u"cardMessage"_s);
    auto *foot = columnOf();
    foot->setContentsMargins(space::large, 0, space::large, space::small);
    foot->addWidget(m_message);
    card->column()->addLayout(foot);
    setFixedWidth(scaled(340));
    connect(session.history, &items::EditHistory::stateChanged, this, [this] {
        if (m_undoCount >= 0 && m_session.history->count() != m_undoCount) {
            m_undoCount = -1;
            m_message->withdrawOffer(); // what is newest now is another command
        }
    });
}

void PersonCard::show(const PersonId &id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_leaving = false;
    m_stale = true;
    m_undoCount = -1;
    m_message->clear();
    refresh();
}

void PersonCard::refresh()
{
    m_question.cancel();
    if (m_id.isNull()) {
        delete m_scroll->takeWidget();
        return;
    }
    m_question = m_session.reg->run([id = m_id](Store &store) { return readFacts(store, id); });
    items::whenDone(this, m_question, [this](const Result<Facts> &facts) {
        if (facts)
            take(*facts);
        else
            m_message->showError(facts.error());
    });
}

void PersonCard::take(const Facts &facts)
{
    const bool stale = std::exchange(m_stale, false) || !m_scroll->widget();
    if (!stale && same(facts, m_facts))
        return; // somebody may be choosing a date just now
    const bool another = facts.person.id != m_facts.person.id;
    m_facts = facts;
    if (another)
        delete m_scroll->takeWidget();
    rebuild();
}

void PersonCard::rebuild()
{
    const int at = m_scroll->verticalScrollBar()->value();
    const Entered entered(m_scroll->widget());
    auto *page = new QWidget;
    page->setProperty("look", u"ground"_s);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(space::large, space::medium, space::large, space::medium);
    column->setSpacing(space::small);
    addHead(column);
    if (m_leaving)
        addLeaving(column);
    if (hasLeft() && std::ranges::any_of(m_facts.items, &HeldItem::isLost))
        addHandOver(column);
    for (int i = 0; i <= int(Holding::StopDeputy); ++i)
        addGroup(column, Holding(i));
    if (m_facts.items.isEmpty())
        column->addWidget(
            new PlainLabel(hasLeft() ? tr("Nothing is in their name any more.")
                                     : tr("Nothing is in their name yet. Name them as the owner of a delegation."),
                           Type::Body, Ink::Muted));
    if (!hasLeft() && std::ranges::any_of(m_facts.items, &HeldItem::isLost))
        addHandOver(column);
    column->addStretch();
    m_scroll->setWidget(page);
    page->show();
    entered.putInto(*page);
    m_scroll->verticalScrollBar()->setValue(at);
}

void PersonCard::addHead(QBoxLayout *column)
{
    const auto &person = m_facts.person;
    auto *name = new PlainLabel(person.name, Type::Title);
    name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(name);
    if (person.email) {
        auto *email = new PlainLabel(*person.email, Type::Body, Ink::Muted);
        email->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(email);
    }
    auto *row = rowOf();
    if (person.leftOn) {
        const bool gone = hasLeft();
        row->addWidget(
            new Tag({gone ? tr("left %1").arg(shown(*person.leftOn)) : tr("leaves %1").arg(shown(*person.leftOn)),
                     gone ? Mark::Cross : Mark::Triangle, gone ? TagLook::Tone::Fail : TagLook::Tone::Drift}));
        auto *back = button(tr("Not so"), Look::Link, this, [](PersonCard *card) { card->setLeft({}); });
        back->setAccessibleName(tr("%1 has not left").arg(person.name));
        back->setObjectName(u"notLeft"_s);
        row->addWidget(back);
    } else if (!m_leaving) {
        auto *leave = button(tr("Mark as &left"), Look::Ordinary, this, [](PersonCard *card) {
            card->m_leaving = true;
            card->rebuild();
            if (auto *day = card->findChild<QDateEdit *>())
                day->setFocus();
        });
        leave->setObjectName(u"leave"_s);
        row->addWidget(leave);
    }
    row->addStretch();
    column->addLayout(row);
}

void PersonCard::addLeaving(QBoxLayout *column)
{
    const auto lost = std::ranges::count_if(m_facts.items, &HeldItem::isLost);
    column->addWidget(new PlainLabel(lost == 0 ? tr("Nothing becomes ownerless.")
                                     : lost == 1
                                         ? tr("One thing becomes ownerless; it can be handed over next.")
                                         : tr("%1 things become ownerless; they can be handed over next.").arg(lost),
                                     Type::Small, lost == 0 ? Ink::Muted : Ink::Fail));
    auto *row = rowOf();
    auto *day = new QDateEdit(m_facts.today);
    day->setDisplayFormat(u"d MMM yyyy"_s);
    day->setCalendarPopup(true);
    day->setAccessibleName(tr("The first day on which they are no longer there"));
    day->setObjectName(u"leftOn"_s);
    row->addWidget(day, 1);
    auto *mark = button(tr("Mark as left"), Look::Primary);
    mark->setObjectName(u"markLeft"_s);
    connect(mark, &QPushButton::clicked, this, [this, day] { setLeft(day->date()); });
    row->addWidget(mark);
    row->addWidget(button(tr("Cancel"), Look::Quiet, this, [](PersonCard *card) {
        card->m_leaving = false;
        card->rebuild();
    }));
    column->addLayout(row);
}

void PersonCard::addGroup(QBoxLayout *column, Holding holding)
{
    QList<HeldItem> held;
    std::ranges::copy_if(m_facts.items, std::back_inserter(held),
                         [holding](const HeldItem &item) { return item.holding == holding; });
    if (held.isEmpty())
        return;
    column->addSpacing(space::tiny);
    column->addWidget(rule());
    auto *heading = rowOf();
    auto *title = new PlainLabel(titleOf(holding), Type::Lead);
    title->setWordWrap(false);
    heading->addWidget(title);
    if (held.first().isLost() && hasLeft())
        heading->addWidget(new Tag({tr("nobody now"), Mark::Cross, TagLook::Tone::Fail}));
    heading->addStretch();
    auto *count = new PlainLabel(QString::number(held.size()), Type::Small, Ink::Muted);
    heading->addWidget(count);
    column->addLayout(heading);
    auto *list = columnOf(0);
    column->addLayout(list);
    for (const auto &item : held.first(std::min<qsizetype>(held.size(), mostListed)))
        addItem(list, item);
    if (held.size() > mostListed)
        column->addWidget(new PlainLabel(tr("and %1 more").arg(held.size() - mostListed), Type::Small, Ink::Muted));
}

void PersonCard::addItem(QBoxLayout *column, const HeldItem &item)
{
    if (item.delegation.isNull()) {
        column->addWidget(new PlainLabel(item.title));
        return;
    }
    auto *row = rowOf();
    const QString shownTitle = fontMetrics().elidedText(item.title, Qt::ElideRight, scaled(280));
    auto *link = button(QString(shownTitle).replace(u'&', u"&&"_s), Look::Link);
    link->setAccessibleName(tr("Show %1").arg(item.title));
    link->setToolTip(shownTitle == item.title ? QString() : plainToolTip(item.title));
    connect(link, &QPushButton::clicked, this, [this, item] {
        if (item.holding == Holding::DecisionOwner)
            Q_EMIT m_session.navigator->decisionWanted(DecisionId(item.id));
        else
            Q_EMIT m_session.navigator->delegationWanted(item.delegation);
    });
    row->addWidget(link);
    row->addStretch();
    column->addLayout(row);
    if (!item.due)
        return;
    const bool late = *item.due < m_facts.today;
    auto *due = new PlainLabel(late ? tr("was due %1").arg(shown(*item.due)) : tr("due %1").arg(shown(*item.due)),
                               Type::Small, late ? Ink::Fail : Ink::Muted);
    due->setContentsMargins(linkInset, 0, 0, space::tiny);
    column->addWidget(due);
}

void PersonCard::addHandOver(QBoxLayout *column)
{
    const auto lost = std::ranges::count_if(m_facts.items, &HeldItem::isLost);
    column->addSpacing(space::tiny);
    column->addWidget(rule());
    column->addWidget(new PlainLabel(hasLeft() ? lost == 1
                                                     ? tr("One thing is without anyone now. Hand it over:")
                                                     : tr("%1 things are without anyone now. Hand them over:").arg(lost)
                                               : tr("Hand over what they own, stop, run and decide:"),
                                     Type::Body, hasLeft() ? Ink::Normal : Ink::Muted));
    auto *row = rowOf();
    auto *to = new QComboBox;
    to->setObjectName(u"handOverTo"_s);
    to->setAccessibleName(tr("Hand over to"));
    to->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    to->addItem(tr("Choose somebody"));
    for (const auto &other : m_facts.others)
        to->addItem(other.name, other.id.text());
    auto *go = button(tr("Hand over"), hasLeft() ? Look::Primary : Look::Ordinary);
    go->setObjectName(u"handOver"_s);
    go->setEnabled(false);
    connect(to, &QComboBox::currentIndexChanged, go, [go](int index) { go->setEnabled(index > 0); });
    connect(go, &QPushButton::clicked, this, [this, to] { handOver(m_facts.others.at(to->currentIndex() - 1)); });
    row->addWidget(to, 1);
    row->addWidget(go);
    column->addLayout(row);
}

}
