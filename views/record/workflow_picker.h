#pragma once

#include "domain/ids.h"
#include "register/open_register.h"

#include <QFuture>
#include <QPointer>
#include <QPushButton>

namespace muster::views {

class ChoicePopup;

/// Chooses one workflow or all of them. What is typed into its list is searched for in the register; nobody lists
/// 100,000 titles.
class WorkflowPicker final : public QPushButton
{
    Q_OBJECT

public:
    explicit WorkflowPicker(registry::OpenRegister::Pointer openRegister, QWidget *parent = nullptr);

    /// Nothing: all of them.
    const std::optional<DelegationId> &chosen() const { return m_chosen; }
    void choose(const std::optional<DelegationId> &id);
    /// Reads again what the chosen one is called.
    void refresh();

Q_SIGNALS:
    /// Somebody has chosen.
    void activated();

private:
    /// A workflow as it is offered.
    struct Offer
    {
        QString title;
        DelegationId id;
    };
    static Result<QList<Offer>> find(registry::Store &store, const QString &text);
    void openList();
    void search(const QString &text);
    void take(int position);
    void showTitle(const QString &title);

    registry::OpenRegister::Pointer m_register;
    std::optional<DelegationId> m_chosen;
    QList<std::optional<DelegationId>> m_offered; ///< by position in the list
    QPointer<ChoicePopup> m_list;
    QFuture<Result<QList<Offer>>> m_question;
};

}
