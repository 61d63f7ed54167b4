#include "views/record/record_filter.h"

#include "register/inventory_services.h"
#include "views/parts/tag.h"
#include "views/record/workflow_picker.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int typingPause = 150; ///< milliseconds

QComboBox *combo(const QString &name, const QString &accessible)
{
    auto *made = new QComboBox;
    made->setObjectName(name);
    made->setAccessibleName(accessible);
    made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    made->setMinimumContentsLength(11);
    made->setMaxVisibleItems(20);
    return made;
}

QLineEdit *dayField(const QString &name, const QString &placeholder)
{
    auto *made = new QLineEdit;
    made->setObjectName(name);
    made->setPlaceholderText(placeholder);
    made->setAccessibleName(RecordFilter::tr("%1, as 2026-06-30").arg(placeholder));
    made->setToolTip(RecordFilter::tr("A day as 2026-06-30"));
    made->setFixedWidth(scaled(104));
    return made;
}

void mark(QLineEdit *field, bool wrong)
{
    if (field->property("wrong").toBool() == wrong)
        return;
    field->setProperty("wrong", wrong);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

/// Fills a list of names, the first meaning all, and keeps what was chosen.
template <typename Id>
void fill(QComboBox *combo, const QString &all, const QList<std::pair<QString, Id>> &choices)
{
    const QSignalBlocker quiet(combo);
    const QVariant chosen = combo->currentData();
    combo->clear();
    combo->addItem(all, QString());
    for (const auto &[name, id] : choices)
        combo->addItem(name.simplified(), id.text());
    combo->setCurrentIndex(std::max(combo->findData(chosen), 0));
}

template <typename Id>
std::optional<Id> chosenIn(const QComboBox *combo)
{
    const QString id = combo->currentData().toString();
    return id.isEmpty() ? std::nullopt : std::optional(Id(id));
}

}

Result<FilterChoices> readFilterChoices(registry::Store &store)
{
    const auto people = registry::allWhere<Person>(store);
    if (!people)
        return tl::unexpected(people.error());
    const auto audits = registry::allWhere<Audit>(store, u"ORDER BY held_on DESC, n DESC LIMIT 1"_s);
    if (!audits)
        return tl::unexpected(audits.error());
    FilterChoices choices;
    for (const auto &person : *people)
        choices.people.append({person.name, person.id});
    const auto byName = [](const auto &a, const auto &b) { return a.first.localeAwareCompare(b.first) < 0; };
    std::ranges::sort(choices.people, byName);
    choices.today = store.today();
    if (!audits->isEmpty())
        choices.lastAudit = audits->first().heldOn;
    return choices;
}

RecordFilter::RecordFilter(const registry::OpenRegister::Pointer &openRegister, QWidget *parent)
    : QWidget(parent),
      m_preset(combo(u"period"_s, tr("Period"))),
      m_delegation(new WorkflowPicker(openRegister)),
      m_verdict(combo(u"verdict"_s, tr("Verdict"))),
      m_person(combo(u"person"_s, tr("Person"))),
      m_from(dayField(u"from"_s, tr("From"))),
      m_to(dayField(u"to"_s, tr("To"))),
      m_words(new QLineEdit),
      m_message(new InlineMessage),
      m_pause(new QTimer(this))
{
    m_message->setObjectName(u"filterMessage"_s);
    m_delegation->setObjectName(u"workflow"_s);
    m_words->setObjectName(u"words"_s);
    m_words->setPlaceholderText(tr("Find in the record"));
    m_words->setAccessibleName(m_words->placeholderText());
    m_words->setClearButtonEnabled(true);
    m_preset->addItems({tr("All time"), tr("This quarter"), tr("Last audit"), tr("Own period")});
    m_verdict->addItem(tr("All verdicts"), QString());
    for (const auto verdict : {Verdict::Pass, Verdict::Drift, Verdict::Fail, Verdict::NotChecked})
        m_verdict->addItem(spoken(verdict), word(verdict));
    setChoices({});

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *row = rowOf();
    row->addWidget(m_words, 2);
    for (QWidget *part : std::initializer_list<QWidget *>{m_preset, m_from, m_to})
        row->addWidget(part);
    for (QWidget *part : std::initializer_list<QWidget *>{m_delegation, m_verdict, m_person})
        row->addWidget(part, 1);
    layout->addLayout(row);
    layout->addWidget(m_message);
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPause);
    connect(m_pause, &QTimer::timeout, this, &RecordFilter::read);
    connect(m_preset, &QComboBox::activated, this, &RecordFilter::preset);
    connect(m_delegation, &WorkflowPicker::activated, this, &RecordFilter::read);
    for (auto *part : {m_verdict, m_person})
        connect(part, &QComboBox::activated, this, &RecordFilter::read);
    connect(m_words, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    for (auto *field : {m_from, m_to}) {
        connect(field, &QLineEdit::textEdited, m_preset, [this] { m_preset->setCurrentIndex(int(Preset::Own)); });
        connect(field, &QLineEdit::editingFinished, this, &RecordFilter::read);
    }
}

