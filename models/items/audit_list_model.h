#pragma once

#include "domain/environment.h"
#include "register/audit_history.h"
#include "register/open_register.h"

#include <QAbstractListModel>

namespace muster::items {

/// What a phase is called on a screen: "Four checks in pairs".
QString phaseTitle(Phase phase, AgendaForm form);

/// The register's audits: a heading and those open, a heading and those closed, the latest first. Follows every change
/// of the register.
class AuditListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class RowKind { Heading, Open, Closed };
    Q_ENUM(RowKind)

    /// Besides Qt::DisplayRole: "Audit 7", or a heading.
    enum Role {
        KindRole = Qt::UserRole, ///< RowKind
        IdRole,                  ///< the audit's identifier; empty for a heading
        WhatRole,                ///< "Full audit, 60 minutes"
        WhereRole,               ///< of an open one: phase and time, "Four checks in pairs · 12:40 left"
        WhoRole,                 ///< who facilitates
        DateRole,                ///< QDate
        DelegationsRole,         ///< how many are in scope
        VerdictsRole,            ///< QList<int>: how many pass, drift, fail, not checked
        RunningRole,             ///< its clock runs
    };
    Q_ENUM(Role)

    /// @param clock outlives the model
    AuditListModel(registry::OpenRegister::Pointer openRegister, const Clock *clock, QObject *parent = nullptr);

    void refresh();
    /// Tells that the times shown have moved on.
    void tick();
    /// Whether the register was asked and has no audit at all.
    bool isEmpty() const { return m_read && m_rows.isEmpty(); }
    int openCount() const;
    int closedCount() const;
    /// Whether some audit's clock runs.
    bool isRunning() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void refreshed();
    void failed(const muster::Error &error);

private:
    void take(const QList<registry::AuditLine> &lines);
    QVariant ofAudit(const registry::AuditLine &line, int role) const;
    QString whereIs(const registry::OpenAudit &audit) const;

    registry::OpenRegister::Pointer m_register;
    const Clock *m_clock;
    QFuture<Result<QList<registry::AuditLine>>> m_question;
    QList<registry::AuditLine> m_rows; ///< a null identifier is a heading
    bool m_read = false;
};

}
