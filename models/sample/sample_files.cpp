#include "sample/sample_files.h"

#include <QFile>

namespace muster::sample {

namespace {

QByteArray resource(const QString &name)
{
    QFile file(QStringLiteral(":/samples/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}

QByteArray spreadsheet()
{
    return resource(spreadsheetName());
}

QByteArray spreadsheetMapping()
{
    return resource(spreadsheetMappingName());
}

}
