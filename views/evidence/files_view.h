#pragma once

#include "items/evidence_file_models.h"
#include "views/parts/session.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace muster::views {

class InlineMessage;
class RowTable;
class UnknownNames;

/// The files of evidence that were read in, each of which can be undone whole, and the names in them that lead nowhere.
class FilesView final : public QWidget
{
    Q_OBJECT

public:
    explicit FilesView(const Session &session, QWidget *parent = nullptr);

    void refresh();
    void setFocusInside();

Q_SIGNALS:
    void importWanted();
    /// How many files there are, in words, and whether names wait to be assigned.
    void counted(const QString &text);

private:
    QWidget *buildFiles();
    void take(const items::EvidenceFiles &files);
    void follow();
    void undo();

    Session m_session;
    items::EvidenceFilesModel *m_model;
    RowTable *m_table = nullptr;
    QPushButton *m_undo = nullptr;
    InlineMessage *m_message;
    UnknownNames *m_names;
    QStackedWidget *m_stack;
};

}
