#pragma once

#include "register/database.h"

namespace muster::registry {

/// `application_id` of a register's file: "Must" in ASCII.
inline constexpr qint32 applicationId = 0x4D757374;

/// The schema version this Muster writes: the number of migrations it carries.
int currentSchema();

/// The text of migration 1…currentSchema().
QString migrationText(int number);

/// Runs the migrations after `from` up to `to`, all in one transaction of the caller's, and sets `user_version`.
Result<void> migrate(Database &database, int from, int to);

/// Drops what is a projection and fills it again from the record; for migrations that change those tables.
Result<void> rebuildProjection(Database &database);

/// The schema an open register has, after SQLite has taken back what a program that died left half written; the file's
/// first bytes may still say what that one wanted. Errors: Newer, Locked, Io, Damaged where tables of a later schema are
/// there already.
Result<int> schemaOf(Database &database);

/// What the first bytes of a file say, without opening it as a database: so nothing of it is touched.
struct FileFacts
{
    bool writable = false;
};

/// Errors: Io (missing, a folder, unreadable), NotARegister, Newer, Damaged (cut short).
Result<FileFacts> inspectFile(const QString &path);

}
