#pragma once

#include "views/panel/editor_layout.h"
#include "views/panel/row_form.h"

#include <QWidget>

class QBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace muster::views {

/// The fields of a delegation and of what hangs on it, one heading after the other.
class EditorPage final : public QWidget
{
    Q_OBJECT

public:
    explicit EditorPage(const EditorFacts &facts, QWidget *parent = nullptr);

    const EditorFacts &facts() const { return m_facts; }
    RowForm *delegation() const { return m_delegation; }
    RowForm *stopRule() const { return m_stopRule; }
    /// The stop rule, the sources and the credentials, those that end included.
    QList<RowForm *> attached() const { return m_attached; }
    /// Every form, the delegation first.
    QList<RowForm *> forms() const;
    RowForm *form(const QString &key);

    /// Adds an empty source or credential and gives its form.
    RowForm *addRow(const Entity &entity);
    /// Marks a row that is there as to be taken out of use when all is saved, or as kept.
    void setEnding(RowForm *form, bool ending);
    bool isTouched() const;
    /// What Automate would still lack with what is typed now; nothing where it isn't Automate.
    QStringList missingDuties() const;

    struct Heading
    {
        QString title;
        QWidget *at;
    };
    const QList<Heading> &headings() const { return m_headings; }

Q_SIGNALS:
    void changed();

private:
    void addQuick();
    void addPart(const EditorLayout::Part &part);
    void addOwnColumns();
    QVBoxLayout *addHeading(const QString &title, const QString &sentence);
    void addRows(QVBoxLayout *column, const Entity &entity, const QList<Row> &rows, const QString &add);
    RowForm *insertRow(const Entity &entity, const std::optional<Row> &row);
    void placeFields(RowForm *form, const QList<EditorLayout::Place> &places, QBoxLayout *column);
    void arrange(const QList<FieldEdit *> &fields, QBoxLayout *column);
    RowForm *makeForm(const Entity &entity, const QString &key, const std::optional<Row> &row);
    void follow();

    EditorFacts m_facts;
    QVBoxLayout *m_column;
    RowForm *m_delegation = nullptr;
    RowForm *m_stopRule = nullptr;
    QList<RowForm *> m_attached;
    QHash<const Entity *, QBoxLayout *> m_rowColumns;
    QHash<const Entity *, int> m_added;
    QHash<const RowForm *, QPushButton *> m_removals; ///< the button of each row
    QList<Heading> m_headings;
    class InlineMessage *m_duties = nullptr;
};

}
