#include "items/entry_text.h"

#include "ledger/tree.h"
#include "register/entity_table.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::Change;
using registry::Operation;
using registry::RecordLine;

namespace {

constexpr int longestValue = 60;
constexpr qsizetype mostParts = 3;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

QString shortened(const QString &text)
{
    const QString line = text.simplified();
    return line.size() > longestValue ? line.left(longestValue - 1) + u'…' : line;
}

/// The things that have a title or name.
bool isNamed(std::string_view noun)
{
    static constexpr std::array nouns =
        std::to_array<std::string_view>({"delegation", "person", "definition", "source", "series"});
    return std::ranges::find(nouns, noun) != nouns.end();
}

/// The fields that tell what was added, besides its title.
bool tellsAnAddition(std::string_view noun, std::string_view field)
{
    if (noun == "finding")
        return field == "check" || field == "verdict";
    if (noun == "decision")
        return field == "kind" || field == "after";
    if (noun == "audit")
        return field == "number";
    return field == "title" || field == "name" || field == "file";
}

}

EntryReader::EntryReader(registry::Store &store) : m_store(store)
{
    const auto info = store.info();
    m_zone = QTimeZone(info ? info->timeZone.toLatin1() : QByteArray());
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
}

QString EntryReader::named(std::string_view noun, const QString &id)
{
    if (id.isEmpty())
        return {};
    auto found = m_names.constFind(id);
    if (found == m_names.constEnd()) {
        Field field;
        field.type = FieldType::Reference;
        field.refers = noun;
        found = m_names.insert(id, registry::readable(m_store, field, Value(id)).value_or(QString()));
    }
    return *found;
}

QString EntryReader::textOf(const Field &field, const Value &value)
{
    const QString id = muster::textOf(value);
    if (field.type == FieldType::Reference && isNamed(field.refers) && !id.isEmpty())
        return shortened(named(field.refers, id));
    if (holdsJson(field.type))
        return isAbsent(value) ? QString() : u"…"_s;
    return shortened(displayText(value));
}

QString EntryReader::subjectOf(const Change &change)
{
    const auto &entity = *change.kind->entity;
    if (!change.delegation.isEmpty())
        return named("delegation", change.delegation);
    return isNamed(entity.noun) ? named(entity.noun, change.id) : QString();
}

QStringList EntryReader::partsOf(const Change &change)
{
    const auto &entity = *change.kind->entity;
    const bool added = change.kind->operation == Operation::Add;
    QStringList parts;
    for (const auto &item : change.fields) {
        const auto &field = entity.fields[size_t(item.field)];
        const QString after = textOf(field, item.after);
        if (!added)
            parts << u"%1 %2 → %3"_s.arg(field.title(), isAbsent(item.before) ? u"–"_s : textOf(field, item.before),
                                         isAbsent(item.after) ? u"–"_s : after);
        else if (tellsAnAddition(entity.noun, field.name) && !after.isEmpty())
            parts << (field.name == "number" ? u"audit %1"_s.arg(after) : after);
    }
    return parts;
}

QString EntryReader::whatOf(const Change &change)
{
    const QString subject = subjectOf(change);
    QStringList parts = partsOf(change);
    parts.removeAll(shortened(subject));
    const qsizetype more = parts.size() - mostParts;
    QString said = parts.mid(0, mostParts).join(u", "_s);
    if (more > 0)
        said += EntryTableModel::tr(" and %1 more").arg(more);
    if (subject.isEmpty() || said.isEmpty())
        return subject + said;
    return u"%1: %2"_s.arg(shortened(subject), said);
}

ReadEntry EntryReader::read(const RecordLine &line)
{
    ReadEntry read;
    read.shown.n = line.n;
    read.shown.leaf = QString::fromStdString(ledger::toHex(ledger::leafHash(viewOf(line.publicLine))));
    const auto entry = registry::readLines(viewOf(line.publicLine), viewOf(line.privateLine.value_or(QByteArray())));
    if (!entry) {
        read.shown.readable = false;
        read.shown.what = entry.error().message;
        return read;
    }
    const auto &change = entry->change;
    read.shown.at = QDateTime::fromString(entry->head.at, Qt::ISODateWithMs).toTimeZone(m_zone);
    read.shown.by = named("person", entry->head.by);
    read.shown.kind = latin(change.kind->name);
    read.shown.what = whatOf(change);
    read.by = PersonId(entry->head.by);
    read.delegation = DelegationId(change.kind->entity->isDelegation() ? change.id : change.delegation);
    return read;
}

}
