#pragma once

#include "register/audit_service.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <QTableView>

namespace muster::views {

/// A cell of the matrix: a check on a workflow.
struct MatrixCell
{
    DelegationId delegation;
    Check check = Check::Output;

    bool operator==(const MatrixCell &) const = default;
};

/// The audit's workflows, pair by pair, and what the four checks said of each.
class CheckMatrixModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { VerdictRole = Qt::UserRole, AppliesRole, PairRole, SelfCheckedRole, RaisedRole };
    static constexpr int checkColumns = 4;

    using QAbstractTableModel::QAbstractTableModel;

    /// What the raised signals of a check on a workflow are called.
    using RaisedSource = std::function<QStringList(const DelegationId &delegation, Check check)>;

    /// Takes the audit as it is now; `pairName` names a pair by its place, `raised` what evidence hints at.
    void take(const registry::OpenAudit &audit, const std::function<QString(int)> &pairName,
              const RaisedSource &raised = {});

    /// The cell of an index, where it is one of a check that applies.
    std::optional<MatrixCell> cell(const QModelIndex &index) const;
    QModelIndex indexOf(const MatrixCell &cell) const;
    /// Every cell of a check that applies, in the order in which they are worked through.
    QList<MatrixCell> cells() const;
    bool isPair(int row) const { return row < m_lines.size() && m_lines[row].delegation.isNull(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    /// A line: a pair's name, or a workflow.
    struct Line
    {
        QString text;
        DelegationId delegation;
        bool selfChecked = false;
        std::array<bool, checkColumns> applies{};
        std::array<Verdict, checkColumns> verdicts{};
        std::array<bool, checkColumns> lacksNote{};
        std::array<QStringList, checkColumns> raised{};

        bool operator==(const Line &) const = default;
    };
    static Line lineOf(const registry::OpenDelegation &item, const RaisedSource &raised);
    static QString cellText(const Line &line, int check);
    static QString raisedText(const Line &line, int check);

    QList<Line> m_lines;
};

/// The matrix on the screen. Arrow keys move from check to check, P, D and F say the verdict, Enter goes to the note.
class CheckMatrix final : public QTableView
{
    Q_OBJECT

public:
    explicit CheckMatrix(QWidget *parent = nullptr);

    void take(const registry::OpenAudit &audit, const std::function<QString(int)> &pairName,
              const CheckMatrixModel::RaisedSource &raised = {});
    std::optional<MatrixCell> current() const;
    void setCurrent(const MatrixCell &cell);
    /// Goes `by` cells on in the order of work; false at either end.
    bool step(int by);
    /// Where the current cell is among all of them.
    std::pair<bool, bool> ends() const;
    const CheckMatrixModel &matrix() const { return *m_model; }

Q_SIGNALS:
    void currentCellChanged();
    void noteWanted();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &) override {}
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    QSize sizeHint() const override;

private:
    void layOut();
    QModelIndex nearest(int row, int column, int rowStep, int columnStep) const;

    CheckMatrixModel *m_model;
};

}
