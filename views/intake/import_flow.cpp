#include "views/intake/import_flow.h"

#include "exchange/column_guess.h"
#include "items/when_done.h"
#include "views/intake/intake_parts.h"
#include "views/parts/background.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSaveFile>

namespace muster::views {

using namespace Qt::StringLiterals;
using exchange::ImportReport;
using exchange::TableScan;

namespace {

constexpr qint64 triedAtOnce = 5'000;
constexpr qsizetype rowsListed = 100'000;
constexpr int tryDelay = 250;

template <typename T>
using Box = std::shared_ptr<std::optional<Result<T>>>;

template <typename T>
Box<T> box()
{
    return std::make_shared<std::optional<Result<T>>>();
}

/// A block's first line may name its columns: then several of them are called what spreadsheets call fields.
bool beginsWithHeader(const QString &pasted)
{
    const QString line = pasted.left(pasted.indexOf(u'\n')).left(10'000).trimmed();
    const QStringList cells = line.split(u'\t');
    const auto guessed = exchange::guessMapping(cells).columns.size();
    return guessed >= 2 || (guessed == 1 && cells.size() == 1);
}

Result<void> writeText(const QString &path, const QString &text)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 && file.commit())
        return {};
    return failure(ErrorCode::Io,
                   u"The pasted rows can't be put aside: %1; make room on the disk."_s.arg(file.errorString()));
}

}

ImportFlow::ImportFlow(const Session &session, QObject *parent) : QObject(parent), m_session(session)
{
    m_trySoon.setSingleShot(true);
    m_trySoon.setInterval(tryDelay);
    connect(&m_trySoon, &QTimer::timeout, this, &ImportFlow::tryOut);
    connect(&m_draft, &items::ImportDraft::changed, this, &ImportFlow::stale);
    connect(session.reg.get(), &registry::OpenRegister::changed, this, &ImportFlow::followRegister);
    connect(session.reg.get(), &registry::OpenRegister::changedElsewhere, this, &ImportFlow::followRegister);
}

ImportFlow::~ImportFlow()
{
    cancel();
}

QString ImportFlow::name() const
{
    return m_pasted ? tr("Pasted rows") : QFileInfo(m_path).fileName();
}

void ImportFlow::openFile(const QString &path)
{
    cancel();
    m_path = path;
    m_pasted = false;
    m_readAs = {};
    if (!path.isEmpty()) {
        read();
        return;
    }
    forget();
    setPhase(Phase::Nothing);
}

void ImportFlow::openText(const QString &pasted)
{
    if (pasted.trimmed().isEmpty()) {
        Q_EMIT pasteFailed(
            {ErrorCode::InvalidInput, tr("The clipboard holds no text. Copy the cells in your spreadsheet, "
                                         "then paste them here.")});
        return;
    }
    cancel();
    m_path = m_folder.filePath(tr("pasted rows.tsv"));
    m_pasted = true;
    m_readAs = {exchange::Encoding::Utf8, u'\t', beginsWithHeader(pasted)};
    read(pasted);
}

void ImportFlow::reread(const ReadAs &readAs)
{
    m_readAs = readAs;
    read();
}

void ImportFlow::forget()
{
    m_phase = Phase::Nothing;
    ++m_turn;
    m_again.reset();
    m_outcome.reset();
    m_draft.setTable({}, m_readAs.hasHeader);
}

void ImportFlow::read(const QString &pasted)
{
    m_reading.cancel();
    forget();
    exchange::CsvOptions options;
    options.encoding = m_readAs.encoding;
    options.hasHeader = m_readAs.hasHeader;
    if (m_readAs.delimiter)
        options.delimiter = m_readAs.delimiter->toLatin1();
    const auto result = box<TableScan>();
    const auto future = runOnPool([result, options, pasted, path = m_path](const registry::Progress &progress) {
        if (!pasted.isNull()) {
            if (const auto written = writeText(path, pasted); !written) {
                *result = tl::unexpected(written.error());
                return;
            }
        }
        *result = exchange::scanTable(path, options, progress);
    });
    m_reading = future;
    setPhase(Phase::Reading);
    Q_EMIT began(tr("Reading %1").arg(name()), future);
    onceFinished(this, future, [this, result, future] {
        if (!future.isCanceled() && *result)
            takeTable(**result);
        else if (m_phase == Phase::Reading && !m_reading.isRunning())
            setPhase(Phase::Nothing);
    });
}

