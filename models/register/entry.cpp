#include "register/entry.h"

#include "ledger/canonical.h"
#include "ledger/json_writer.h"
#include "ledger/sha256.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

namespace muster::registry {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

std::vector<Kind> makeKinds()
{
    std::vector<Kind> kinds;
    const auto add = [&kinds](std::string_view name, std::string_view noun, Operation operation) {
        kinds.push_back({name, entityNamed(noun), operation, 1});
    };
    add("register.created", "register", Operation::Add);
    add("register.changed", "register", Operation::Set);
    add("register.restored", "restoration", Operation::Add);
    add("person.added", "person", Operation::Add);
    add("person.changed", "person", Operation::Set);
    add("person.left", "person", Operation::Set);
    add("person.withdrawn", "person", Operation::Withdraw);
    add("delegation.added", "delegation", Operation::Add);
    add("delegation.changed", "delegation", Operation::Set);
    add("delegation.audited", "delegation", Operation::Set);
    add("delegation.withdrawn", "delegation", Operation::Withdraw);
    add("definition.added", "definition", Operation::Add);
    add("definition.changed", "definition", Operation::Set);
    add("definition.withdrawn", "definition", Operation::Withdraw);
    add("column.added", "column", Operation::Add);
    add("column.changed", "column", Operation::Set);
    add("column.withdrawn", "column", Operation::Withdraw);
    add("source.added", "source", Operation::Add);
    add("source.changed", "source", Operation::Set);
    add("source.withdrawn", "source", Operation::Withdraw);
    add("stop-rule.added", "stop-rule", Operation::Add);
    add("stop-rule.changed", "stop-rule", Operation::Set);
    add("stop-rule.withdrawn", "stop-rule", Operation::Withdraw);
    add("drill.recorded", "drill", Operation::Add);
    add("drill.changed", "drill", Operation::Set);
    add("drill.withdrawn", "drill", Operation::Withdraw);
    add("credential.added", "credential", Operation::Add);
    add("credential.changed", "credential", Operation::Set);
    add("credential.withdrawn", "credential", Operation::Withdraw);
    add("series.added", "series", Operation::Add);
    add("series.changed", "series", Operation::Set);
    add("series.withdrawn", "series", Operation::Withdraw);
    add("audit.closed", "audit", Operation::Add);
    add("audit.amended", "amendment", Operation::Add);
    add("finding.recorded", "finding", Operation::Add);
    add("decision.made", "decision", Operation::Add);
    add("decision.changed", "decision", Operation::Set);
    add("decision.done", "decision", Operation::Set);
    add("decision.moved", "decision", Operation::Set);
    add("decision.dropped", "decision", Operation::Set);
    add("import.completed", "import", Operation::Add);
    add("import.undone", "import", Operation::Set);
    add("evidence.imported", "evidence", Operation::Add);
    add("evidence.undone", "evidence", Operation::Set);
    add("alias.added", "alias", Operation::Add);
    add("alias.changed", "alias", Operation::Set);
    add("alias.withdrawn", "alias", Operation::Withdraw);
    add("model.added", "model", Operation::Add);
    add("model.changed", "model", Operation::Set);
    add("model.withdrawn", "model", Operation::Withdraw);
    return kinds;
}

const std::vector<Kind> &kinds()
{
    static const std::vector<Kind> made = makeKinds();
    return made;
}

void writeValue(ledger::JsonWriter &out, const Field &field, const Value &value)
{
    if (const auto *text = std::get_if<QString>(&value)) {
        if (holdsJson(field.type)) {
            const QByteArray utf8 = text->toUtf8();
            out.raw(std::string_view(utf8.constData(), size_t(utf8.size())));
        } else {
            out.string(QStringView(*text));
        }
    } else if (const auto *number = std::get_if<qint64>(&value)) {
        out.integer(*number);
    } else if (const auto *boolean = std::get_if<bool>(&value)) {
        out.boolean(*boolean);
    } else {
        out.null();
    }
}

bool isCanonicalList(const QString &text)
{
    const json list = json::parse(text.toStdString(), nullptr, false);
    if (!list.is_structured())
        return false;
    const auto canonical = ledger::canonical(list);
    return canonical && QString::fromStdString(*canonical) == text;
}

/// A list goes into its line as it is: one that is not canonical would break the line for ever.
Result<void> checkLists(const Change &change)
{
    for (const auto &item : change.fields) {
        const auto &field = change.kind->entity->fields[size_t(item.field)];
        for (const auto *value : {&item.before, &item.after}) {
            const auto *text = std::get_if<QString>(value);
            if (text && holdsJson(field.type) && !isCanonicalList(*text))
                return failure(ErrorCode::InvalidInput,
                               u"%1 takes a list in canonical JSON, as [\"a\",\"b\"], not \"%2\"."_s.arg(
                                   field.title(), text->left(40)));
        }
    }
    return {};
}

bool hasSide(const Change &change, Side side)
{
    return std::ranges::any_of(
        change.fields, [&](const FieldChange &c) { return change.kind->entity->fields[size_t(c.field)].side == side; });
}

/// `"values":{…}` of an addition, `"changes":{field:{"after":…,"before":…}}` of a change.
void writeFields(ledger::JsonWriter &out, const Change &change, Side side)
{
    out.beginObject();
    for (const auto &item : change.fields) {
        const auto &field = change.kind->entity->fields[size_t(item.field)];
        if (field.side != side)
            continue;
        out.key(field.name);
        if (change.kind->operation == Operation::Add) {
            writeValue(out, field, item.after);
            continue;
        }
        out.beginObject();
        out.key("after");
        writeValue(out, field, item.after);
        out.key("before");
        writeValue(out, field, item.before);
        out.endObject();
    }
    out.endObject();
}

std::string writePrivateLine(const EntryHead &head, const Change &change, std::string_view salt)
{
    thread_local ledger::JsonWriter out;
    out.clear();
    out.beginObject();
    if (change.kind->operation == Operation::Set && hasSide(change, Side::Private)) {
        out.key("changes");
        writeFields(out, change, Side::Private);
    }
    out.key("n");
    out.integer(head.n);
    out.key("salt");
    out.string(salt);
    if (change.kind->operation == Operation::Add && hasSide(change, Side::Private)) {
        out.key("values");
        writeFields(out, change, Side::Private);
    }
    if (!change.why.isEmpty()) {
        out.key("why");
        out.string(QStringView(change.why));
    }
    out.endObject();
    return out.isValid() ? out.take() : std::string();
}

std::string writePublicLine(const EntryHead &head, const Change &change, std::string_view privateDigest)
{
    thread_local ledger::JsonWriter out;
    out.clear();
    out.beginObject();
    out.key("at");
    out.string(QStringView(head.at));
    out.key("by");
    head.by.isEmpty() ? out.null() : out.string(QStringView(head.by));
    if (change.kind->operation == Operation::Set && hasSide(change, Side::Public)) {
        out.key("changes");
        writeFields(out, change, Side::Public);
    }
    if (!change.delegation.isEmpty()) {
        out.key("delegation");
        out.string(QStringView(change.delegation));
    }
    out.key("id");
    out.string(QStringView(change.id));
    out.key("kind");
    out.string(change.kind->name);
    out.key("n");
    out.integer(head.n);
    out.key("private");
    out.string(privateDigest);
    out.key("v");
    out.integer(change.kind->version);
    if (change.kind->operation == Operation::Add && hasSide(change, Side::Public)) {
        out.key("values");
        writeFields(out, change, Side::Public);
    }
    out.endObject();
    return out.isValid() ? out.take() : std::string();
}

Value readValue(const Field &field, const json &value)
{
    if (value.is_null())
        return {};
    if (holdsJson(field.type))
        return QString::fromStdString(value.dump());
    if (value.is_string())
        return QString::fromStdString(value.get_ref<const std::string &>());
    if (value.is_boolean())
        return value.get<bool>();
    if (value.is_number_integer())
        return value.get<qint64>();
    return {};
}

bool fits(const Field &field, const json &value)
{
    switch (field.type) {
    case FieldType::Integer: return value.is_number_integer() || value.is_null();
    case FieldType::Boolean: return value.is_boolean() || value.is_null();
    case FieldType::List: return value.is_structured() || value.is_null();
    case FieldType::Map: return value.is_object() || value.is_null();
    default: return value.is_string() || value.is_null();
    }
}

Error broken(qint64 n, const QString &what)
{
    return {ErrorCode::Damaged, u"Entry %1 %2."_s.arg(n).arg(what)};
}

/// Adds what one side of an entry says of the entity's fields.
Result<void> readFields(const json &line, Side side, Entry &entry)
{
    const auto &kind = *entry.change.kind;
    const auto found = line.find(kind.operation == Operation::Add ? "values" : "changes");
    if (found == line.end())
        return {};
    for (const auto &[name, value] : found->items()) {
        const int index = kind.entity->indexOf(QString::fromStdString(name));
        if (index < 0 || kind.entity->fields[size_t(index)].side != side)
            return tl::unexpected(broken(
                entry.head.n,
                u"names the field \"%1\", which its kind doesn't have there"_s.arg(QString::fromStdString(name))));
        const auto &field = kind.entity->fields[size_t(index)];
        const bool isChange = kind.operation != Operation::Add;
        if (isChange && (!value.is_object() || !value.contains("after") || !value.contains("before")))
            return tl::unexpected(broken(entry.head.n, u"has a change without before and after"_s));
        const json &after = isChange ? value["after"] : value;
        const json before = isChange ? value["before"] : json();
        if (!fits(field, after) || !fits(field, before))
            return tl::unexpected(broken(entry.head.n, u"gives \"%1\" a value of the wrong type"_s.arg(field.title())));
        entry.change.fields.push_back({index, readValue(field, before), readValue(field, after)});
    }
    return {};
}

QString textAt(const json &line, const char *key)
{
    const auto found = line.find(key);
    return found != line.end() && found->is_string() ? QString::fromStdString(found->get_ref<const std::string &>())
                                                     : QString();
}

}

