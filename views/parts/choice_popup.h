#pragma once

#include <QFrame>
#include <QStringList>

class QLineEdit;
class QListView;
class QStringListModel;

namespace muster::views {

/// A list to choose one of, narrowed by typing: teams, people. Closes by itself and deletes itself then.
class ChoicePopup final : public QFrame
{
    Q_OBJECT

public:
    /// @param names  by whose position `chosen` tells which
    ChoicePopup(const QStringList &names, const QString &prompt, QWidget *parent);

    /// Opens it under a widget.
    void openUnder(QWidget *anchor);

Q_SIGNALS:
    void chosen(int position);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void narrow(const QString &text);
    void take();

    QStringList m_names;
    QList<int> m_shown; ///< positions of the names shown
    QLineEdit *m_edit;
    QListView *m_list;
    QStringListModel *m_model;
};

}
