#include "command.h"
#include "domain/entities.h"
#include "entity_json.h"
#include "ledger/sha256.h"
#include "register/migrations.h"

#include <QFileInfo>

namespace muster::cli {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

struct Facts
{
    Row row;
    QString ownerName;
    qint64 entries = 0;
    QString root;
    ordered_json counts;
};

/// How many there are of what a register holds.
Result<ordered_json> countRows(registry::Store &store)
{
    ordered_json counts = ordered_json::object();
    for (const auto *entity : allEntities()) {
        if (entity->noun == "register")
            continue;
        const auto query = store.database().run(u"SELECT count(*) %1 \"%2\""_s.arg(u"FROM"_s, entity->table));
        if (!query)
            return tl::unexpected(query.error());
        counts[std::string(entity->noun)] = (*query)->next() ? (*query)->value(0).toLongLong() : 0;
        (*query)->finish();
    }
    return counts;
}
