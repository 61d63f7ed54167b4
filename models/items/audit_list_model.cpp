#include "items/audit_list_model.h"

#include "items/when_done.h"

#include <algorithm>

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::AuditLine;

namespace {

bool isHeading(const AuditLine &line)
{
    return line.summary.id.isNull();
}

QString shownTime(std::chrono::milliseconds time)
{
    const qint64 seconds = time.count() / 1000;
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

}

QString phaseTitle(Phase phase, AgendaForm form)
{
    const bool spot = form == AgendaForm::Spot15;
    switch (phase) {
    case Phase::DataWalk: return QObject::tr("Data walk");
    case Phase::Checks: return spot ? QObject::tr("Checks") : QObject::tr("Four checks in pairs");
    case Phase::Reclassify: return QObject::tr("Re-classify");
    case Phase::Decisions: return spot ? QObject::tr("Decide") : QObject::tr("Decisions and owners");
    case Phase::Close: return QObject::tr("Close the record");
    }
    return {};
}

AuditListModel::AuditListModel(registry::OpenRegister::Pointer openRegister, const Clock *clock, QObject *parent)
    : QAbstractListModel(parent), m_register(std::move(openRegister)), m_clock(clock)
{
    connect(m_register.get(), &registry::OpenRegister::changed, this, &AuditListModel::refresh);
    connect(m_register.get(), &registry::OpenRegister::changedElsewhere, this, &AuditListModel::refresh);
}

void AuditListModel::refresh()
{
    m_question.cancel();
    m_question = m_register->run([](registry::Store &store) { return registry::listAuditLines(store); });
    whenDone(this, m_question, [this](const Result<QList<AuditLine>> &lines) {
        if (lines)
            take(*lines);
        else
            Q_EMIT failed(lines.error());
    });
}

/// Takes the audits. Where they are the same ones as before, selection and position stay.
void AuditListModel::take(const QList<AuditLine> &lines)
{
    QList<AuditLine> rows;
    for (const auto &line : lines) {
        if (rows.isEmpty() || rows.last().summary.open != line.summary.open) {
            AuditLine heading;
            heading.summary.open = line.summary.open;
            rows << heading;
        }
        rows << line;
    }
    const bool same = m_read && std::ranges::equal(rows, m_rows, [](const AuditLine &a, const AuditLine &b) {
                          return a.summary.id == b.summary.id && a.summary.open == b.summary.open;
                      });
    if (!same)
        beginResetModel();
    m_rows = std::move(rows);
    m_read = true;
    if (!same)
        endResetModel();
    else if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT refreshed();
}

void AuditListModel::tick()
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_rows[row].open)
            Q_EMIT dataChanged(index(row), index(row), {WhereRole});
    }
}

int AuditListModel::openCount() const
{
    return int(std::ranges::count_if(m_rows, [](const AuditLine &line) { return line.open.has_value(); }));
}

int AuditListModel::closedCount() const
{
    return int(
        std::ranges::count_if(m_rows, [](const AuditLine &line) { return !isHeading(line) && !line.summary.open; }));
}

bool AuditListModel::isRunning() const
{
    return std::ranges::any_of(m_rows, [](const AuditLine &line) {
        return line.open && line.open->agenda.isStarted() && !line.open->agenda.isPaused();
    });
}

int AuditListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString AuditListModel::whereIs(const registry::OpenAudit &audit) const
{
    const auto &agenda = audit.agenda;
    const auto now = m_clock->now();
    const auto phase = agenda.currentPhase();
    if (!phase)
        return tr("not started");
    const auto over = agenda.overtime(*phase, now);
    const QString time = over.count() > 0 ? tr("%1 over").arg(shownTime(over))
                                          : tr("%1 left").arg(shownTime(agenda.remaining(*phase, now)));
    const QString title = phaseTitle(*phase, audit.form);
    return agenda.isPaused() ? tr("%1 · %2 · paused").arg(title, time) : tr("%1 · %2").arg(title, time);
}

QVariant AuditListModel::ofAudit(const AuditLine &line, int role) const
{
    const auto &summary = line.summary;
    const auto count = [&](Verdict verdict) { return line.verdicts.value(verdict); };
    switch (role) {
    case Qt::DisplayRole: return tr("Audit %1").arg(summary.number);
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3, %4"_s.arg(ofAudit(line, Qt::DisplayRole).toString(), ofAudit(line, WhatRole).toString(),
                                       line.open ? whereIs(*line.open) : summary.heldOn.toString(Qt::ISODate),
                                       summary.facilitatorName);
    case WhatRole:
        return summary.kind == AuditKind::Spot ? tr("Spot check") : tr("Full audit, %1 minutes").arg(line.form);
    case WhereRole: return line.open ? whereIs(*line.open) : QString();
    case WhoRole: return summary.facilitatorName;
    case DateRole: return summary.heldOn;
    case DelegationsRole: return int(summary.delegations);
    case VerdictsRole:
        return QVariant::fromValue(
            QList<int>{count(Verdict::Pass), count(Verdict::Drift), count(Verdict::Fail), count(Verdict::NotChecked)});
    case RunningRole: return line.open && line.open->agenda.isStarted() && !line.open->agenda.isPaused();
    default: return {};
    }
}

QVariant AuditListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &line = m_rows[index.row()];
    const auto kind = isHeading(line) ? RowKind::Heading : line.summary.open ? RowKind::Open : RowKind::Closed;
    if (role == KindRole)
        return QVariant::fromValue(kind);
    if (role == IdRole)
        return line.summary.id.text();
    if (kind != RowKind::Heading)
        return ofAudit(line, role);
    return role == Qt::DisplayRole ? QVariant(line.summary.open ? tr("Open") : tr("Closed")) : QVariant();
}

Qt::ItemFlags AuditListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (isHeading(m_rows[index.row()]))
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

}
