#pragma once

#include "items/entry_table_model.h"
#include "register/log.h"
#include "views/parts/pieces.h"

class QComboBox;
class QLineEdit;
class QTimer;

namespace muster::views {

class WorkflowPicker;

/// What the filter offers: the names behind the identifiers, and the days the presets name.
struct FilterChoices
{
    QList<std::pair<QString, PersonId>> people;
    QDate today;
    QDate lastAudit; ///< invalid where there was none
};

/// Reads them. Errors: what the database says.
Result<FilterChoices> readFilterChoices(registry::Store &store);

/// Narrows the record: from and to a day, a workflow, a verdict, a person, words. A day that can't be read is said
/// beside the fields, and what was shown stays.
class RecordFilter final : public QWidget
{
    Q_OBJECT

public:
    explicit RecordFilter(const registry::OpenRegister::Pointer &openRegister, QWidget *parent = nullptr);

    void setChoices(const FilterChoices &choices);
    /// What was asked for last and could be read.
    const registry::LogFilter &filter() const { return m_filter; }
    items::EntryQuery entryQuery() const;
    bool isNarrowed() const { return m_filter != registry::LogFilter(); }
    /// Narrows to one workflow and nothing else.
    void setDelegation(const DelegationId &id);
    void clear();
    /// Entries have no verdict.
    void setForEntries(bool entries);

    void keepFocusOnWords();

Q_SIGNALS:
    void changed();

private:
    enum class Preset { All, Quarter, LastAudit, Own };

    void preset(int index);
    void setDays(const QDate &from, const QDate &to);
    void read();
    bool readDay(QLineEdit *field, std::optional<QDate> &day);

    registry::LogFilter m_filter;
    FilterChoices m_choices;
    QComboBox *m_preset;
    WorkflowPicker *m_delegation;
    QComboBox *m_verdict, *m_person;
    QLineEdit *m_from, *m_to, *m_words;
    InlineMessage *m_message;
    QTimer *m_pause;
};

}
