#pragma once

#include "views/intake/step_page.h"

namespace muster::views {

/// Carries the import out, and takes it back.
class ImportStep final : public StepPage
{
    Q_OBJECT

public:
    explicit ImportStep(ImportFlow &flow);

    void enter() override;

Q_SIGNALS:
    /// To the wall, to what was imported.
    void wallWanted();
    /// From the start, with another file.
    void anotherWanted();

private:
    void follow();
    void describe();
    void describeOutcome();

    Card *m_card;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    PlainLabel *m_details;
    InlineMessage *m_message;
    QPushButton *m_wall;
    QPushButton *m_undo;
    QPushButton *m_keep;
    QPushButton *m_another;
};

}
