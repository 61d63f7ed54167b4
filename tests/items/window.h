#pragma once

#include "items/edit_history.h"
#include "register/inventory_services.h"
#include "support/register_fixture.h"

#include <QAbstractItemModel>
#include <QCoreApplication>

namespace muster::test {

using registry::OpenRegister;

/// What a window has: the fixture's register opened with a worker of its own, and a history.
class Window
{
public:
    explicit Window(RegisterFixture &fixture) : m_register(opened(fixture)), m_history(m_register) {}

    const OpenRegister::Pointer &reg() { return m_register; }
    items::EditHistory &history() { return m_history; }

    /// Runs work on the register's worker and waits for it.
    template <typename Work>
    auto ask(Work work)
    {
        return m_register->run(std::move(work)).result();
    }

    /// Waits until what was begun is done and shown: an edit, the notice of it, the questions that follow.
    void settle()
    {
        for (int round = 0; round < 5; ++round) {
            ask([](Store &) { return 0; });
            QCoreApplication::processEvents();
        }
    }

    /// Adds a delegation through the service, from texts.
    DelegationId add(const QList<registry::FieldText> &texts)
    {
        return must(ask([texts](Store &store) { return registry::DelegationService(store).add(texts); }));
    }

    /// Changes a delegation through the service, as another window would.
    void set(const DelegationId &id, const QString &field, const QString &text)
    {
        must(ask([=](Store &store) { return registry::DelegationService(store).set(id, {{field, text}}); }));
    }

    Delegation get(const DelegationId &id)
    {
        return must(ask([id](Store &store) { return registry::DelegationService(store).get(id); }));
    }

    /// How many entries the record has.
    qint64 entries()
    {
        return must(ask([](Store &store) { return store.head().map([](const auto &tree) { return tree.size(); }); }));
    }

private:
    static OpenRegister::Pointer opened(RegisterFixture &fixture)
    {
        return must(OpenRegister::open(fixture.path(), fixture.options()).takeResult());
    }

    OpenRegister::Pointer m_register;
    items::EditHistory m_history;
};

/// The texts of a column from the top.
inline QStringList columnTexts(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

}
