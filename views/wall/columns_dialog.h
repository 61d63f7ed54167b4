#pragma once

#include "domain/entities.h"
#include "items/change_set.h"
#include "views/parts/session.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace muster::views {

class InlineMessage;

namespace wall {

/// The register's own columns: added, renamed, given other choices, moved and ended. Each step is an edit like any
/// other, and can be undone.
class ColumnsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @param today  the day on which a column ends that is ended here
    ColumnsDialog(const Session &session, const QDate &today, QWidget *parent = nullptr);

    /// Takes the columns as the register has them now; the one being edited stays chosen.
    void setColumns(const QList<OwnColumn> &columns);

private:
    QWidget *listSide();
    QWidget *formSide();
    void addToForm(QLayout *form, const QString &label, QWidget *field, const QString &name);
    const OwnColumn *chosen() const;
    void show(const OwnColumn *column);
    void showChoices();
    void save();
    void change(const QList<registry::FieldText> &texts, const QString &said);
    void move(int by);
    void end();
    void finish(const Result<void> &done, const QString &said);

    Session m_session;
    QDate m_today;
    QList<OwnColumn> m_columns;
    ColumnId m_chosen;
    QListWidget *m_list;
    QLineEdit *m_title;
    QComboBox *m_type;
    QWidget *m_choicesBox = nullptr;
    QPlainTextEdit *m_choices;
    InlineMessage *m_message;
    QPushButton *m_save, *m_end, *m_up, *m_down;
};

}
}
