#include "command.h"
#include "entity_json.h"
#include "register/inventory_services.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

Outcome runRegisterSet(Context &context)
{
    const auto fields = context.fields();
    if (!fields)
        return tl::unexpected(fields.error());
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto n =
        registry::RegisterService(**store).set(RegisterId((*store)->id()), *fields, {context.text("why"), -1, nullptr});
    if (!n)
        return tl::unexpected(n.error());
    if (context.out().wantsJson())
        context.out().json({{"id", utf8((*store)->id())},
                            {"entry", *n < 0 ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(*n)}});
    else
        context.out().line(*n < 0 ? u"Nothing differs; nothing was changed."_s : u"Changed, as entry %1."_s.arg(*n));
    return Exit::Fine;
}

}

Command registerSet()
{
    return {"register",
            "set",
            "Change the register's name, owner, zone, reading speed, tiers or routing policy",
            runRegisterSet,
            {Parameter::fields().must(), Parameter::option("why", "TEXT", "a reason, kept in the record")},
            "tiers='[\"light\",\"mid\",\"frontier\"]', weakest first; policy='{\"high\":[\"mid\",\"frontier\"]}', "
            "lowest and highest per risk."};
}

}
