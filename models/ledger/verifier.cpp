#include "ledger/verifier.h"

#include "ledger/entry_check.h"
#include "ledger/tree.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace muster::ledger {

/// The batches between the caller and the checking threads, and what became of them.
class Verifier::Private
{
public:
    Private(const QList<qint64> &sizes, int threads);
    ~Private();

    EntryBatch &current() { return *m_current; }
    void handOverWhenFull();
    Report finish();

private:
    using Batch = std::unique_ptr<EntryBatch>;

    void start(int threads);
    void work();
    void handOver();
    Batch freeBatch();
    void stop();
    void merge(const BatchReport &batch, Tree &tree, Report &report) const;

    std::vector<qint64> m_prefixSizes;
    Batch m_current = std::make_unique<EntryBatch>();
    std::vector<std::thread> m_threads;

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::condition_variable m_left;
    std::deque<Batch> m_waiting;
    std::vector<Batch> m_free;
    std::vector<BatchReport> m_reports;
    bool m_stopping = false;
};

Verifier::Private::Private(const QList<qint64> &sizes, int threads) : m_prefixSizes(sizes.begin(), sizes.end())
{
    std::ranges::sort(m_prefixSizes);
    const auto doubled = std::ranges::unique(m_prefixSizes);
    m_prefixSizes.erase(doubled.begin(), doubled.end());
    start(threads);
}

Verifier::Private::~Private()
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.clear();
    }
    stop();
}

void Verifier::Private::start(int threads)
{
    try {
        for (int i = 0; i < threads; ++i) {
            m_threads.emplace_back([this] { work(); });
        }
    } catch (const std::system_error &) {
        // The system gives no more threads: those there are do, and without any the caller's does.
    }
}

void Verifier::Private::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_arrived.notify_all();
    for (std::thread &thread : m_threads) {
        thread.join();
    }
    m_threads.clear();
}

void Verifier::Private::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_arrived.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
        if (m_waiting.empty()) {
            return;
        }
        Batch batch = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        m_left.notify_one();
        BatchReport report = checkBatch(*batch, m_prefixSizes);
        lock.lock();
        m_reports.push_back(std::move(report));
        m_free.push_back(std::move(batch));
    }
}

void Verifier::Private::handOverWhenFull()
{
    if (m_current->isFull()) {
        handOver();
    }
}

void Verifier::Private::handOver()
{
    const qint64 next = m_current->next();
    if (m_threads.empty()) {
        m_reports.push_back(checkBatch(*m_current, m_prefixSizes));
    } else {
        std::unique_lock lock(m_mutex);
        m_left.wait(lock, [this] { return m_waiting.size() <= m_threads.size(); });
        m_waiting.push_back(std::move(m_current));
        m_current = freeBatch();
        lock.unlock();
        m_arrived.notify_one();
    }
    m_current->restart(next);
}

Verifier::Private::Batch Verifier::Private::freeBatch()
{
    if (m_free.empty()) {
        return std::make_unique<EntryBatch>();
    }
    Batch batch = std::move(m_free.back());
    m_free.pop_back();
    return batch;
}

Report Verifier::Private::finish()
{
    if (!m_current->isEmpty()) {
        handOver();
    }
    stop();
    std::ranges::sort(m_reports, {}, &BatchReport::first);
    Tree tree;
    Report report;
    if (!m_prefixSizes.empty() && std::ranges::binary_search(m_prefixSizes, 0)) {
        report.prefixRoots.insert(0, tree.root());
    }
    for (const BatchReport &batch : m_reports) {
        merge(batch, tree, report);
    }
    report.entries = tree.size();
    report.root = tree.root();
    return report;
}

void Verifier::Private::merge(const BatchReport &batch, Tree &tree, Report &report) const
{
    const auto append = [](Tree &to, const std::vector<Subtree> &subtrees) {
        for (const Subtree &subtree : subtrees) {
            [[maybe_unused]] const bool fits = to.appendSubtree(subtree.level, subtree.root);
            Q_ASSERT(fits);
        }
    };
    for (const BatchReport::Prefix &prefix : batch.prefixes) {
        Tree then = tree;
        append(then, prefix.subtrees);
        report.prefixRoots.insert(prefix.size, then.root());
    }
    append(tree, batch.subtrees);
    report.problems += batch.problems.first(std::min(batch.problems.size(), listedProblems - report.problems.size()));
    report.problemCount += batch.problemCount;
    report.missingPrivate += batch.missingPrivate;
    report.withheld += batch.withheld;
}

Verifier::Verifier(const QList<qint64> &prefixSizes, int threads) : d(std::make_unique<Private>(prefixSizes, threads))
{
}

Verifier::~Verifier() = default;

void Verifier::add(const RawEntry &entry)
{
    d->current().add(entry);
    d->handOverWhenFull();
}

void Verifier::add(std::span<const RawEntry> entries)
{
    for (const RawEntry &entry : entries) {
        add(entry);
    }
}

void Verifier::addWithheld(const Hash &leaf)
{
    d->current().addWithheld(leaf);
    d->handOverWhenFull();
}

Report Verifier::finish()
{
    return d->finish();
}

}
