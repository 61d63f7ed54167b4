#pragma once

#include "register/inventory_services.h"
#include "support/sample_session.h"
#include "views/intake/import_wizard.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace muster::test {

/// The import wizard on a sample register, found and driven the way a person does.
class WizardDriver
{
public:
    explicit WizardDriver(SampleSession &sample) : m_sample(sample), m_wizard(sample.session())
    {
        m_wizard.resize(1096, 748);
        m_wizard.show();
        if (!QTest::qWaitForWindowExposed(&m_wizard))
            qFatal("the wizard does not show");
        sample.settle();
    }

    views::ImportWizard &wizard() { return m_wizard; }
    SampleSession &sample() { return m_sample; }

    template <typename T = QWidget>
    T *find(const char *name)
    {
        auto *found = m_wizard.findChild<T *>(QLatin1StringView(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }

    QAbstractItemView *table(const char *name) { return find<QAbstractItemView>(name); }
    QString shown(const char *table, int row, int column)
    {
        return this->table(table)->model()->index(row, column).data().toString();
    }

    void press(const char *name) { QTest::mouseClick(find(name), Qt::LeftButton); }
    bool isEnabled(const char *name) { return find(name)->isEnabled(); }
    QString text(const char *name)
    {
        QString text;
        auto *widget = find(name);
        if (auto *label = qobject_cast<QLabel *>(widget))
            return label->text();
        for (const auto *label : widget->findChildren<QLabel *>())
            text += label->text();
        return widget->isVisible() ? text : QString();
    }

    /// The row of a table whose column `column` reads `text`, or -1.
    int rowOf(const char *name, int column, const QString &text)
    {
        for (int row = 0; row < table(name)->model()->rowCount(); ++row) {
            if (shown(name, row, column) == text)
                return row;
        }
        return -1;
    }

    /// Goes to a row by keyboard, types a choice's beginning into its list, and takes it.
    void decide(const char *name, int row, int column, const QString &typed)
    {
        auto *view = table(name);
        view->setFocus();
        view->setCurrentIndex(view->model()->index(row, column));
        QTest::keyClick(view, Qt::Key_F2);
        auto *editor = view->indexWidget(view->model()->index(row, column));
        QVERIFY2(editor, name);
        QTest::keyClicks(editor, typed);
        QTest::keyClick(editor, Qt::Key_Return);
        QCoreApplication::processEvents();
    }

    /// Goes through a list by keys until it shows this text.
    void choose(const char *combo, const QString &text)
    {
        auto *list = find<QComboBox>(combo);
        list->setFocus();
        for (const auto key : {Qt::Key_Down, Qt::Key_Up}) {
            for (int i = 0; i < list->count() && list->currentText() != text; ++i)
                QTest::keyClick(list, key);
        }
        QCOMPARE(list->currentText(), text);
    }

    /// Waits until the file is read and trying it came to something.
    bool waitForTable()
    {
        return QTest::qWaitFor([this] { return find("step-2")->isEnabled() && find("step-2")->isVisible(); }, 20'000);
    }
    bool waitForTrial()
    {
        m_wizard.goTo(views::ImportWizard::Trial);
        return QTest::qWaitFor([this] { return text("sum").contains(QLatin1Char('=')); }, 60'000);
    }
    /// Shortcuts work in the active window, which a dialog was until just now.
    bool comeToFront()
    {
        m_wizard.activateWindow();
        return QTest::qWaitForWindowActive(&m_wizard);
    }
    /// Carries out an import that is ready.
    bool import()
    {
        m_wizard.goTo(views::ImportWizard::Import);
        if (!QTest::qWaitFor([this] { return isEnabled("next"); }, 10'000))
            return false;
        if (!comeToFront())
            return false;
        QTest::keyClick(&m_wizard, Qt::Key_Return, Qt::ControlModifier);
        return QTest::qWaitFor([this] { return text("import-title") == QLatin1StringView("Imported"); }, 120'000);
    }

    QString written(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_sample.folder() + QLatin1Char('/') + name;
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the file can't be written");
        return path;
    }

    QList<Delegation> delegations()
    {
        return must(m_sample.ask([](registry::Store &store) { return registry::DelegationService(store).all(); }));
    }
    std::optional<Delegation> titled(const QString &title)
    {
        for (const auto &delegation : delegations()) {
            if (delegation.title == title)
                return delegation;
        }
        return std::nullopt;
    }
    qint64 entries()
    {
        return m_sample.ask([](registry::Store &store) { return qint64(must(store.head()).size()); });
    }

private:
    SampleSession &m_sample;
    views::ImportWizard m_wizard;
};

}
