#include "command.h"
#include "entity_json.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

Outcome runRegisterAcceptRestore(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto why = cleanText(context.text("why"), u"--why"_s, false, 20'000);
    if (!why)
        return tl::unexpected(why.error());
    if (why->isEmpty())
        return failure(ErrorCode::InvalidInput, u"--why is empty; say why an older copy was put back."_s);
    const auto accepted = (*store)->acceptRestore(*why).and_then([&] { return (*store)->head(); });
    if (!accepted)
        return tl::unexpected(accepted.error());
    if (context.out().wantsJson())
        context.out().json({{"entries", accepted->size()}, {"root", ledger::toBase64(accepted->root())}});
    else
        context.out().line(u"Accepted, as entry %1; the register can be written again."_s.arg(accepted->size() - 1));
    return Exit::Fine;
}

}

Command registerAcceptRestore()
{
    return {"register",
            "accept-restore",
            "Say that an older copy was put back on purpose; it is recorded",
            runRegisterAcceptRestore,
            {Parameter::option("why", "TEXT", "why, kept in the record").must()},
            ""};
}

}
