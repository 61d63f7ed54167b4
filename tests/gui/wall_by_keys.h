#pragma once

#include "register/inventory_services.h"
#include "views/wall/table_view.h"
#include "window_fixture.h"

/// The wall of a window, gone through by keys.
namespace muster::test {

using items::DelegationColumn;

inline views::wall::TableView &wallTable(WindowFixture &fixture)
{
    return *part<views::wall::TableView>(fixture.window(), QStringLiteral("wallTable"));
}

/// Goes to the table and in it to a delegation's cell.
inline void goToCell(WindowFixture &fixture, const QString &title, DelegationColumn column)
{
    fixture.key(Qt::Key_1, Qt::ControlModifier);
    fixture.key(Qt::Key_2, Qt::AltModifier);
    auto &table = wallTable(fixture);
    fixture.key(Qt::Key_Home, Qt::ControlModifier);
    const auto shown = [&] { return table.currentIndex().siblingAtColumn(int(DelegationColumn::Title)).data(); };
    for (int row = 0; row < table.model()->rowCount() && shown().toString() != title; ++row)
        fixture.key(Qt::Key_Down);
    for (int i = 0; i < table.model()->columnCount() && table.currentIndex().column() != int(column); ++i)
        fixture.key(Qt::Key_Right);
    if (shown().toString() != title || table.currentIndex().column() != int(column))
        qFatal("no cell of %s", qUtf8Printable(title));
}

/// The editor that is open in the table, or nullptr.
inline QWidget *cellEditor(WindowFixture &fixture)
{
    for (auto *one : wallTable(fixture).viewport()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (one->objectName().startsWith(QStringLiteral("edit-")))
            return one;
    }
    return nullptr;
}

/// Goes to a cell, opens its editor and types a text in place of what stands there; Enter is still to come.
inline void typeInCell(WindowFixture &fixture, const QString &title, DelegationColumn column, const QString &text)
{
    goToCell(fixture, title, column);
    fixture.key(Qt::Key_F2);
    fixture.key(Qt::Key_A, Qt::ControlModifier);
    fixture.type(text);
}

/// What the wall says above its cards or its table; empty: nothing.
inline QString saidOnWall(WindowFixture &fixture)
{
    const auto *message = fixture.workspace().findChild<views::InlineMessage *>(QStringLiteral("wallMessage"));
    return message->isVisible() ? message->text() : QString();
}

/// The delegation of this title, as the register has it.
inline Delegation kept(WindowFixture &fixture, const QString &title)
{
    return must(fixture.ask([title](registry::Store &store) -> Result<Delegation> {
        registry::DelegationService service(store);
        return service.find(title).and_then([&](const DelegationId &id) { return service.get(id); });
    }));
}

/// Whether the register's record holds: every line, every table.
inline bool verifies(WindowFixture &fixture)
{
    return must(fixture.ask([](registry::Store &store) { return registry::verifyRegister(store); })).ok;
}

}
