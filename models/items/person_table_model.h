#pragma once

#include "items/edit_history.h"
#include "items/row_pool.h"
#include "register/person_list.h"

#include <QLocale>

namespace muster::items {

/// The columns of the table of people.
enum class PersonColumn { Name, Email, Owns, DeputyOf, OpenDecisions, LeftOn };
inline constexpr int personColumns = int(PersonColumn::LeftOn) + 1;

/// The people of a register, those who are there before those who left, by name. Follows every change of the register.
/// Name and e-mail address are edited by way of the history; who left is told by change sets, not by a cell.
class PersonTableModel final : public KeyedTableModel
{
    Q_OBJECT

public:
    /// Besides Qt::DisplayRole (text, numbers, dates as QDate) and Qt::EditRole (text).
    enum Role {
        IdRole = Qt::UserRole, ///< the person's identifier
        LeftRole,              ///< whether they have left
    };
    Q_ENUM(Role)

    /// `locale` decides the order of names.
    PersonTableModel(registry::OpenRegister::Pointer openRegister, EditHistory *history, const QLocale &locale = {},
                     QObject *parent = nullptr);

    /// Shows only people whose name or e-mail address holds every word, accents and case apart; nothing asked for shows
    /// all.
    void setSearch(const QString &words);

    /// Asks again; for a new day, or where something else than the register changed.
    void refresh();

    /// How many people the register has, and how many of them have left.
    int total() const { return m_total; }
    int left() const { return m_left; }
    /// The name cell of a person, or an invalid index where they aren't among the rows.
    QModelIndex indexOf(const PersonId &id) const;
    /// What a row shows.
    const registry::PersonSummary &summary(int row) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Sends an edit to the register, based on the version the row shows. True where it was sent.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// A question was answered and the rows swapped in.
    void refreshed();
    /// A question could not be answered; the rows are as they were.
    void failed(const muster::Error &error);
    /// The register has not taken an edit. `text` is what was typed; the index is invalid where the person is no longer
    /// shown.
    void editRefused(const QModelIndex &index, const muster::Error &error, const QString &text);

private:
    struct Answer;
    using Pool = RowPool<registry::PersonSummary>;
    static Result<Answer> answer(registry::Store &store, Pool &pool, const QString &search, const QLocale &locale);
    QVariant display(const registry::PersonSummary &summary, PersonColumn column) const;

    registry::OpenRegister::Pointer m_register;
    EditHistory *m_history;
    std::shared_ptr<Pool> m_pool; ///< used in the worker's jobs alone
    QLocale m_locale;
    QString m_search;
    QHash<QPair<int, int>, QString> m_pending; ///< by key and column: what was typed and is on its way
    QList<QPair<int, int>> m_taken;            ///< of these, what the next rows will show
    int m_total = 0;
    int m_left = 0;
    QDate m_today;
};

}
