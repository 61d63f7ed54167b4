#pragma once

#include "views/parts/page.h"
#include "views/wall/field_editors.h"
#include "views/wall/wall_words.h"

#include <QPointer>
#include <QTimer>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace muster::views {

class EmptyState;
class InlineMessage;
class PageHeading;
class PlainLabel;

namespace wall {
class CardsView;
class FilterBar;
class TableView;
}

/// The inventory as cards under Assist, Automate and Avoid, or as a table that is edited in place; filtered as one
/// types, grouped in the table, with a panel beside it about the delegation chosen. The panel is made by whoever puts
/// the page together, and follows the page's signals; where there is no room beside the wall it takes the wall's place
/// while it is wanted. So are the figures, a strip of charts below that is there when
/// it is asked for.
class WallPage final : public Page
{
    Q_OBJECT

public:
    using PanelFactory = std::function<QWidget *(const Session &, QWidget *parent)>;

    enum class View { Cards, Table };

    WallPage(const Session &session, PanelFactory panel, PanelFactory figures = {}, QWidget *parent = nullptr);
    ~WallPage() override;

    void activate() override;
    QList<QWidget *> barWidgets() override;

    /// Chooses a delegation and brings it into view; where the filter hides it, without the filter.
    void choose(const DelegationId &id);
    /// What the factory made, once something was chosen; otherwise nullptr.
    QWidget *panel() const { return m_panel; }
    View view() const { return m_view; }
    void setView(View view);

Q_SIGNALS:
    /// The side panel is to be about this delegation.
    void delegationChosen(const muster::DelegationId &id);
    /// Nothing is chosen any more.
    void chosenNothing();
    /// The complete editor is wanted.
    void editWanted(const muster::DelegationId &id);
    void addWanted();
    /// The sample register is wanted, from an empty wall.
    void sampleWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeBar();
    void build();
    QWidget *makeHeading();
    QLayout *makeTools();
    void makeViews();
    void makeEmptyStates();
    void makeShortcuts();
    void connectTable();

    void ask();
    void askChoices();
    void followDue();
    void showDue(int due);
    void takeRows();
    void takeCounts();
    void showPlace();
    void showHeading();
    bool isFiltered() const;
    void clearFilter();
    void focusFilter();
    void focusView();
    void showCards() { setView(View::Cards); }
    void showTable() { setView(View::Table); }
    void setGrouping(int position);

    QModelIndexList chosenCells() const;
    QList<DelegationId> chosen() const;
    void followChoice();
    void lookForWanted();
    bool hasRoomForPanel() const;
    void togglePanel();
    void chooseFirst();
    bool showPanel();
    void makePanelSide();
    void showWall();
    void tellPanel(bool made);
    void showFigures();
    void toggleFigures();

    void open();
    void openMenu(const QPoint &at);
    void copy();
    void paste();
    void setField(const QString &field);
    void changeColumns();
    void setForAll(const QString &text);
    void explain(const QModelIndex &index, const Error &error, const QString &typed, const QString &theirs);
    void tryAgain();
    void offerCopy(const QString &typed);
    void forgetRefusal(const QModelIndex &edited);

    /// The edit that the message is about.
    struct Refused
    {
        DelegationId id; ///< null: of a delegation that is no longer shown
        items::DelegationColumn column;
        QString typed;
    };

    PanelFactory m_makePanel, m_makeFigures;
    std::optional<Refused> m_refused;
    QWidget *m_figures = nullptr;
    View m_view = View::Cards;
    wall::Choices m_choices;
    wall::Counts m_counts;
    DelegationId m_chosen; ///< null: none
    DelegationId m_wanted; ///< to be chosen once its row is there
    bool m_panelWanted = true;
    bool m_panelInstead = false; ///< the panel stands in the wall's place
    bool m_asked = false;
    QTimer m_counting, m_asking;

    QPointer<PlainLabel> m_dueLabel;
    QPointer<QPushButton> m_add, m_audit;
    items::DelegationTableModel *m_table = nullptr; ///< nullptr: not built yet
    QSplitter *m_splitter = nullptr;
    PageHeading *m_heading = nullptr;
    QLineEdit *m_filter = nullptr;
    QPushButton *m_cardsButton = nullptr, *m_tableButton = nullptr, *m_panelButton = nullptr,
                *m_figuresButton = nullptr;
    wall::FilterBar *m_bar = nullptr;
    QWidget *m_tableTools = nullptr;
    QComboBox *m_group = nullptr;
    InlineMessage *m_message = nullptr;
    QStackedWidget *m_stack = nullptr;
    wall::CardsView *m_cards = nullptr;
    wall::TableView *m_rows = nullptr;
    EmptyState *m_nothing = nullptr, *m_noneFit = nullptr;
    QWidget *m_wallSide = nullptr, *m_panelSide = nullptr, *m_panel = nullptr;
    QPushButton *m_back = nullptr; ///< from the panel to the wall
};

}
