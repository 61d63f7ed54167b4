#pragma once

#include "support/register_fixture.h"

#include <QMap>

namespace muster::test {

/// A value that fits a field; references take the identifier of the thing they refer to from `ids`.
inline Value plausibleValue(const Field &field, const QMap<QString, QString> &ids)
{
    const auto latin = [](std::string_view text) { return QString::fromLatin1(text.data(), qsizetype(text.size())); };
    switch (field.type) {
    case FieldType::Title: return field.title() + QStringLiteral(" “für alle”");
    case FieldType::Text: return field.title() + QStringLiteral(" in words:\n\t=1+1, <b>bold</b>, \U0001F9ED");
    case FieldType::Integer: return qint64(7);
    case FieldType::Boolean: return true;
    case FieldType::Date: return QStringLiteral("2026-06-02");
    case FieldType::Instant: return QStringLiteral("2026-06-02T10:00:00.000Z");
    case FieldType::Reference: return ids.value(latin(field.refers));
    case FieldType::Word: return latin(field.words[field.wordCount - 1]);
    case FieldType::Tier: return QStringLiteral("mid");
    case FieldType::Cadence: return QStringLiteral("monthly");
    case FieldType::List: return QStringLiteral("[\"a\",{\"b\":1}]");
    case FieldType::Map: return QStringLiteral("{\"a\":\"b\"}");
    }
    return {};
}

/// What writeOneOfEach() does, within a transaction of the caller's.
inline QMap<QString, QString> appendOneOfEach(registry::Writer &writer)
{
    using namespace muster::registry;
    Store &store = writer.store();
    QMap<QString, QString> ids{{QStringLiteral("register"), store.id()}};
    const auto append = [&](const Change &change) { must(writer.append(change)); };
    const auto rowOf = [&](const Entity &entity) {
        Row row{newUuid(store.random()), -1, {}};
        for (const auto &field : entity.fields)
            row.values.push_back(plausibleValue(field, ids));
        return row;
    };
    for (const auto noun :
         {"person", "definition", "column", "delegation", "source", "stop-rule", "series", "audit", "drill",
          "credential", "finding", "amendment", "decision", "import", "restoration", "alias", "model", "evidence"}) {
        const auto &entity = *entityNamed(noun);
        const Row row = rowOf(entity);
        append(additionOf(entity, row));
        ids.insert(QString::fromLatin1(noun), row.id);
    }
    for (const auto noun : {"delegation", "definition"}) {
        const auto &entity = *entityNamed(noun);
        auto query = must(store.database().select(selectClause(entity) + QStringLiteral(" WHERE id = ?"),
                                                  {ids[QString::fromLatin1(noun)]}));
        query.next();
        const Row before = readRow(entity, query);
        Patch patch;
        patch.set(entity.indexOf(QStringLiteral("title")), Value(QStringLiteral("Another title")));
        const int tracked = noun == std::string_view("delegation") ? entity.indexOf(QStringLiteral("tier"))
                                                                   : entity.indexOf(QStringLiteral("version"));
        patch.set(tracked, noun == std::string_view("delegation") ? Value(QStringLiteral("light")) : Value(qint64(8)));
        append(changeOf(entity, before, patch, nullptr, QStringLiteral("because")));
    }
    const auto &source = *entityNamed("source");
    const Row gone = rowOf(source);
    append(additionOf(source, gone));
    Change withdrawal = additionOf(source, gone, kindOf(source, Operation::Withdraw));
    withdrawal.fields.clear();
    append(withdrawal);
    ids.insert(QStringLiteral("withdrawn"), gone.id);
    return ids;
}

/// Writes one of each entity with every field filled, then changes and a withdrawal, straight through the record and in
/// one transaction. Returns the identifiers by noun; "withdrawn" is that of the source which is gone again.
inline QMap<QString, QString> writeOneOfEach(Store &store)
{
    QMap<QString, QString> ids;
    must(store.write([&](registry::Writer &writer) -> Result<void> {
        ids = appendOneOfEach(writer);
        return {};
    }));
    return ids;
}

}
