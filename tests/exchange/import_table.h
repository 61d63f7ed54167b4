#pragma once

#include "exchange/delegation_import.h"
#include "support/register_fixture.h"

/// What every test of an import needs: a table in the register's folder, and what its columns mean.
namespace muster::test {

/// Writes the table's bytes to a file in the register's folder and returns its path.
inline QString written(RegisterFixture &fixture, const QByteArray &text)
{
    const QString path = fixture.path(QStringLiteral("table.csv"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("can't write the table");
    return path;
}

/// Options that map columns, each as FIELD=COLUMN, with a key where one is named.
inline exchange::ImportOptions mapped(const QStringList &columns, const QString &key = {})
{
    exchange::ImportOptions options;
    for (const auto &column : columns)
        must(options.mapping.addColumn(column));
    if (!key.isEmpty())
        options.mapping.key = must(exchange::ColumnRef::parse(key));
    return options;
}

}
