#pragma once

#include "register/verify.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace muster::views {

/// Progress of a promise in thousandths.
template <typename T>
registry::Progress progressFor(QPromise<T> &promise)
{
    promise.setProgressRange(0, 1000);
    return [&promise](qint64 done, qint64 total) {
        promise.setProgressValue(total > 0 ? int(done * 1000 / total) : 0);
        return !promise.isCanceled();
    };
}

/// Threads for files. Not Qt's global ones: painting uses those and would wait for a file to be read.
inline QThreadPool &filePool()
{
    static QThreadPool pool;
    return pool;
}

/// Runs `work(const Progress &)` on a thread of the pool: for files, which need no register. A cancelled future's work
/// is told by its progress.
template <typename Work>
QFuture<void> runOnPool(Work work)
{
    const auto promise = std::make_shared<QPromise<void>>();
    const auto kept = std::make_shared<Work>(std::move(work));
    promise->start();
    filePool().start([promise, kept] {
        if (!promise->isCanceled())
            (*kept)(progressFor(*promise));
        promise->finish();
    });
    return promise->future();
}

/// Calls `handle` on the thread of `context` once a future has finished, cancelled ones too: whoever asks to stop too
/// late has to learn what happened all the same.
template <typename Handle>
void onceFinished(QObject *context, const QFuture<void> &future, Handle handle)
{
    auto *watcher = new QFutureWatcher<void>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handle = std::move(handle)]() mutable {
        watcher->deleteLater();
        handle();
    });
    watcher->setFuture(future);
}

}
