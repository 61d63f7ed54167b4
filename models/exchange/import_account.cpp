#include "exchange/import_account.h"

#include "register/entity_table.h"
#include "register/rule_context.h"

#include <QFile>
#include <QFileInfo>

namespace muster::exchange {

using namespace Qt::StringLiterals;
using namespace muster::registry;

namespace {

/// What a person is called, empty where nobody is meant or they were withdrawn.
Result<QString> nameOf(Store &store, const QString &person)
{
    const auto found = byId<Person>(store, PersonId(person));
    if (found)
        return QString(found->name);
    return found.error().code == ErrorCode::NotFound ? Result<QString>(QString()) : tl::unexpected(found.error());
}

}

Result<QString> fileDigest(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, u"%1 can't be read; ask its owner for permission."_s.arg(path));
    ledger::Sha256 digest;
    QByteArray block(1 << 20, Qt::Uninitialized);
    while (!file.atEnd()) {
        const qint64 got = file.read(block.data(), block.size());
        if (got < 0)
            return failure(ErrorCode::Io, u"%1 can't be read to its end; check the disk."_s.arg(path));
        digest.add({block.constData(), size_t(got)});
    }
    return QString::fromStdString(ledger::toHex(digest.finish()));
}

Result<std::optional<EarlierImport>> earlierImport(Store &store, const QString &digest)
{
    const auto same =
        allWhere<Import>(store, u"WHERE sha256 = ? AND undone_on IS NULL AND accepted > 0 ORDER BY n DESC"_s, {digest});
    if (!same)
        return tl::unexpected(same.error());
    if (same->isEmpty())
        return std::optional<EarlierImport>();
    const auto &last = same->first();
    const auto entries = entriesBackwards(store, last.n, last.n);
    if (!entries)
        return tl::unexpected(entries.error());
    if (entries->empty())
        return std::optional<EarlierImport>();
    const auto &head = entries->front().head;
    const auto by = nameOf(store, head.by);
    if (!by)
        return tl::unexpected(by.error());
    return dayOf(store, QDateTime::fromString(head.at, Qt::ISODateWithMs)).map([&](QDate day) {
        return std::optional(EarlierImport{last.id, day, *by});
    });
}

Result<void> keepAccount(Store &store, Writer &writer, const QString &path, const QString &digest, qint64 firstEntry,
                         ImportReport &report)
{
    Import account;
    account.id = ImportId(newUuid(store.random()));
    account.file = QFileInfo(path).fileName().left(500);
    account.sha256 = digest;
    account.rows = report.rows;
    account.accepted = report.accepted;
    account.updated = report.updated;
    account.unchanged = report.unchanged;
    account.refused = report.refused;
    account.firstEntry = firstEntry;
    account.lastEntry = writer.size() - 1;
    report.id = account.id;
    const auto n = writer.append(additionOf(entityOf<Import>(), toRow(account), kindNamed("import.completed")));
    return n ? Result<void>() : tl::unexpected(n.error());
}

}