void ImportFlow::takeTable(const Result<TableScan> &scanned)
{
    if (!scanned) {
        setPhase(Phase::Nothing);
        Q_EMIT readFailed(scanned.error());
        return;
    }
    // Where columns may go depends on the register, so that is asked first.
    askWords([this, table = *scanned, turn = m_turn] {
        if (turn == m_turn)
            decideOn(table);
    });
}

void ImportFlow::decideOn(const TableScan &table)
{
    m_draft.setTable(table, m_readAs.hasHeader);
    m_kept = false;
    setPhase(Phase::Deciding);
    if (table.trouble)
        Q_EMIT readFailed(*table.trouble);
    takeKept();
}

QString ImportFlow::keptKey() const
{
    if (!m_readAs.hasHeader || !m_draft.hasTable())
        return {};
    const auto hash =
        QCryptographicHash::hash(m_draft.table().headers().join(QChar(u'\x1f')).toUtf8(), QCryptographicHash::Sha256);
    return u"intake/mappings/"_s + QString::fromLatin1(hash.toHex().left(32));
}

void ImportFlow::takeKept()
{
    const QString key = keptKey();
    const QByteArray json = key.isEmpty() ? QByteArray() : m_session.settings->value(key).toByteArray();
    if (json.isEmpty())
        return;
    const auto mapping = exchange::ColumnMapping::fromJson(json, tr("The mapping kept"));
    if (!mapping) {
        Q_EMIT mappingFailed(mapping.error());
        return;
    }
    const QStringList problems = m_draft.take(*mapping);
    m_kept = true;
    Q_EMIT mappingTaken({}, problems);
}

void ImportFlow::keepMapping()
{
    if (const QString key = keptKey(); !key.isEmpty()) {
        m_session.settings->setValue(key, m_draft.mapping().toJson());
        m_kept = true;
    }
}

void ImportFlow::loadMapping(const QString &path)
{
    const auto mapping = exchange::ColumnMapping::load(path);
    if (!mapping) {
        Q_EMIT mappingFailed(mapping.error());
        return;
    }
    const QStringList problems = m_draft.take(*mapping);
    Q_EMIT mappingTaken(QFileInfo(path).fileName(), problems);
}

void ImportFlow::useGuesses()
{
    m_draft.setTable(exchange::TableScan(m_draft.table()), m_readAs.hasHeader);
}

void ImportFlow::askWords(std::function<void()> then)
{
    items::whenDone(this, m_session.reg->run([](registry::Store &store) { return items::registerWords(store); }),
                    [this, then = std::move(then)](const Result<items::RegisterWords> &words) {
                        if (words)
                            m_draft.setWords(*words);
                        if (then)
                            then();
                        if (!words)
                            Q_EMIT trialFailed(words.error());
                    });
}

void ImportFlow::followRegister()
{
    if (m_phase != Phase::Deciding)
        return;
    askWords();
    stale();
}

void ImportFlow::setStrict(bool strict)
{
    if (std::exchange(m_strict, strict) != strict)
        Q_EMIT trialChanged();
}

QString ImportFlow::earlierImport() const
{
    if (!m_trial || !m_trial->earlier)
        return {};
    const auto &earlier = *m_trial->earlier;
    return earlier.by.isEmpty() ? tr("This file was imported on %1 already.").arg(shown(earlier.on))
                                : tr("This file was imported on %1 by %2 already.").arg(shown(earlier.on), earlier.by);
}

bool ImportFlow::importsAgain() const
{
    return m_trial && m_trial->earlier && m_again && *m_again == m_trial->earlier->id;
}

void ImportFlow::setImportsAgain(bool again)
{
    if (!m_trial || !m_trial->earlier || again == importsAgain())
        return;
    m_again = again ? std::optional(m_trial->earlier->id) : std::nullopt;
    Q_EMIT trialChanged();
}

bool ImportFlow::triesAtOnce() const
{
    return m_draft.table().rows <= triedAtOnce;
}

void ImportFlow::setTriesAlways(bool always)
{
    m_wantsTrial = always;
    if (always)
        tryOut();
}

void ImportFlow::stale()
{
    m_trying.cancel();
    m_trial.reset();
    if (m_draft.hasTable() && (triesAtOnce() || m_wantsTrial))
        m_trySoon.start();
    Q_EMIT trialChanged();
}

