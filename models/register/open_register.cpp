#include "register/open_register.h"

#include <QTimer>

namespace muster::registry {

/// Lives on the worker thread and owns the store.
class OpenRegister::Worker final : public QObject
{
public:
    /// Takes the store over, on the worker thread, and tells `owner` of every commit from now on.
    void adopt(std::unique_ptr<Store> store, OpenRegister *owner)
    {
        m_store = std::move(store);
        m_store->setObserver([owner](const Changed &changed) {
            QMetaObject::invokeMethod(
                owner, [owner, changed] { Q_EMIT owner->changed(changed); }, Qt::QueuedConnection);
        });
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this, owner] { lookOut(owner); });
        timer->start(pollMilliseconds);
    }

    Store &store() { return *m_store; }

private:
    /// Looks for what others did: their commits, and what became of the file.
    void lookOut(OpenRegister *owner)
    {
        const auto state = m_store->fileState();
        if (state != std::exchange(m_state, state))
            QMetaObject::invokeMethod(
                owner, [owner, state] { Q_EMIT owner->fileChanged(state); }, Qt::QueuedConnection);
        if (m_store->changedElsewhere())
            QMetaObject::invokeMethod(owner, &OpenRegister::changedElsewhere, Qt::QueuedConnection);
    }

    std::unique_ptr<Store> m_store;
    FileState m_state = FileState::There;
};

namespace {

/// Opens a register's file once more, for reading only; refuses another file that lies there by now.
Result<std::unique_ptr<Store>> openReader(const QString &path, StoreOptions options,
                                          const std::optional<FileIdentity> &file)
{
    options.mode = OpenMode::ReadOnly;
    auto store = Store::open(path, options);
    if (store && (*store)->file() != file)
        return tl::unexpected(movedError(path, FileState::Replaced));
    return store;
}

}

OpenRegister::OpenRegister() : m_worker(new Worker)
{
    m_readers.setMaxThreadCount(1);
    m_thread.setObjectName(QStringLiteral("register"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

OpenRegister::~OpenRegister()
{
    for (auto &future : m_long)
        future.cancel();
    // Posted behind all other work, and so done after it; the worker and its store then go on their own thread.
    QMetaObject::invokeMethod(
        m_worker, [thread = &m_thread] { thread->quit(); }, Qt::QueuedConnection);
    m_thread.wait();
    m_readers.waitForDone();
}

void OpenRegister::post(Job job)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, job = std::move(job)] { job(worker->store()); }, Qt::QueuedConnection);
}

void OpenRegister::read(Reading job)
{
    m_readers.start([job = std::move(job), path = m_path, options = m_options, file = m_file] {
        job(openReader(path, options, file));
    });
}

void OpenRegister::followLong(const QFuture<void> &future)
{
    m_long.removeIf([](const QFuture<void> &one) { return one.isFinished(); });
    m_long << future;
}

QFuture<Result<OpenRegister::Pointer>> OpenRegister::open(const QString &path, const StoreOptions &options)
{
    return openWith([path, options] { return Store::open(path, options); });
}

QFuture<Result<OpenRegister::Pointer>> OpenRegister::create(const QString &path, const StoreOptions &options,
                                                            const RegisterInfo &info, const QString &owner)
{
    return openWith([path, options, info, owner] { return Store::create(path, options, info, owner); });
}

QFuture<Result<OpenRegister::Pointer>> OpenRegister::openWith(std::function<Result<std::unique_ptr<Store>>()> opener)
{
    // What nobody takes goes on the worker thread, which can't wait for itself.
    Pointer made(new OpenRegister, [](OpenRegister *one) {
        QThread::currentThread() == one->thread() ? delete one : one->deleteLater();
    });
    QPromise<Result<Pointer>> promise;
    auto future = promise.future();
    promise.start(); // now, since a future that has not begun is not waited for
    auto *worker = made->m_worker;
    auto job = [made = std::move(made), promise = std::move(promise), opener = std::move(opener)]() mutable {
        auto store = opener();
        if (store) {
            made->m_path = (*store)->path();
            made->m_id = (*store)->id();
            made->m_options = (*store)->options();
            made->m_file = (*store)->file();
            made->m_worker->adopt(std::move(*store), made.get());
            promise.addResult(Result<Pointer>(std::move(made)));
        } else {
            promise.addResult(Result<Pointer>(tl::unexpected(store.error())));
        }
        promise.finish();
    };
    QMetaObject::invokeMethod(worker, std::move(job), Qt::QueuedConnection);
    return future;
}

}
