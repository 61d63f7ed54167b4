#pragma once

#include "items/entry_table_model.h"
#include "register/log.h"
#include "views/parts/facts.h"
#include "views/parts/session.h"

class QLineEdit;
class QPlainTextEdit;

namespace muster::views {

/// One finding or decision of the log in full.
class LogDetail final : public Card
{
    Q_OBJECT

public:
    explicit LogDetail(Navigator *navigator, QWidget *parent = nullptr);

    void showRow(const registry::LogRow &row);
    void showNothing();

private:
    QWidget *head(const registry::LogRow &row) const;
    void addDecision(const registry::LogRow &row);

    Navigator *m_navigator;
    ScrollColumn *m_body;
};

/// One entry: what it says, and its two lines byte for byte. Of an import, the way to take it back.
class EntryDetail final : public Card
{
    Q_OBJECT

public:
    explicit EntryDetail(QWidget *parent = nullptr);

    void showEntry(const items::ShownEntry &entry);
    /// The lines of the entry shown; those of another are let pass.
    void setLines(const registry::RecordLine &line);
    /// The import that the entry tells of, as it stands now.
    void setImport(const Import &import);
    void showNothing();
    qint64 n() const { return m_n; }

    /// What came of taking the import back.
    void takenBack(const Result<void> &outcome);

Q_SIGNALS:
    void takeBackWanted(const muster::ImportId &id);

private:
    qint64 m_n = -1;
    PlainLabel *m_title, *m_what;
    QLineEdit *m_leaf;
    QPlainTextEdit *m_public, *m_private;
    std::optional<ImportId> m_import;
    QPushButton *m_takeBack;
    InlineMessage *m_message;
};

}
