#include "register/references.h"

#include <QSqlQuery>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 80;

/// The field people call a thing by, or -1.
int nameField(const Entity &entity)
{
    for (const auto &name : {u"title"_s, u"name"_s, u"number"_s}) {
        if (const int index = entity.indexOf(name); index >= 0)
            return index;
    }
    return -1;
}

QString wordsOf(const Entity &entity)
{
    return QString::fromLatin1(entity.noun.data(), qsizetype(entity.noun.size())).replace(u'-', u' ');
}

/// How a field of some entity is asked for an identifier of `wanted`; empty where it can't hold one.
QString conditionOf(const Entity &holder, const Field &field, const Entity &wanted)
{
    const bool isOutcome = holder.noun == "decision" && (field.name == "before" || field.name == "after");
    if ((field.type == FieldType::Reference && field.refers == wanted.noun) || isOutcome)
        return u"\"%1\" = ?"_s.arg(field.column);
    return holdsJson(field.type) ? u"\"%1\" LIKE ?"_s.arg(field.column) : QString();
}

QString told(const Entity &holder, qint64 count, const QString &name)
{
    const QString noun = wordsOf(holder);
    if (count > 1)
        return u"%1 %2"_s.arg(count).arg(noun.endsWith(u's') ? noun : noun + u's');
    if (name.isEmpty())
        return u"one "_s + noun;
    const bool numbered = holder.fields[size_t(nameField(holder))].type == FieldType::Integer;
    return numbered ? noun + u' ' + name : u"the %1 \"%2\""_s.arg(noun, name.left(longestName));
}

/// Which rows of one table refer to a thing, in words; empty where none does.
Result<QString> referring(Store &store, const Entity &holder, const Entity &wanted, const QString &id)
{
    QStringList conditions;
    QList<QVariant> values{id};
    for (const auto &field : holder.fields) {
        const QString condition = conditionOf(holder, field, wanted);
        if (condition.isEmpty())
            continue;
        conditions << condition;
        values << (holdsJson(field.type) ? u'%' + id + u'%' : id);
    }
    if (conditions.isEmpty())
        return QString();
    const int name = nameField(holder);
    auto query = store.database().select(u"SELECT COUNT(*), MIN(%1) FROM \"%2\" WHERE id <> ? AND (%3)"_s.arg(
                                             name < 0 ? u"NULL"_s : u'"' + holder.fields[size_t(name)].column + u'"',
                                             holder.table, conditions.join(u" OR "_s)),
                                         values);
    if (!query)
        return tl::unexpected(query.error());
    const bool any = query->next() && query->value(0).toLongLong() > 0;
    return any ? told(holder, query->value(0).toLongLong(), query->value(1).toString()) : QString();
}

Result<QStringList> openAudits(Store &store, const QString &id)
{
    auto query = store.database().select(
        u"SELECT number FROM draft_audit a WHERE facilitator = ? OR series = ? OR EXISTS (SELECT 1 FROM draft_item i "
        "WHERE i.audit = a.id AND (i.delegation = ? OR i.value LIKE ?)) ORDER BY number"_s,
        {id, id, id, u'%' + id + u'%'});
    if (!query)
        return tl::unexpected(query.error());
    QStringList audits;
    while (query->next())
        audits << u"open audit "_s + query->value(0).toString();
    return audits;
}

QString inSteadOf(const Entity &entity)
{
    if (entity.noun == "delegation")
        return u"retire it instead"_s;
    return entity.noun == "person" ? u"say that they left instead"_s : u"end it instead"_s;
}

}

Result<void> mustBeUnreferred(Store &store, const Entity &entity, const Row &row)
{
    QStringList found;
    for (const auto *holder : allEntities()) {
        const auto some = referring(store, *holder, entity, row.id);
        if (!some)
            return tl::unexpected(some.error());
        if (!some->isEmpty())
            found << *some;
    }
    const auto open = openAudits(store, row.id);
    if (!open)
        return tl::unexpected(open.error());
    found << *open;
    if (found.isEmpty())
        return {};
    const int name = nameField(entity);
    const QString title = name < 0 ? QString() : textOf(row.values[size_t(name)]);
    const QString list =
        found.size() == 1 ? found.first() : found.first(found.size() - 1).join(u", "_s) + u" and "_s + found.last();
    return failure(ErrorCode::Refused,
                   u"%1 is not withdrawn: it is still referred to by %2; change that first, or %3."_s.arg(
                       title.isEmpty() ? u"This "_s + wordsOf(entity) : u'"' + title.left(longestName) + u'"', list,
                       inSteadOf(entity)));
}

}
