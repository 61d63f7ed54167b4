#pragma once

#include <QFrame>
#include <QStringList>

#include <functional>

class QLineEdit;
class QListView;
class QStringListModel;

namespace muster::views {

/// A list to choose one of, narrowed by typing, accents and case apart: teams, people. What is too much to be listed is
/// searched by whoever has it. Closes by itself and deletes itself then.
class ChoicePopup final : public QFrame
{
    Q_OBJECT

public:
    /// @param names  by whose position `chosen` tells which
    ChoicePopup(const QStringList &names, const QString &prompt, QWidget *parent);

    /// From now on `search` is called with what is typed, at once with nothing, and answers by setNames(). Until it has
    /// answered nothing is offered, and Enter waits.
    void searchBy(std::function<void(const QString &text)> search);
    void setNames(const QStringList &names);

    /// Opens it under a widget.
    void openUnder(QWidget *anchor);

Q_SIGNALS:
    void chosen(int position);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void narrow(const QString &text);
    void take();
    void offer(const QStringList &names);

    QStringList m_names, m_folded;
    QList<int> m_shown; ///< positions of the names shown
    QLineEdit *m_edit;
    QListView *m_list;
    QStringListModel *m_model;
    std::function<void(const QString &)> m_search;
    bool m_searching = false, m_takeFirst = false;
};

}
