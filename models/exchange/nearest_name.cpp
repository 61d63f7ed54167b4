#include "exchange/nearest_name.h"

#include <numeric>
#include <vector>

namespace muster::exchange {

namespace {

QString foldedName(const QString &text)
{
    return text.simplified().toCaseFolded();
}

/// Levenshtein's distance, in UTF-16 units.
int editDistance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0]++;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({replaced, row[at] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}

QString nearestName(const QString &wanted, const QStringList &names)
{
    const QString sought = foldedName(wanted);
    QString best;
    int bestDistance = static_cast<int>(std::min<qsizetype>(sought.size() / 2, 20)) + 1;
    for (const QString &name : names) {
        const QString candidate = foldedName(name);
        const bool begins = !sought.isEmpty() && candidate.startsWith(sought);
        const qsizetype gap = std::abs(candidate.size() - sought.size());
        if (!begins && (candidate.isEmpty() || gap >= bestDistance)) {
            continue;
        }
        if (const int distance = begins ? 0 : editDistance(sought, candidate); distance < bestDistance) {
            bestDistance = distance;
            best = name;
        }
    }
    return best;
}

}
