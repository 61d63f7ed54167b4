#include "command.h"
#include "entity_json.h"
#include "register/verify.h"

#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

Result<void> makePrivateFile(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return {};
    if (QFileInfo::exists(path))
        return failure(ErrorCode::Io, u"%1 is there already; choose another name."_s.arg(path));
    return failure(ErrorCode::Io, u"%1 can't be made (%2); check the folder."_s.arg(path, file.errorString()));
}

Result<void> flushToDisk(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadWrite) && ::fsync(file.handle()) == 0)
        return {};
    return failure(ErrorCode::Io, u"%1 can't be flushed to the disk; check it."_s.arg(path));
}

/// Opens the copy as anybody would and verifies it.
Result<registry::Verification> check(Context &context, const QString &path)
{
    auto options = context.storeOptions();
    options.mode = registry::OpenMode::ReadOnly;
    const auto copy = registry::Store::open(path, options);
    if (!copy)
        return tl::unexpected(copy.error());
    auto found = registry::verifyRegister(**copy, context.progress(u"Verifying the copy"_s));
    if (found && !found->ok)
        return failure(ErrorCode::Damaged,
                       u"The copy does not verify, so it was not kept (%1); run 'register verify'."_s.arg(
                           found->problems.value(0)));
    return found;
}

Result<registry::Verification> copyAndCheck(Context &context, registry::Store &store, const QString &path)
{
    // SQLite's own copy: one consistent state, whoever writes meanwhile.
    if (const auto copied = store.database().run(u"VACUUM INTO ?"_s, {path}); !copied)
        return tl::unexpected(copied.error());
    if (const auto flushed = flushToDisk(path); !flushed)
        return tl::unexpected(flushed.error());
    return check(context, path);
}

Outcome runRegisterBackup(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const QString path = context.text("FILE_TO");
    if (const auto made = makePrivateFile(path); !made)
        return tl::unexpected(made.error());
    const auto found = copyAndCheck(context, **store, path);
    if (!found) {
        QFile::remove(path);
        return tl::unexpected(found.error());
    }
    if (context.out().wantsJson())
        context.out().json(
            {{"file", utf8(path)}, {"entries", found->entries}, {"root", ledger::toBase64(found->root)}});
    else
        context.out().line(u"Saved and verified: %1, %2 entries."_s.arg(path).arg(found->entries));
    return Exit::Fine;
}

}

Command registerBackup()
{
    return {"register",
            "backup",
            "Copy the register into a new file and verify the copy",
            runRegisterBackup,
            {Parameter::one("FILE_TO", "a file that isn't there yet")},
            ""};
}

}
