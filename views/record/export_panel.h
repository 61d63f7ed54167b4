#pragma once

#include "reports/record_export.h"
#include "views/parts/pieces.h"
#include "views/parts/session.h"

class QButtonGroup;
class QLineEdit;
class QPlainTextEdit;

namespace muster::views {

/// Writes what the filter shows to a file, after showing how it begins.
class ExportPanel final : public Card
{
    Q_OBJECT

public:
    explicit ExportPanel(const Session &session, QWidget *parent = nullptr);

    /// Prepares for what a filter shows, as said in `what` ("31 rows of the log").
    void prepare(const registry::LogFilter &filter, const QString &what);
    /// Puts what the filter shows on the clipboard as Markdown.
    void copyMarkdown();
    bool isWriting() const { return m_progress->isRunning(); }

Q_SIGNALS:
    void closed();

private:
    reports::RecordFormat format() const;
    QLayout *formats();
    QLayout *target();
    void suggestPath();
    void changeSuffix();
    void preview();
    void browse();
    void save();
    void saved(const Result<QString> &written);

    Session m_session;
    registry::LogFilter m_filter;
    QString m_replacing; ///< a file that is there already, and was said to be
    int m_previews = 0;
    PlainLabel *m_what, *m_hint;
    QButtonGroup *m_formats;
    QPlainTextEdit *m_preview;
    QLineEdit *m_path;
    InlineMessage *m_message;
    ProgressStrip *m_progress;
    QPushButton *m_save;
};

}
