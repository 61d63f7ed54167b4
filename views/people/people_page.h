#pragma once

#include "views/parts/page.h"

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace muster {
namespace items {
class PersonTableModel;
}

namespace views {

class EmptyState;
class InlineMessage;
class PageHeading;
class PersonCard;

/// Who there is, what is in their name, and what happens to it when somebody leaves.
class PeoplePage final : public Page
{
    Q_OBJECT

public:
    explicit PeoplePage(const Session &session, QWidget *parent = nullptr);

    void activate() override;
    /// Chooses a person, as soon as they are among the rows.
    void choose(const PersonId &id);

private:
    void build();
    QWidget *list();
    QLayout *addRow();
    void configureTable();
    void add();
    void refreshed();
    void selected();
    void refuseEdit(const QModelIndex &index, const Error &error, const QString &text);

    items::PersonTableModel *m_model = nullptr;
    PageHeading *m_heading = nullptr;
    QLineEdit *m_search = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_email = nullptr;
    QPushButton *m_add = nullptr;
    InlineMessage *m_message = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QPushButton *m_addFound = nullptr;
    QTableView *m_table = nullptr;
    PersonCard *m_card = nullptr;
    PersonId m_wanted;
};

}
}
