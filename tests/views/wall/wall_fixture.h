#pragma once

#include "register/inventory_services.h"
#include "support/sample_session.h"
#include "views/parts/pieces.h"
#include "views/wall/cards_view.h"
#include "views/wall/table_view.h"
#include "views/wall/wall_page.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

namespace muster::test {

using namespace Qt::StringLiterals;
using namespace views;
using items::DelegationColumn;
using items::DelegationTableModel;

/// The wall of the sample register in a window of its own.
struct Wall
{
    explicit Wall(QSize size = {1096, 748}) : page(sample.session(), &Wall::makePanel)
    {
        page.resize(size);
        page.show();
        page.activate();
        sample.settle();
    }

    static QWidget *makePanel(const Session &, QWidget *parent)
    {
        auto *panel = new QWidget(parent);
        panel->setObjectName(u"panel"_s);
        return panel;
    }

    template <typename T>
    T *find(const QString &name) const
    {
        auto *found = page.findChild<T *>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }

    DelegationTableModel &table() const { return *page.findChild<DelegationTableModel *>(); }
    wall::TableView &rows() const { return *find<wall::TableView>(u"wallTable"_s); }
    wall::CardList &cards(Category category) const { return *find<wall::CardList>(u"cards-"_s + word(category)); }
    QString count() const { return page.findChild<PageHeading *>()->findChildren<PlainLabel *>().at(1)->text(); }
    QString message() const { return find<InlineMessage>(u"wallMessage"_s)->text(); }
    QLineEdit &filter() const { return *find<QLineEdit>(u"wallFilter"_s); }

    void filterBy(const QString &text)
    {
        QTest::keyClick(&page, Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(&filter(), text);
        sample.settle();
    }

    DelegationId idOf(const QString &title)
    {
        return sample.ask(
            [title](registry::Store &store) { return must(registry::DelegationService(store).find(title)); });
    }

    QString text(const QString &title, DelegationColumn column)
    {
        return table().indexOf(idOf(title), column).data().toString();
    }

    /// Makes a cell of the table current, and opens its editor with F2.
    QWidget *edit(const QString &title, DelegationColumn column)
    {
        page.setView(WallPage::View::Table);
        rows().setCurrentIndex(table().indexOf(idOf(title), column));
        QTest::keyClick(&rows(), Qt::Key_F2);
        return editor();
    }

    QWidget *editor() const
    {
        for (auto *widget : rows().viewport()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
            if (widget->objectName().startsWith(u"edit-"))
                return widget;
        }
        return nullptr;
    }

    /// Changes a delegation as another window would, before this one has heard of it.
    void changeElsewhere(const QString &title, const QString &field, const QString &text)
    {
        const auto id = idOf(title);
        sample.ask([=](registry::Store &store) {
            return must(registry::DelegationService(store).set(id, {{field, text}}));
        });
    }

    SampleSession sample;
    WallPage page;
};

inline void chooseIn(QWidget *editor, const QString &word)
{
    auto *list = qobject_cast<QComboBox *>(editor);
    list->setCurrentIndex(list->findData(word));
}

}
