#pragma once

#include "register/verify.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>
#include <QThreadPool>

#include <functional>
#include <limits>
#include <memory>
#include <type_traits>

namespace muster::registry {

/// An open register for a program that must not wait: one worker thread owns the store and its connection, and all
/// work on it is posted there and answered by a QFuture (design.md §4). Work runs one piece after the other, in the
/// order it was posted; only what reads for long goes on beside it. Belongs to the thread that opened it, which receives
/// its signals and asks for long work.
class OpenRegister final : public QObject
{
    Q_OBJECT

public:
    /// Who holds it, has the register open. The last to let go on the opening thread waits until it is closed.
    using Pointer = std::shared_ptr<OpenRegister>;
    using Job = std::function<void(Store &)>;

    /// How often another program's commits are looked for.
    static constexpr int pollMilliseconds = 500;

    /// Opens a register's file on a thread of its own; take the result with QFuture::takeResult(), since result()
    /// leaves a reference behind. What nobody takes is closed again. Errors: those of Store::open().
    static QFuture<Result<Pointer>> open(const QString &path, const StoreOptions &options);

    /// Makes a register and opens it. Errors: those of Store::create().
    static QFuture<Result<Pointer>> create(const QString &path, const StoreOptions &options, const RegisterInfo &info,
                                           const QString &owner);

    /// Opens what `opener` gives, which runs on the new thread.
    static QFuture<Result<Pointer>> openWith(std::function<Result<std::unique_ptr<Store>>()> opener);

    /// Stops long work, finishes what else was posted so far, closes the file and ends the thread.
    ~OpenRegister() override;

    /// The file's path as it was opened.
    const QString &path() const { return m_path; }
    /// The register's identifier.
    const QString &id() const { return m_id; }

    /// Runs `work(Store &)` on the worker thread and hands over what it returns. Work whose future is cancelled before
    /// its turn does not run, and gives no result.
    template <typename F>
    auto run(F work) -> QFuture<std::invoke_result_t<F, Store &>>
    {
        return postWork<std::invoke_result_t<F, Store &>>(
            [work = std::move(work)](Store &store, auto &) mutable { return work(store); });
    }

    /// Runs `work(Store &, const Progress &)` on the worker thread. Its progress is that of the future, and answers
    /// false once the future is cancelled; a cancelled future gives no result. Other work and the look-out for other
    /// programs' commits wait meanwhile.
    template <typename F>
    auto runLong(F work) -> QFuture<std::invoke_result_t<F, Store &, const Progress &>>
    {
        using T = std::invoke_result_t<F, Store &, const Progress &>;
        auto future = postWork<T>([work = std::move(work)](Store &store, QPromise<T> &promise) mutable {
            return work(store, progressOf(promise));
        });
        followLong(QFuture<void>(future));
        return future;
    }

    /// Runs `work(Store &, const Progress &)`, which only reads and returns a Result, on a thread and a connection of its
    /// own, so that other work goes on meanwhile; one piece at a time. Progress and cancelling are those of runLong().
    /// Errors besides: Io where the file can't be opened once more.
    template <typename F>
    auto readLong(F work) -> QFuture<std::invoke_result_t<F, Store &, const Progress &>>
    {
        using T = std::invoke_result_t<F, Store &, const Progress &>;
        const auto promise = std::make_shared<QPromise<T>>();
        const auto kept = std::make_shared<F>(std::move(work));
        const auto future = promise->future();
        promise->start(); // now, since a future that has not begun is not waited for
        followLong(QFuture<void>(future));
        read([promise, kept](const Result<std::unique_ptr<Store>> &store) {
            if (!promise->isCanceled())
                promise->addResult(store ? (*kept)(**store, progressOf(*promise)) : T(tl::unexpected(store.error())));
            promise->finish();
        });
        return future;
    }

Q_SIGNALS:
    /// Work posted here has committed; `changed` tells which entries it wrote (none where only an open audit changed).
    void changed(const muster::registry::Changed &changed);

    /// Another program has committed, within the last two seconds where no long work was running.
    void changedElsewhere();

    /// The file is gone, was replaced, or lies again where it was; within the time of changedElsewhere().
    void fileChanged(muster::registry::FileState state);

private:
    class Worker;
    using Reading = std::function<void(const Result<std::unique_ptr<Store>> &)>;

    OpenRegister();
    void post(Job job);
    void read(Reading job);
    void followLong(const QFuture<void> &future);

    template <typename T, typename F>
    QFuture<T> postWork(F work)
    {
        const auto promise = std::make_shared<QPromise<T>>();
        const auto kept = std::make_shared<F>(std::move(work));
        const auto future = promise->future();
        promise->start(); // now, since a future that has not begun is not waited for
        post([promise, kept](Store &store) {
            if (promise->isCanceled()) {
                promise->finish();
                return;
            }
            if constexpr (std::is_void_v<T>)
                (*kept)(store, *promise);
            else
                promise->addResult((*kept)(store, *promise));
            promise->finish();
        });
        return future;
    }

    /// Progress as a future shows it: in steps as they come, or in thousandths where there are more than an int holds.
    template <typename T>
    static Progress progressOf(QPromise<T> &promise)
    {
        return [&promise, known = qint64(-1)](qint64 done, qint64 total) mutable {
            const bool exact = total <= std::numeric_limits<int>::max();
            if (std::exchange(known, total) != total)
                promise.setProgressRange(0, exact ? int(total) : 1000);
            promise.setProgressValue(int(exact ? done : done / (total / 1000)));
            return !promise.isCanceled();
        };
    }

    QString m_path;
    QString m_id;
    StoreOptions m_options;
    std::optional<FileIdentity> m_file;
    QList<QFuture<void>> m_long;
    QThreadPool m_readers;
    QThread m_thread;
    Worker *m_worker = nullptr;
};

}
