#include "ledger/entry_check.h"

#include "ledger/line_scanner.h"
#include "ledger/tree.h"

#include <algorithm>
#include <cstring>

namespace muster::ledger {
namespace {

using namespace Qt::StringLiterals;

// "2026-06-01T09:30:00.000Z": UTC with milliseconds, by its shape.
bool isInstant(std::string_view text)
{
    constexpr std::string_view shape = "0000-00-00T00:00:00.000Z";
    if (text.size() != shape.size()) {
        return false;
    }
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) {
            return false;
        }
    }
    return true;
}

// "noun.verb", by its shape.
bool isKind(std::string_view text)
{
    const auto dot = text.find('.');
    return dot != std::string_view::npos && dot > 0 && dot + 1 < text.size();
}

}

void EntryBatch::restart(qint64 first)
{
    m_bytes.clear();
    m_items.clear();
    m_first = first;
}

void EntryBatch::add(const RawEntry &entry)
{
    m_bytes += '\0';
    m_bytes += entry.publicLine;
    if (entry.hasPrivate) {
        m_bytes += entry.privateLine;
    }
    m_items.push_back({entry.publicLine.size(), entry.hasPrivate ? entry.privateLine.size() : 0,
                       entry.hasPrivate ? Kind::Whole : Kind::NoPrivate});
}

void EntryBatch::addWithheld(const Hash &leaf)
{
    m_bytes += bytesOf(leaf);
    m_items.push_back({0, 0, Kind::Withheld});
}

/// Goes through one batch once.
class BatchCheck
{
public:
    BatchCheck(const EntryBatch &batch, std::span<const qint64> prefixSizes)
        : m_batch(batch), m_prefixSizes(prefixSizes.begin(), prefixSizes.end()), m_n(batch.first())
    {
        m_report.first = batch.first();
    }

    BatchReport run();

private:
    const char *entry(const EntryBatch::Item &item, const char *bytes);
    void whole(std::string_view publicLine, std::string_view privateLine, bool hasPrivate);
    bool publicFacts(const LineFacts &facts);
    void privateLine(const LineFacts &publicFacts, std::string_view line);
    void leaf(const Hash &hash);
    void problem(const QString &what);

    const EntryBatch &m_batch;
    std::span<const qint64> m_prefixSizes;
    qint64 m_n;
    BatchReport m_report;
};

BatchReport BatchCheck::run()
{
    m_prefixSizes = m_prefixSizes.subspan(
        std::size_t(std::ranges::upper_bound(m_prefixSizes, m_batch.first()) - m_prefixSizes.begin()));
    const char *bytes = m_batch.m_bytes.data();
    for (const EntryBatch::Item &item : m_batch.m_items) {
        bytes = entry(item, bytes);
        ++m_n;
        if (!m_prefixSizes.empty() && m_prefixSizes.front() == m_n) {
            m_report.prefixes.push_back({m_n, m_report.subtrees});
            m_prefixSizes = m_prefixSizes.subspan(1);
        }
    }
    return std::move(m_report);
}

const char *BatchCheck::entry(const EntryBatch::Item &item, const char *bytes)
{
    if (item.kind == EntryBatch::Kind::Withheld) {
        Hash hash;
        std::memcpy(hash.data(), bytes, hash.size());
        leaf(hash);
        m_report.withheld.append(m_n);
        return bytes + hash.size();
    }
    leaf(sha256(std::string_view(bytes, 1 + item.publicSize)));
    const char *const publicLine = bytes + 1;
    const char *const privateLine = publicLine + item.publicSize;
    whole({publicLine, item.publicSize}, {privateLine, item.privateSize}, item.kind == EntryBatch::Kind::Whole);
    return privateLine + item.privateSize;
}

void BatchCheck::whole(std::string_view publicLine, std::string_view privateLine, bool hasPrivate)
{
    if (!hasPrivate) {
        m_report.missingPrivate.append(m_n);
    }
    ScanFailure why;
    const auto facts = scanLine(publicLine, &why);
    if (!facts) {
        problem(u"its public line is not canonical JSON (%1)"_s.arg(describe(why)));
    } else if (publicFacts(*facts) && hasPrivate) {
        this->privateLine(*facts, privateLine);
    }
}

// False where the public line names no digest that a private line could be held against.
bool BatchCheck::publicFacts(const LineFacts &facts)
{
    if (facts.n != m_n) {
        problem(u"its public line has the number %1"_s.arg(facts.n));
    }
    if (facts.v < 1 || !isKind(facts.kind) || !isInstant(facts.at)) {
        problem(u"its public line lacks a kind, the kind's version or its time"_s);
    }
    if (!isLowerHex(facts.privateDigest, 64)) {
        problem(u"its public line lacks the digest of its private line"_s);
        return false;
    }
    return true;
}

void BatchCheck::privateLine(const LineFacts &publicFacts, std::string_view line)
{
    if (toHex(sha256(line)) != publicFacts.privateDigest) {
        problem(u"its private line is not the one its public line names"_s);
        return;
    }
    ScanFailure why;
    const auto facts = scanLine(line, &why);
    if (!facts) {
        problem(u"its private line is not canonical JSON (%1)"_s.arg(describe(why)));
    } else if (facts->n != m_n) {
        problem(u"its private line has the number %1"_s.arg(facts->n));
    } else if (!facts->hasSalt) {
        problem(u"its private line lacks a salt of 32 hexadecimal digits"_s);
    }
}

// Two neighbours of one level become one of the next, but only where the whole tree pairs them too.
void BatchCheck::leaf(const Hash &hash)
{
    Subtree last{0, hash};
    qint64 begin = m_n;
    auto &subtrees = m_report.subtrees;
    while (!subtrees.empty() && subtrees.back().level == last.level && (begin >> last.level & 1)) {
        last.root = nodeHash(subtrees.back().root, last.root);
        begin -= qint64(1) << last.level;
        ++last.level;
        subtrees.pop_back();
    }
    subtrees.push_back(last);
}

void BatchCheck::problem(const QString &what)
{
    ++m_report.problemCount;
    if (m_report.problems.size() < Verifier::listedProblems) {
        m_report.problems.append(
            {m_n, u"Entry %1 was altered or damaged: %2; compare it with a backup or a copy."_s.arg(m_n).arg(what)});
    }
}

BatchReport checkBatch(const EntryBatch &batch, std::span<const qint64> prefixSizes)
{
    return BatchCheck(batch, prefixSizes).run();
}

}
