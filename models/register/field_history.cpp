#include "register/field_history.h"

#include "register/row_reader.h"

#include <QTimeZone>

namespace muster::registry {

using namespace Qt::StringLiterals;

Result<QHash<QString, QList<FieldChangeAt>>> fieldHistory(Store &store, const QStringList &fields,
                                                          const QString &delegation)
{
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    const QTimeZone zone(info->timeZone.toUtf8());
    QString sql = u"SELECT delegation, field, \"before\", \"after\", \"at\" FROM history WHERE field IN (?%1)"_s.arg(
        u", ?"_s.repeated(fields.size() - 1));
    QList<QVariant> values(fields.begin(), fields.end());
    if (!delegation.isEmpty()) {
        sql += u" AND delegation = ?"_s;
        values << delegation;
    }
    QHash<QString, QList<FieldChangeAt>> changes;
    const auto read = eachRow(store.database(), sql + u" ORDER BY n"_s, values, [&](const RowReader &rows) {
        const auto at = QDateTime::fromString(rows.text(4), Qt::ISODateWithMs).toTimeZone(zone);
        changes[rows.text(0)].append({at.date(), rows.text(1), rows.text(2), rows.text(3)});
    });
    if (!read)
        return tl::unexpected(read.error());
    return changes;
}

}