const Kind *kindNamed(std::string_view name)
{
    static const auto byName = [] {
        std::map<std::string_view, const Kind *> made;
        for (const auto &kind : kinds())
            made.emplace(kind.name, &kind);
        return made;
    }();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : found->second;
}

const Kind *kindOf(const Entity &entity, Operation operation)
{
    const auto found = std::ranges::find_if(
        kinds(), [&](const Kind &kind) { return kind.entity == &entity && kind.operation == operation; });
    return found == kinds().end() ? nullptr : &*found;
}

Result<Lines> writeLines(const EntryHead &head, const Change &change, std::string_view salt)
{
    if (const auto checked = checkLists(change); !checked)
        return tl::unexpected(checked.error());
    Lines lines;
    lines.privateLine = writePrivateLine(head, change, salt);
    lines.publicLine = writePublicLine(head, change, ledger::toHex(ledger::sha256(lines.privateLine)));
    if (lines.privateLine.empty() || lines.publicLine.empty())
        return failure(
            ErrorCode::InvalidInput,
            u"A text holds a character that can't be recorded (U+0000 or half a surrogate pair); remove it."_s);
    return lines;
}

Result<Entry> readLines(std::string_view publicLine, std::string_view privateLine)
{
    const json open = json::parse(publicLine, nullptr, false);
    const json closed = privateLine.empty() ? json::object() : json::parse(privateLine, nullptr, false);
    if (!open.is_object() || !closed.is_object() || !open.contains("n") || !open["n"].is_number_integer())
        return failure(ErrorCode::Damaged, u"An entry's line is no JSON object with a number."_s);
    Entry entry;
    entry.head = {open["n"].get<qint64>(), textAt(open, "at"), textAt(open, "by")};
    const std::string name = textAt(open, "kind").toStdString();
    const auto *kind = kindNamed(name);
    if (!kind || open.value("v", json(0)) != json(kind->version))
        return failure(ErrorCode::Newer,
                       u"Entry %1 is of the kind \"%2\", version %3, which this Muster doesn't know; use a newer one."_s
                           .arg(entry.head.n)
                           .arg(QString::fromStdString(name), QString::fromStdString(open.value("v", json()).dump())));
    entry.change = {kind, textAt(open, "id"), textAt(open, "delegation"), {}, textAt(closed, "why")};
    if (const auto read = readFields(open, Side::Public, entry); !read)
        return tl::unexpected(read.error());
    if (const auto read = readFields(closed, Side::Private, entry); !read)
        return tl::unexpected(read.error());
    std::ranges::sort(entry.change.fields, {}, &FieldChange::field);
    return entry;
}

namespace {

QString delegationConcerned(const Entity &entity, const Row &row)
{
    return entity.delegationField < 0 ? QString() : textOf(row.values[size_t(entity.delegationField)]);
}

}

Change additionOf(const Entity &entity, const Row &row, const Kind *kind, const QString &why)
{
    Change change{kind ? kind : kindOf(entity, Operation::Add), row.id, delegationConcerned(entity, row), {}, why};
    for (size_t i = 0; i < row.values.size(); ++i) {
        if (!isAbsent(row.values[i]))
            change.fields.push_back({int(i), {}, row.values[i]});
    }
    return change;
}

Change changeOf(const Entity &entity, const Row &before, const Patch &patch, const Kind *kind, const QString &why)
{
    Change change{
        kind ? kind : kindOf(entity, Operation::Set), before.id, delegationConcerned(entity, before), {}, why};
    for (const auto &item : patch.items) {
        const Value &old = before.values[size_t(item.field)];
        if (old != item.value)
            change.fields.push_back({item.field, old, item.value});
    }
    std::ranges::sort(change.fields, {}, &FieldChange::field);
    return change;
}

}
