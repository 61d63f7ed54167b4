#pragma once

#include <QFutureWatcher>

namespace muster::items {

/// Hands a future's result to `handle` on the thread of `context`, once it is there. Never calls it where the future is
/// cancelled or `context` is gone first; results come in the order in which the register's worker gave them.
template <typename T, typename Handle>
void whenDone(QObject *context, const QFuture<T> &future, Handle handle)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handle = std::move(handle)]() mutable {
        watcher->deleteLater();
        if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
            handle(watcher->result());
    });
    watcher->setFuture(future);
}

}
