#include "evidence/formats.h"

#include "evidence/json_format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

const QString kFolder = u"folder"_s;
const QString kCsv = u"csv"_s;

Format csvFormat(EvidenceKind kind)
{
    return {.name = kCsv,
            .title = u"CSV file of %1"_s.arg(word(kind)),
            .kind = kind,
            .source = u"docs/evidence-formats.md"_s,
            .headers = {},
            .columns = {}};
}

Format folderFormat()
{
    Format format{.name = kFolder,
                  .title = u"Folder of files"_s,
                  .kind = EvidenceKind::Outputs,
                  .source = u"docs/evidence-formats.md"_s,
                  .headers = {u"output"_s, u"producedAt"_s, u"bytes"_s, u"reference"_s},
                  .columns = {}};
    for (const QString &field : fieldsOf(format.kind)) {
        if (format.headers.contains(field))
            format.columns.append({field, exchange::ColumnRef{field, 0}});
    }
    return format;
}

QList<Format> everyFormat()
{
    QList<Format> all;
    for (const auto kind : {EvidenceKind::Reviews, EvidenceKind::Usage, EvidenceKind::Prices, EvidenceKind::Outputs})
        all += csvFormat(kind);
    for (const JsonFormat &format : jsonFormats())
        all += format.format;
    all += folderFormat();
    return all;
}

}

QStringList fieldsOf(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::Reviews:
        return {u"delegation"_s, u"output"_s,  u"producedAt"_s, u"reviewedAt"_s, u"seconds"_s,
                u"reviewer"_s,   u"outcome"_s, u"words"_s,      u"model"_s};
    case EvidenceKind::Usage:
        return {u"delegation"_s, u"at"_s,        u"model"_s, u"calls"_s,
                u"tokensIn"_s,   u"tokensOut"_s, u"cost"_s,  u"currency"_s};
    case EvidenceKind::Prices:
        return {u"vendor"_s,      u"model"_s, u"name"_s, u"input"_s, u"output"_s,
                u"cachedInput"_s, u"from"_s,  u"to"_s,   u"endsOn"_s};
    case EvidenceKind::Outputs: break;
    }
    return {u"delegation"_s, u"output"_s, u"producedAt"_s, u"words"_s, u"reference"_s};
}

const QList<Format> &formats()
{
    static const QList<Format> all = everyFormat();
    return all;
}

const Format *formatNamed(const QString &name, std::optional<EvidenceKind> kind)
{
    const Format *found = nullptr;
    for (const Format &format : formats()) {
        if (format.name != name || (kind && format.kind != *kind))
            continue;
        if (found)
            return nullptr;
        found = &format;
    }
    return found;
}

Result<std::unique_ptr<exchange::RowSource>> openRows(const QString &path, const Format &format,
                                                      const exchange::CsvOptions &csv)
{
    if (format.name == kCsv)
        return exchange::openCsvRows(path, csv);
    if (format.name == kFolder)
        return openFolderRows(path);
    const auto &all = jsonFormats();
    const auto json = std::ranges::find_if(all, [&](const JsonFormat &one) { return one.format.name == format.name; });
    if (json == all.end())
        return failure(ErrorCode::NotFound, u"There is no format %1; see docs/evidence-formats.md."_s.arg(format.name));
    return openJsonRows(path, *json);
}

}
