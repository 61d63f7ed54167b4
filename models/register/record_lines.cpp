#include "register/record_lines.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

}

Result<std::vector<RecordLine>> linesBackwards(Store &store, qint64 from, qint64 to)
{
    auto query = store.database().select(
        u"SELECT n, public_line, private_line FROM entry WHERE n BETWEEN ? AND ? ORDER BY n DESC"_s, {from, to});
    if (!query)
        return tl::unexpected(query.error());
    std::vector<RecordLine> lines;
    while (query->next()) {
        const QVariant priv = query->value(2);
        lines.push_back({query->value(0).toLongLong(), query->value(1).toByteArray(),
                         priv.isNull() ? std::nullopt : std::optional(priv.toByteArray())});
    }
    return lines;
}

Result<std::vector<Entry>> newestOf(Store &store, std::string_view kind, const QString &id, qint64 most)
{
    std::vector<Entry> found;
    if (most <= 0)
        return found;
    auto query = store.database().select(u"SELECT public_line, private_line FROM entry ORDER BY n DESC"_s);
    if (!query)
        return tl::unexpected(query.error());
    const QByteArray wanted = id.toUtf8();
    while (qint64(found.size()) < most && query->next()) {
        const QByteArray publicLine = query->value(0).toByteArray();
        if (!publicLine.contains(wanted))
            continue;
        auto entry = readLines(viewOf(publicLine), viewOf(query->value(1).toByteArray()));
        if (!entry)
            return tl::unexpected(entry.error());
        if (entry->change.id == id && entry->change.kind->name == kind)
            found.push_back(std::move(*entry));
    }
    return found;
}

}
