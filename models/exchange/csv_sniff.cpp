#include "exchange/csv_sniff.h"

#include <algorithm>
#include <array>
#include <vector>

namespace muster::exchange {

namespace {

constexpr std::string_view kDelimiters = ",;\t|";
constexpr size_t kRecords = 50;

using Counts = std::array<int, kDelimiters.size()>;

/// Counts each delimiter, record by record, where it stands outside quotes.
class DelimiterCounter
{
public:
    std::vector<Counts> count(std::string_view sample, bool complete)
    {
        for (const char c : sample) {
            if (m_records.size() == kRecords) {
                break;
            }
            take(c);
        }
        if (complete || m_records.empty()) {
            endRecord();
        }
        return m_records;
    }

private:
    void take(char c)
    {
        if (c == '"' && (m_quoted || m_fieldStart)) {
            m_quoted = !m_quoted;
            m_blank = false;
            m_fieldStart = true;
        } else if (m_quoted) {
            m_fieldStart = false;
        } else if (c == '\n' || c == '\r') {
            endRecord();
        } else if (const size_t index = kDelimiters.find(c); index != std::string_view::npos) {
            ++m_counts[index];
            m_blank = false;
            m_fieldStart = true;
        } else if (c != ' ') {
            m_blank = false;
            m_fieldStart = false;
        }
    }

    void endRecord()
    {
        if (!m_blank) {
            m_records.push_back(m_counts);
        }
        m_counts = {};
        m_blank = true;
        m_fieldStart = true;
    }

    std::vector<Counts> m_records;
    Counts m_counts{};
    bool m_quoted = false;
    bool m_blank = true;
    bool m_fieldStart = true;
};

char bestDelimiter(const std::vector<Counts> &records)
{
    size_t best = 0;
    std::pair<std::ptrdiff_t, int> bestScore{0, 0};
    for (size_t i = 0; i < kDelimiters.size() && !records.empty(); ++i) {
        const int inFirst = records.front()[i];
        if (inFirst == 0) {
            continue;
        }
        const auto alike = std::ranges::count_if(records, [&](const Counts &counts) { return counts[i] == inFirst; });
        if (const std::pair score{alike, inFirst}; score > bestScore) {
            bestScore = score;
            best = i;
        }
    }
    return kDelimiters[best];
}

}

CsvSniff sniffCsv(std::string_view sample, bool complete)
{
    if (sample.size() >= 5 && sample.starts_with("sep=") && kDelimiters.find(sample[4]) != std::string_view::npos) {
        const std::string_view rest = sample.substr(5);
        const size_t end = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') || rest.starts_with('\r') ? 1 : 0;
        if (end > 0 || rest.empty()) {
            return {sample[4], 5 + end};
        }
    }
    return {bestDelimiter(DelimiterCounter().count(sample, complete)), 0};
}

}
