#pragma once

#include "items/change_set.h"
#include "register/person_list.h"
#include "views/parts/session.h"

#include <QFuture>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QDateEdit;
class QScrollArea;

namespace muster::views {

class InlineMessage;

/// One person, and everything in their name; marks them as left and hands over what that leaves without anyone.
class PersonCard final : public QWidget
{
    Q_OBJECT

public:
    explicit PersonCard(const Session &session, QWidget *parent = nullptr);

    /// Shows another person; nobody where null.
    void show(const PersonId &id);
    using QWidget::show;
    /// Reads again what is shown.
    void refresh();

    /// What is read of a person.
    struct Facts
    {
        QDate today;
        Person person;
        QList<registry::HeldItem> items;
        QList<Person> others; ///< who is there and could take over, by name
    };

private:
    void take(const Facts &facts);
    void rebuild();
    void addHead(QBoxLayout *column);
    void addLeaving(QBoxLayout *column);
    void addGroup(QBoxLayout *column, registry::Holding holding);
    void addItem(QBoxLayout *column, const registry::HeldItem &item);
    void addHandOver(QBoxLayout *column);
    void setLeft(const std::optional<QDate> &day);
    void handOver(const Person &to);
    void make(const items::ChangeSet &set, const QString &done);
    void offerUndo();
    bool hasLeft() const { return !m_facts.person.isActive(m_facts.today); }

    Session m_session;
    PersonId m_id;
    Facts m_facts;
    QScrollArea *m_scroll;
    InlineMessage *m_message;
    QFuture<Result<Facts>> m_question;
    bool m_leaving = false; ///< the day somebody leaves is being asked for
    bool m_stale = true;    ///< what is shown is to be made anew, whatever is read
    int m_undoCount = -1;   ///< how many commands there were when one was offered to be undone; -1: none is
};

}
