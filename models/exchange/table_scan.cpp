#include "exchange/table_scan.h"

#include <algorithm>
#include <unordered_map>

namespace muster::exchange {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 rowsBetweenReports = 1000;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

struct ViewHash
{
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// Counts the values of one column as rows go by.
struct Tally
{
    struct Seen
    {
        qint64 count = 0;
        qint64 order = 0;
    };
    std::unordered_map<std::string, Seen, ViewHash, std::equal_to<>> values;
    qint64 unlisted = 0;

    void add(std::string_view text, const ScanLimits &limits, qsizetype &bytes)
    {
        if (const auto known = values.find(text); known != values.end()) {
            ++known->second.count;
            return;
        }
        const bool fits = qsizetype(values.size()) < limits.values && qsizetype(text.size()) <= limits.valueBytes
                          && bytes + qsizetype(text.size()) <= limits.allBytes;
        if (!fits) {
            ++unlisted;
            return;
        }
        bytes += qsizetype(text.size());
        values.emplace(std::string(text), Seen{1, qint64(values.size())});
    }

    QList<DistinctValue> listed() const
    {
        std::vector<std::pair<Seen, std::string_view>> order;
        order.reserve(values.size());
        for (const auto &[text, seen] : values)
            order.emplace_back(seen, text);
        std::ranges::sort(order, [](const auto &a, const auto &b) {
            return a.first.count != b.first.count ? a.first.count > b.first.count : a.first.order < b.first.order;
        });
        QList<DistinctValue> list;
        list.reserve(qsizetype(order.size()));
        for (const auto &[seen, text] : order)
            list.append({fieldText(text), seen.count});
        return list;
    }
};

class Scanner
{
public:
    Scanner(TableScan &scan, const ScanLimits &limits)
        : m_scan(scan), m_limits(limits), m_tallies(size_t(scan.columns.size()))
    {
    }

    void take(const CsvRow &row)
    {
        ++m_scan.rows;
        for (size_t i = 0; i < m_tallies.size(); ++i) {
            const auto text = i < row.fields.size() ? trimmed(row.fields[i]) : std::string_view();
            m_tallies[i].add(text, m_limits, m_bytes);
            auto &samples = m_scan.columns[qsizetype(i)].samples;
            if (!text.empty() && samples.size() < m_limits.samples)
                addSample(samples, text);
        }
        if (m_scan.firstRows.size() < m_limits.rows)
            m_scan.firstRows.append(shown(row));
    }

    void finish()
    {
        for (size_t i = 0; i < m_tallies.size(); ++i) {
            m_scan.columns[qsizetype(i)].values = m_tallies[i].listed();
            m_scan.columns[qsizetype(i)].unlisted = m_tallies[i].unlisted;
        }
    }

private:
    QString cut(std::string_view text) const
    {
        const QString whole = fieldText(text.substr(0, size_t(m_limits.longestShown) * 4));
        return whole.size() > m_limits.longestShown ? whole.first(m_limits.longestShown) + u'…' : whole;
    }

    void addSample(QStringList &samples, std::string_view text) const
    {
        const QString sample = cut(text).simplified();
        if (!samples.contains(sample))
            samples.append(sample);
    }

    QStringList shown(const CsvRow &row) const
    {
        QStringList cells;
        for (const auto field : row.fields)
            cells << cut(field);
        return cells;
    }

    TableScan &m_scan;
    const ScanLimits &m_limits;
    std::vector<Tally> m_tallies;
    qsizetype m_bytes = 0;
};

}

QStringList TableScan::headers() const
{
    QStringList names;
    for (const auto &column : columns)
        names << column.header;
    return names;
}

Result<TableScan> scanTable(const QString &path, const CsvOptions &options, const registry::Progress &progress,
                            const ScanLimits &limits)
{
    auto reader = CsvReader::open(path, options);
    if (!reader)
        return tl::unexpected(reader.error());
    TableScan scan;
    scan.encoding = (*reader)->encoding();
    scan.delimiter = QChar::fromLatin1((*reader)->delimiter());
    for (const auto &header : (*reader)->headers())
        scan.columns.append({header, {}, {}, 0});
    Scanner scanner(scan, limits);
    CsvRow row;
    while (true) {
        const auto more = (*reader)->next(row);
        if (!more)
            scan.trouble = more.error();
        if (!more || !*more)
            break;
        scanner.take(row);
        if (progress && scan.rows % rowsBetweenReports == 0
            && !progress((*reader)->bytesRead(), (*reader)->bytesTotal()))
            return failure(ErrorCode::Cancelled, u"Reading the file was stopped."_s);
    }
    scanner.finish();
    return scan;
}

}