void RecordFilter::setChoices(const FilterChoices &choices)
{
    m_choices = choices;
    m_delegation->refresh();
    fill(m_person, tr("Everyone"), choices.people);
}

void RecordFilter::preset(int index)
{
    const QDate today = m_choices.today;
    switch (Preset(index)) {
    case Preset::All: setDays({}, {}); break;
    case Preset::Quarter: setDays({today.year(), (today.month() - 1) / 3 * 3 + 1, 1}, today); break;
    case Preset::LastAudit: setDays(m_choices.lastAudit, m_choices.lastAudit); break;
    case Preset::Own: m_from->setFocus(Qt::OtherFocusReason); return;
    }
    read();
}

void RecordFilter::setDays(const QDate &from, const QDate &to)
{
    m_from->setText(from.toString(Qt::ISODate));
    m_to->setText(to.toString(Qt::ISODate));
}

bool RecordFilter::readDay(QLineEdit *field, std::optional<QDate> &day)
{
    const QString text = field->text().trimmed();
    mark(field, false);
    if (text.isEmpty())
        return true;
    const auto parsed = parseDate(text, field->placeholderText());
    if (!parsed) {
        mark(field, true);
        m_message->showError(parsed.error());
        return false;
    }
    day = *parsed;
    return true;
}

void RecordFilter::read()
{
    m_pause->stop();
    m_message->clear();
    registry::LogFilter filter;
    if (!readDay(m_from, filter.from) || !readDay(m_to, filter.to))
        return;
    if (filter.from && filter.to && *filter.to < *filter.from) {
        mark(m_to, true);
        m_message->show(InlineMessage::Kind::Error, tr("The last day is before the first; turn them round."));
        return;
    }
    filter.delegation = m_delegation->chosen();
    filter.person = chosenIn<PersonId>(m_person);
    filter.verdict = fromWord<Verdict>(m_verdict->currentData().toString());
    filter.text = m_words->text().trimmed();
    if (filter == m_filter)
        return;
    m_filter = filter;
    Q_EMIT changed();
}

items::EntryQuery RecordFilter::entryQuery() const
{
    return {m_filter.from, m_filter.to, m_filter.delegation, m_filter.person, m_filter.text, {}};
}

void RecordFilter::clear()
{
    const QSignalBlocker words(m_words);
    m_words->clear();
    m_delegation->choose({});
    for (auto *part : {m_preset, m_verdict, m_person})
        part->setCurrentIndex(0);
    setDays({}, {});
    read();
}

void RecordFilter::setDelegation(const DelegationId &id)
{
    const QSignalBlocker words(m_words);
    m_words->clear();
    for (auto *part : {m_preset, m_verdict, m_person})
        part->setCurrentIndex(0);
    setDays({}, {});
    m_delegation->choose(id);
    read();
}

void RecordFilter::setForEntries(bool entries)
{
    m_verdict->setEnabled(!entries);
    m_verdict->setToolTip(entries ? tr("Entries are of every kind; only the log has verdicts") : QString());
    m_words->setPlaceholderText(entries ? tr("Find in the entries") : tr("Find in the log"));
}

void RecordFilter::keepFocusOnWords()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

}
