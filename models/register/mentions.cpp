#include "register/mentions.h"

#include "register/row_reader.h"

#include <QRegularExpression>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 80;

/// A thing that is still named, and where.
struct Mention
{
    QString id;
    QString number; ///< of the audit or decision
};

/// Looks through texts that hold identifiers: a select of a number, then of such texts.
Result<std::optional<Mention>> mentionIn(Store &store, const QString &sql, int texts,
                                         const QHash<QString, QString> &names)
{
    static const QRegularExpression identifier(u"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"_s);
    std::optional<Mention> found;
    const auto read = eachRow(store.database(), sql, {}, [&](const RowReader &row) {
        for (int column = 1; column <= texts && !found; ++column) {
            const QString text = row.text(column);
            for (auto match = identifier.globalMatch(text); match.hasNext() && !found;) {
                const QString id = match.next().captured();
                if (names.contains(id))
                    found = Mention{id, row.text(0)};
            }
        }
    });
    return read ? Result<std::optional<Mention>>(found) : tl::unexpected(read.error());
}

struct Place
{
    QString sql;
    int texts;
    QString refusal; ///< %1: the thing, %2: the number
};

QList<Place> places()
{
    const QString open = u"\"%1\" is in open audit %2; close or discard that first."_s;
    const QString closed = u"\"%1\" is named by audit %2, which is closed and stays as it is; nothing was changed."_s;
    return {
        {u"SELECT number, facilitator, series FROM draft_audit ORDER BY number"_s, 2, open},
        {u"SELECT a.number, i.delegation, i.value FROM draft_item i JOIN draft_audit a ON a.id = i.audit ORDER BY a.number"_s,
         2, open},
        {u"SELECT number, participants, pairs FROM audit ORDER BY number"_s, 2, closed},
        {u"SELECT a.number, f.checkers FROM finding f JOIN audit a ON a.id = f.audit ORDER BY a.number"_s, 1, closed},
        {u"SELECT number, decided_by, \"before\", \"after\" FROM decision ORDER BY number"_s, 3,
         u"\"%1\" is named by decision %2, which stays as it is; nothing was changed."_s},
    };
}

}

Result<void> mustBeUnmentioned(Store &store, const QHash<QString, QString> &names)
{
    if (names.isEmpty())
        return {};
    for (const auto &place : places()) {
        const auto found = mentionIn(store, place.sql, place.texts, names);
        if (!found)
            return tl::unexpected(found.error());
        if (*found)
            return failure(ErrorCode::Refused,
                           place.refusal.arg(names.value((*found)->id).left(longestName), (*found)->number));
    }
    return {};
}

}
