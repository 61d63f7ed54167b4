#include "command.h"
#include "entity_json.h"
#include "register/verify.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::Verification;

namespace {

void printJson(const Verification &found, Output &out)
{
    nlohmann::ordered_json problems = nlohmann::ordered_json::array();
    for (const auto &problem : found.problems)
        problems.push_back(utf8(problem));
    out.json(
        {{"ok", found.ok}, {"entries", found.entries}, {"root", ledger::toBase64(found.root)}, {"problems", problems}});
}

void printLines(const Verification &found, Output &out)
{
    if (found.ok) {
        out.line(u"The record verifies: %1 entries, root %2."_s.arg(found.entries)
                     .arg(QString::fromStdString(ledger::toBase64(found.root))));
        out.line(found.markSize ? u"It holds everything that was seen here before (%1 entries)."_s.arg(*found.markSize)
                                : u"It was not seen here before, so nothing tells whether its end is missing."_s);
        return;
    }
    out.line(u"The record does not verify:"_s);
    for (const auto &problem : found.problems)
        out.line(u"  "_s + problem);
}

/// A register too damaged to be opened doesn't verify either, but what can still be read of it is looked at.
Result<Verification> verifyUnopened(Context &context, const Error &refusal)
{
    const bool damaged = refusal.code == ErrorCode::Damaged;
    const auto file = context.registerFile();
    if (!file || (!damaged && refusal.code != ErrorCode::Io))
        return tl::unexpected(refusal);
    auto found = registry::verifyFile(*file, context.storeOptions(), context.progress(u"Verifying"_s));
    if (!found && found.error().code == ErrorCode::Cancelled)
        return found;
    if (!damaged && (!found || found->ok))
        return tl::unexpected(refusal);
    auto account = found.value_or(Verification());
    account.ok = false;
    account.problems.prepend(refusal.message);
    return account;
}

Outcome runRegisterVerify(Context &context)
{
    const auto store = context.store();
    auto found = store ? registry::verifyRegister(**store, context.progress(u"Verifying"_s))
                       : verifyUnopened(context, store.error());
    if (!found && found.error().code == ErrorCode::Damaged) {
        Verification damaged;
        damaged.problems << found.error().message;
        found = damaged;
    }
    if (!found)
        return tl::unexpected(found.error());
    context.out().progress({});
    if (context.out().wantsJson())
        printJson(*found, context.out());
    else
        printLines(*found, context.out());
    return found->ok ? Exit::Fine : Exit::Attention;
}

}

Command registerVerify()
{
    return {"register",
            "verify",
            "Check the whole record, and every table against it; exit status 3 where something is wrong",
            runRegisterVerify,
            {},
            ""};
}

}
