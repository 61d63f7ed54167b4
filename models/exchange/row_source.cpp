#include "exchange/row_source.h"

namespace muster::exchange {

namespace {

class CsvRows final : public RowSource
{
public:
    explicit CsvRows(std::unique_ptr<CsvReader> reader) : m_reader(std::move(reader)) {}

    const QStringList &headers() const override { return m_reader->headers(); }
    Result<bool> next(CsvRow &row) override { return m_reader->next(row); }
    qint64 bytesRead() const override { return m_reader->bytesRead(); }
    qint64 bytesTotal() const override { return m_reader->bytesTotal(); }

private:
    std::unique_ptr<CsvReader> m_reader;
};

}

Result<std::unique_ptr<RowSource>> openCsvRows(const QString &path, const CsvOptions &options)
{
    auto reader = CsvReader::open(path, options);
    if (!reader)
        return tl::unexpected(reader.error());
    return std::unique_ptr<RowSource>(std::make_unique<CsvRows>(std::move(*reader)));
}

}
