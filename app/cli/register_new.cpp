#include "command.h"
#include "entity_json.h"
#include "register/rule_context.h"

#include <QFileInfo>

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 500;

Result<QString> named(Context &context, const char *option, const QString &otherwise)
{
    const auto clean = cleanText(context.has(option) ? context.text(option) : otherwise,
                                 u"--%1"_s.arg(QLatin1StringView(option)), true, longestName);
    if (clean && clean->isEmpty())
        return failure(ErrorCode::InvalidInput, u"--%1 is empty; give a name."_s.arg(QLatin1StringView(option)));
    return clean;
}

Result<RegisterInfo> wantedInfo(Context &context)
{
    const auto name = named(context, "name", QFileInfo(context.text("FILE")).completeBaseName());
    if (!name)
        return tl::unexpected(name.error());
    RegisterInfo info;
    info.name = *name;
    info.timeZone = context.has("time-zone") ? context.text("time-zone") : context.environment().timeZone;
    if (!registry::isTimeZone(info.timeZone))
        return failure(
            ErrorCode::InvalidInput,
            u"--time-zone takes an IANA name such as Europe/Berlin, not \"%1\"."_s.arg(info.timeZone.left(60)));
    const auto policy = registry::defaultPolicy();
    info.tiers = registry::tiersJson(policy.tiers);
    info.policy = registry::policyJson(policy);
    return info;
}

Outcome runRegisterNew(Context &context)
{
    const auto info = wantedInfo(context);
    if (!info)
        return tl::unexpected(info.error());
    const auto owner = named(context, "owner", context.environment().userName);
    if (!owner)
        return tl::unexpected(owner.error());
    const QString file = context.text("FILE");
    const auto store = registry::Store::create(file, context.storeOptions(), *info, *owner);
    if (!store)
        return tl::unexpected(store.error());
    const QString id = (*store)->id();
    if (context.out().wantsJson())
        context.out().json({{"id", utf8(id)},
                            {"file", utf8(file)},
                            {"name", utf8(info->name)},
                            {"owner", utf8((*store)->actor().text())},
                            {"ownerName", utf8(*owner)}});
    else
        context.out().line(u"Made %1: the register \"%2\", owned by %3."_s.arg(file, info->name, *owner));
    return Exit::Fine;
}

}

Command registerNew()
{
    return {"register",
            "new",
            "Make a new register",
            runRegisterNew,
            {Parameter::one("FILE", "a file that isn't there yet, such as team.muster"),
             Parameter::option("name", "NAME", "what it is called (otherwise as the file)"),
             Parameter::option("owner", "NAME", "its owner and first person (otherwise the system's user)"),
             Parameter::option("time-zone", "ZONE", "the zone its dates are in (otherwise the system's)")},
            ""};
}

}
