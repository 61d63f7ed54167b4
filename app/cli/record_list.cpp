#include "record_support.h"

namespace muster::cli {

static Outcome runRecordList(Context &context)
{
    const auto filter = logFilterFrom(context);
    if (!filter)
        return tl::unexpected(filter.error());
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    QList<registry::LogRow> rows;
    const auto read = registry::readLog(**store, *filter, [&rows](const registry::LogRow &row) {
        rows << row;
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    if (!context.out().wantsJson()) {
        printLogRows(context.out(), rows);
        return Exit::Fine;
    }
    auto list = nlohmann::ordered_json::array();
    for (const auto &row : rows)
        list.push_back(logRowJson(row));
    context.out().json(list);
    return Exit::Fine;
}

Command recordList()
{
    return {"record", "list", "List the dated log: a row for each finding and decision", runRecordList,
            logFilterParameters()};
}

}
