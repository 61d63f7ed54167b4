#pragma once

#include "views/parts/page.h"
#include "views/parts/pieces.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListView;
class QStackedWidget;

namespace muster::items {
class DecisionTableModel;
}

namespace muster::views {

class DecisionListModel;
class DecisionPanel;
enum class DecisionStep;

/// Every open decision by owner and date, what stands behind the chosen one, and marking it done, moved or dropped.
class DecisionsPage final : public Page
{
    Q_OBJECT

public:
    explicit DecisionsPage(const Session &session, QWidget *parent = nullptr);

    void activate() override;

    using QWidget::show;
    /// Chooses a decision, done and dropped ones too.
    void show(const DecisionId &id);

private:
    /// What the register says besides the decisions.
    struct Frame
    {
        QDate today;
        PersonId me;
        QList<std::pair<QString, PersonId>> owners; ///< of decisions, by name
        QString refusal;
        int all = 0, open = 0, overdue = 0;
    };
    static Result<Frame> readFrame(registry::Store &store);

    void build();
    QWidget *filterBar();
    QWidget *listSide();
    void addKeys();
    void restore();
    void remember();

    void askFrame();
    void takeFrame(const Frame &frame);
    void restoreOwner();
    void fillOwners(const QString &chosen);
    bool asksForMine() const;
    void narrow();
    void ask();
    void arrange();
    void showState();
    void choose(int row);
    void askStory(const DecisionId &id);
    void begin(DecisionStep step);
    void submit(const QString &text, const QDate &due);
    void afterStep(const QString &sentence);
    void copy();

    Frame m_frame;
    DecisionId m_chosen;
    DecisionId m_wanted; ///< to be chosen as soon as it is there
    bool m_filling = false;
    bool m_ownerRestored = false; ///< whose decisions are asked for is as it was left last time

    items::DecisionTableModel *m_model = nullptr;
    DecisionListModel *m_lines = nullptr;
    PageHeading *m_heading = nullptr;
    QLineEdit *m_words = nullptr;
    QComboBox *m_owner = nullptr;
    QCheckBox *m_overdue = nullptr, *m_ended = nullptr;
    InlineMessage *m_message = nullptr;
    QStackedWidget *m_stack = nullptr;
    QListView *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    DecisionPanel *m_panel = nullptr;
};

}