exchange::ImportOptions ImportFlow::options(bool dryRun) const
{
    exchange::ImportOptions options;
    options.mapping = m_draft.mapping();
    options.strict = m_strict && !dryRun;
    options.dryRun = dryRun;
    options.previewRows = dryRun ? rowsListed : 0;
    return options;
}

void ImportFlow::tryOut()
{
    m_trySoon.stop();
    if (m_trial || isTrying() || m_phase != Phase::Deciding || !m_draft.missing().isEmpty())
        return;
    const auto result = box<ImportReport>();
    const QFuture<void> future(
        m_session.reg->runLong([result, options = options(true),
                                path = m_path](registry::Store &store, const registry::Progress &progress) mutable {
            options.progress = progress;
            *result = exchange::importDelegations(store, path, options);
            return true;
        }));
    m_trying = future;
    Q_EMIT began(tr("Trying the import"), future);
    Q_EMIT trialChanged();
    onceFinished(this, future, [this, result, future] {
        if (!future.isCanceled() && *result) {
            if (const auto &report = **result)
                m_trial = std::make_shared<const ImportReport>(*report);
            else
                Q_EMIT trialFailed(report.error());
        }
        Q_EMIT trialChanged();
    });
}

QString ImportFlow::hindrance() const
{
    if (const QString missing = m_draft.missing(); !missing.isEmpty())
        return missing;
    if (!m_trial)
        return isTrying() ? tr("Trying the import…") : tr("Try the import first.");
    if (m_draft.table().trouble)
        return tr("The file can't be read to its end. Mend it, or read it in another way.");
    if (m_trial->earlier && !importsAgain())
        return earlierImport() + u' '
               + tr("Say on the dry run that it is to be imported again, or choose a column that tells rows apart.");
    if (m_strict && m_trial->refused > 0)
        return tr("%1 would be refused, so all or nothing takes none.")
            .arg(counted(m_trial->refused, tr("row"), tr("rows")));
    if (m_trial->accepted + m_trial->updated == 0)
        return m_trial->refused == 0 ? tr("Every row stands in the register as it is already.")
                                     : tr("No row can be taken. See the problems.");
    return {};
}

void ImportFlow::startImport()
{
    if (m_phase != Phase::Deciding || !hindrance().isEmpty())
        return;
    const auto result = box<ImportReport>();
    const QFuture<void> future(
        m_session.reg->runLong([result, options = options(false),
                                path = m_path](registry::Store &store, const registry::Progress &progress) mutable {
            options.progress = progress;
            *result = exchange::importDelegations(store, path, options);
            return true;
        }));
    m_working = future;
    setPhase(Phase::Importing);
    Q_EMIT began(tr("Importing %1").arg(name()), future);
    onceFinished(this, future, [this, result] { finishImport(result); });
}

void ImportFlow::finishImport(const std::shared_ptr<std::optional<Result<ImportReport>>> &result)
{
    if (*result && **result && (**result)->kept) {
        m_outcome = std::make_shared<const ImportReport>(***result);
        setPhase(Phase::Imported);
        return;
    }
    setPhase(Phase::Deciding);
    stale();
    if (!*result || (!**result && (**result).error().code == ErrorCode::Cancelled))
        Q_EMIT importFailed({ErrorCode::Cancelled, tr("The import was stopped. Nothing was changed.")});
    else if (!**result)
        Q_EMIT importFailed((**result).error());
    else
        Q_EMIT importFailed({ErrorCode::Refused, tr("Some rows were refused, so nothing was changed.")});
}

void ImportFlow::undo()
{
    if (m_phase != Phase::Imported || !m_outcome || !m_outcome->id)
        return;
    const auto result = box<void>();
    const QFuture<void> future(m_session.reg->run([result, id = *m_outcome->id](registry::Store &store) {
        *result = exchange::undoImport(store, id);
        return true;
    }));
    setPhase(Phase::Undoing);
    Q_EMIT began(tr("Taking the import back"), future);
    onceFinished(this, future, [this, result] {
        const bool undone = *result && **result;
        setPhase(undone ? Phase::Undone : Phase::Imported);
        if (!undone && *result)
            Q_EMIT undoFailed((**result).error());
    });
}

void ImportFlow::cancel()
{
    m_trySoon.stop();
    m_reading.cancel();
    m_trying.cancel();
    m_working.cancel();
}

void ImportFlow::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT phaseChanged();
}

}
