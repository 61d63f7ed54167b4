#include "exchange/problem_list.h"

#include "exchange/csv_writer.h"
#include "register/save_target.h"

#include <QSaveFile>

namespace muster::exchange {

using namespace Qt::StringLiterals;

namespace {

Result<void> writeAll(QIODevice &device, const QList<ImportProblem> &problems)
{
    CsvWriter writer(device, {.delimiter = ',', .byteOrderMark = true});
    if (const auto done = writer.writeRow(QStringList{u"Row"_s, u"Column"_s, u"Reason"_s}); !done)
        return done;
    for (const auto &problem : problems) {
        const std::array cells{CsvCell::literal(QString::number(problem.row)),
                               CsvCell{problem.column, CsvCell::Kind::Text},
                               CsvCell{problem.reason, CsvCell::Kind::Text}};
        if (const auto done = writer.writeRow(cells); !done)
            return done;
    }
    return {};
}

}

Result<void> saveProblems(const QString &path, const QList<ImportProblem> &problems, const QString &source)
{
    if (const auto free = registry::mayBeReplaced(path, source); !free)
        return free;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(ErrorCode::Io,
                       u"%1 can't be written: %2; choose another place."_s.arg(path, file.errorString()));
    if (const auto written = writeAll(file, problems); !written)
        return written;
    if (!file.commit())
        return failure(file.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::Io,
                       u"%1 can't be written: %2; choose another place."_s.arg(path, file.errorString()));
    return {};
}

}
