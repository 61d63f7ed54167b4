#pragma once

#include "register/audit_service.h"
#include "register/inventory_services.h"
#include "sample/sample_audit.h"
#include "support/sample_session.h"
#include "views/audit/audit_page.h"
#include "views/audit/check_matrix.h"
#include "views/audit/follow_up_card.h"
#include "views/audit/line_list.h"
#include "views/audit/phase_close.h"
#include "views/audit/room.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

/// The audit page in a window that is driven by keys.
namespace muster::test {

using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::AuditService;
using registry::Store;

template <typename W>
W *part(QWidget &of, const QString &name)
{
    const auto all = of.findChildren<W *>(name);
    for (auto *one : all) {
        if (one->isVisible())
            return one;
    }
    qFatal("no visible %s", qUtf8Printable(name));
    return nullptr;
}

/// A window with the audit page in it, its bar at the top, driven by keys.
class Window
{
public:
    explicit Window(SampleSession &sample) : m_sample(sample)
    {
        auto *column = new QVBoxLayout(&m_window);
        page = new AuditPage(sample.session());
        for (auto *widget : page->barWidgets())
            column->addWidget(widget);
        column->addWidget(page, 1);
        m_window.resize(1096, 748);
        m_window.show();
        QApplication::setActiveWindow(&m_window);
        if (!QTest::qWaitForWindowActive(&m_window))
            qFatal("the window is not active");
    }

    AuditPage *page;

    AuditRoom &room()
    {
        auto *found = page->findChild<AuditRoom *>();
        if (!found)
            qFatal("no room is open");
        return *found;
    }
    RoomBar &bar() { return *static_cast<RoomBar *>(page->barWidgets().constFirst()); }
    CheckMatrix &matrix() { return *part<CheckMatrix>(*page, u"matrix"_s); }
    QString focused() const { return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : u"-"_s; }

    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : &m_window;
        QTest::keyClick(target, Qt::Key(key), modifiers);
        if (modifiers == Qt::AltModifier)
            QTest::qWait(150); // a button pressed by its mnemonic is seen to be pressed
        m_sample.settle(4);
    }
    void type(const QString &text)
    {
        for (const QChar letter : text)
            QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(letter), {});
        m_sample.settle(2);
    }
    bool tabTo(const QString &name)
    {
        for (int i = 0; i < 40 && focused() != name; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        return focused() == name;
    }

private:
    SampleSession &m_sample;
    QWidget m_window;
};

inline AuditId openAudit(SampleSession &sample)
{
    return must(sample.ask([&](Store &store) -> Result<AuditId> {
        registry::AuditRequest request;
        request.facilitator = store.actor();
        const auto all = must(registry::DelegationService(store).all());
        for (const auto &title : sample::sampleAuditScope()) {
            const auto found = std::ranges::find(all, title, [](const Delegation &one) { return QString(one.title); });
            request.delegations << found->id;
        }
        for (const auto &person : must(registry::PersonService(store).all())) {
            if (person.isActive(store.today()))
                request.participants << person.id;
        }
        return AuditService(store).open(request);
    }));
}

inline registry::OpenAudit stored(SampleSession &sample, const AuditId &id)
{
    return must(sample.ask([id](Store &store) { return AuditService(store).get(id); }));
}

inline DelegationId named(SampleSession &sample, const QString &title)
{
    return DelegationId(
        must(sample.ask([title](Store &store) { return registry::resolve(store, entityOf<Delegation>(), title); })));
}

/// A window with an open audit in it.
struct Desk
{
    Desk() : window(sample), id(openAudit(sample))
    {
        window.page->open(id);
        sample.settle();
    }

    registry::OpenAudit audit() { return stored(sample, id); }
    registry::OpenFinding finding(const MatrixCell &cell)
    {
        return audit().find(cell.delegation)->findings.value(cell.check);
    }
    void setVerdict(const MatrixCell &cell, Verdict verdict, const QString &note = {})
    {
        must(sample.ask([&](Store &store) {
            return AuditService(store).setFinding(id, cell.delegation, cell.check, {verdict, note});
        }));
        sample.settle();
    }
    QList<MatrixCell> cells()
    {
        window.key(Qt::Key_2, Qt::AltModifier);
        return window.matrix().matrix().cells();
    }
    QPlainTextEdit &why() { return *part<QPlainTextEdit>(*window.page, u"why"_s); }
    /// The first cell of reversibility at or after a place.
    static MatrixCell stopCell(const QList<MatrixCell> &cells, int skip)
    {
        for (const auto &cell : cells) {
            if (cell.check == Check::Stop && skip-- == 0)
                return cell;
        }
        return {};
    }

    SampleSession sample;
    Window window;
    AuditId id;
};

/// Answers whatever decisions of last time have the focus, one after the other.
inline void answerFollowUps(Window &window)
{
    bool moved = false;
    while (auto *card = qobject_cast<FollowUpCard *>(QApplication::focusWidget())) {
        if (card->isAnswered())
            return;
        if (!moved) {
            moved = true;
            window.key(Qt::Key_M);
            QVERIFY(window.tabTo(u"followUpWhy"_s));
            window.type(u"The vendor is late"_s);
            window.key(Qt::Key_Return);
        } else {
            window.key(Qt::Key_N);
        }
    }
}

/// Decides on what has the focus in a list: the first kind, the owner that is proposed, and why.
inline void decide(Window &window, const QString &owner, const QString &why)
{
    window.key(Qt::Key_Return);
    QCOMPARE(window.focused(), u"kind"_s);
    QVERIFY(window.tabTo(u"owner"_s));
    window.type(owner);
    QVERIFY(window.tabTo(u"why"_s));
    window.type(why);
    window.key(Qt::Key_Return, Qt::ControlModifier);
}

/// Looks at what closing writes for as long as nobody can have looked by mistake.
inline void lookAtPreview()
{
    QTest::qWait(PhaseClose::lookFirst + 150);
}

}
