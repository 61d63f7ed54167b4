#pragma once

#include "register/verify.h"
#include "views/parts/pieces.h"
#include "views/parts/session.h"

class QPlainTextEdit;

namespace muster::views {

/// Verifies the record with progress and cancel, gives a plain answer, and remembers the last one with its date.
class VerifyBar final : public QWidget
{
    Q_OBJECT

public:
    explicit VerifyBar(const Session &session, QWidget *parent = nullptr);

    /// Begins, unless it is under way.
    void verify();
    /// Shows what the last time on this machine found.
    void recall();

Q_SIGNALS:
    /// Begun or ended.
    void runningChanged(bool running);
    void verified(bool holds);

private:
    void showAnswer(const registry::Verification &found);
    void say(bool holds, InlineMessage::Kind kind, const QString &sentence);
    void remember(bool holds, const QString &sentence);

    Session m_session;
    ProgressStrip *m_progress;
    InlineMessage *m_answer;
    QPlainTextEdit *m_problems;
};

}
