#pragma once

#include "items/delegation_dossier.h"
#include "views/parts/session.h"

#include <QFuture>
#include <QTimer>
#include <QWidget>

class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace muster::views {

class DossierView;
class PlainLabel;

/// Everything about one delegation, beside whatever list it was chosen from. Follows the register's changes; what is
/// shown stays until what follows it has been read.
class DelegationPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit DelegationPanel(const Session &session, QWidget *parent = nullptr);

    /// Shows another delegation, from its beginning.
    void show(const DelegationId &id);
    using QWidget::show;
    /// Shows that nothing is chosen.
    void clear();

    /// What is chosen; null where nothing is.
    const DelegationId &current() const { return m_id; }

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The delegation is to be opened for editing, with the focus in a field; empty: at its beginning.
    void editWanted(const muster::DelegationId &id, const QString &field);

private:
    void ask();
    void take(const items::DelegationDossier &dossier);
    void fail(const Error &error);
    void sayInstead(const QString &title, const QString &sentence);
    QWidget *foot();

    Session m_session;
    DelegationId m_id;
    DelegationId m_shown; ///< whose dossier the view holds
    QStackedWidget *m_stack;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    QWidget *m_empty;
    QWidget *m_skeleton;
    QWidget *m_page;
    QScrollArea *m_scroll;
    QTimer m_patience; ///< after which a skeleton is better than what was shown before
    QFuture<Result<items::DelegationDossier>> m_question;
};

}
