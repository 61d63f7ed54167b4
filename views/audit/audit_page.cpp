#include "views/audit/audit_page.h"

#include "items/when_done.h"
#include "register/audit_service.h"
#include "views/audit/audit_list.h"
#include "views/audit/audit_result.h"
#include "views/audit/audit_setup.h"
#include "views/audit/room.h"

#include <QApplication>
#include <QEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::AuditService;
using registry::Store;

namespace {

/// What an audit's identifier stands for.
enum class Standing { Open, Closed };

Result<Standing> standingOf(Store &store, const AuditId &id)
{
    AuditService service(store);
    if (service.get(id))
        return Standing::Open;
    const auto closed = service.findClosed(id.text());
    return closed ? Result<Standing>(Standing::Closed) : tl::unexpected(closed.error());
}

Result<AuditId> openSpotCheck(Store &store, const DelegationId &id)
{
    registry::AuditRequest request;
    request.form = AgendaForm::Spot15;
    request.facilitator = store.actor();
    request.participants = {store.actor()};
    request.delegations = {id};
    return AuditService(store).open(request);
}

}

AuditPage::AuditPage(const Session &session, QWidget *parent)
    : Page(session, parent), m_stack(new QStackedWidget), m_message(new InlineMessage), m_bar(new RoomBar(Type::Timer))
{
    setObjectName(u"auditPage"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(m_stack, 1);
    m_bar->hide();
    connect(m_bar, &RoomBar::stepWanted, this, [this](RoomBar::Step step) {
        if (m_room)
            m_room->step(step);
    });
    connect(m_bar, &RoomBar::pauseWanted, this, [this] {
        if (m_room)
            m_room->setPaused(true);
    });
    connect(m_bar, &RoomBar::resumeWanted, this, [this] {
        if (m_room)
            m_room->setPaused(false);
    });
}

AuditPage::~AuditPage()
{
    enlarge(false);
    if (m_bar && !m_bar->parent())
        delete m_bar;
}

void AuditPage::activate()
{
    if (!std::exchange(m_begun, true))
        goOn();
    else if (m_room && m_stack->currentWidget() == m_room)
        m_room->activate();
    else if (m_list && m_stack->currentWidget() == m_list)
        m_list->activate();
    showBar();
}

/// The audit that was open when the window was last closed is open again.
void AuditPage::goOn()
{
    const AuditId id(session().settings->value(u"audit/open/"_s + session().reg->id()).toString());
    if (m_stack->count() > 0)
        return;
    if (id.isNull()) {
        showList();
        return;
    }
    const auto standing = session().reg->run([id](Store &store) { return standingOf(store, id); });
    items::whenDone(this, standing, [this, id](const Result<Standing> &found) {
        if (m_stack->count() > 0)
            return;
        if (found && *found == Standing::Open)
            showRoom(id);
        else
            showList();
    });
}

void AuditPage::flush()
{
    if (m_room)
        m_room->flush();
}

bool AuditPage::isSaving() const
{
    return m_room && m_room->isSaving();
}

QString AuditPage::reasonToStay() const
{
    return m_room ? m_room->reasonToStay() : QString();
}

QList<QWidget *> AuditPage::barWidgets()
{
    return {m_bar};
}

void AuditPage::open(const AuditId &id)
{
    m_begun = true;
    m_message->clear();
    const auto standing = session().reg->run([id](Store &store) { return standingOf(store, id); });
    items::whenDone(this, standing, [this, id](const Result<Standing> &found) {
        if (!found) {
            showList();
            m_message->showError(found.error());
        } else if (*found == Standing::Open) {
            showRoom(id);
        } else {
            showResult(id);
        }
    });
}

void AuditPage::setUp(const QList<DelegationId> &delegations)
{
    m_begun = true;
    showSetup(delegations, AgendaForm::Full60);
}

void AuditPage::setUpSpotCheck()
{
    m_begun = true;
    showSetup({}, AgendaForm::Spot15);
}

void AuditPage::spotCheck(const DelegationId &id)
{
    m_begun = true;
    m_message->clear();
    const auto opened = session().reg->run([id](Store &store) { return openSpotCheck(store, id); });
    items::whenDone(this, opened, [this, id](const Result<AuditId> &audit) {
        if (audit) {
            showRoom(*audit);
            return;
        }
        showSetup({id}, AgendaForm::Spot15);
        m_message->showError(audit.error());
    });
}

void AuditPage::setRoomMode(bool on)
{
    enlarge(on);
    if (m_room)
        m_room->setRoomMode(on);
    showBar();
}

/// Every size follows the application's font, see tokens.h.
void AuditPage::enlarge(bool on)
{
    if (std::exchange(m_roomMode, on) == on)
        return;
    if (!on) {
        dressIn(m_ordinary);
        return;
    }
    m_ordinary = m_large = QApplication::font();
    if (m_large.pixelSize() > 0)
        m_large.setPixelSize(qRound(m_large.pixelSize() * 1.35));
    else
        m_large.setPointSizeF(m_large.pointSizeF() * 1.35);
    dressIn(m_large);
}

/// A style sheet keeps the type it found; it has to be put on anew.
void AuditPage::dressIn(const QFont &font)
{
    QApplication::setFont(font);
    qApp->setStyleSheet(qApp->styleSheet());
}

bool AuditPage::isLarge() const
{
    const QFont now = QApplication::font();
    return now.pixelSize() == m_large.pixelSize() && qFuzzyCompare(now.pointSizeF(), m_large.pointSizeF());
}

/// A change of colours, or of the system's font, dresses the application anew.
void AuditPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() != QEvent::ApplicationFontChange || !m_roomMode || isLarge())
        return;
    const auto again = [this] {
        if (m_roomMode && !isLarge()) {
            m_roomMode = false;
            enlarge(true);
        }
    };
    QMetaObject::invokeMethod(this, again, Qt::QueuedConnection);
}

AuditList *AuditPage::list()
{
    if (!m_list) {
        m_list = new AuditList(session());
        m_stack->addWidget(m_list);
        connect(m_list, &AuditList::startWanted, this, [this] { showSetup({}, AgendaForm::Full60); });
        connect(m_list, &AuditList::spotWanted, this, [this] { showSetup({}, AgendaForm::Spot15); });
        connect(m_list, &AuditList::seriesWanted, this, [this](const Series &series) {
            m_message->clear();
            front(setup());
            setup()->proposeSeries(series);
        });
        connect(m_list, &AuditList::openWanted, this, &AuditPage::showRoom);
        connect(m_list, &AuditList::closedWanted, this, &AuditPage::showResult);
    }
    return m_list;
}

AuditSetup *AuditPage::setup()
{
    if (!m_setup) {
        m_setup = new AuditSetup(session());
        m_stack->addWidget(m_setup);
        connect(m_setup, &AuditSetup::opened, this, &AuditPage::showRoom);
        connect(m_setup, &AuditSetup::cancelled, this, &AuditPage::showList);
    }
    return m_setup;
}

AuditResult *AuditPage::result()
{
    if (!m_result) {
        m_result = new AuditResult(session());
        m_stack->addWidget(m_result);
        connect(m_result, &AuditResult::backWanted, this, &AuditPage::showList);
    }
    return m_result;
}

void AuditPage::showList()
{
    remember({});
    front(list());
    list()->activate();
}

void AuditPage::showSetup(const QList<DelegationId> &delegations, AgendaForm form)
{
    m_message->clear();
    front(setup());
    setup()->propose(delegations, form);
}

void AuditPage::showResult(const AuditId &id)
{
    m_message->clear();
    remember({});
    front(result());
    result()->showAudit(id);
}

void AuditPage::showRoom(const AuditId &id)
{
    m_message->clear();
    if (!m_room || m_room->id() != id || !m_room->isOpen()) {
        if (m_room)
            m_room->deleteLater();
        m_room = new AuditRoom(session(), id);
        m_room->setRoomMode(m_roomMode);
        m_stack->addWidget(m_room);
        connect(m_room, &AuditRoom::ticked, this, &AuditPage::showBar);
        connect(m_room, &AuditRoom::left, this, &AuditPage::showList);
        connect(m_room, &AuditRoom::closed, this, [this](const AuditId &closed) {
            showResult(closed);
            Q_EMIT session().navigator->said(tr("The record is written."));
        });
    }
    remember(id);
    front(m_room);
    m_room->activate();
}

void AuditPage::front(QWidget *widget)
{
    m_stack->setCurrentWidget(widget);
    showBar();
}

void AuditPage::showBar()
{
    const bool open = m_room && m_room->isOpen();
    if (m_bar) {
        if (open)
            m_bar->show(m_room->agenda(), m_room->now());
        // In room mode the room has a clock of its own, seen from afar.
        m_bar->setVisible(open && !m_roomMode && m_bar->parentWidget() && m_stack->currentWidget() == m_room);
    }
    const QString badge = open && m_room->agenda().isStarted() && m_bar ? m_bar->brief() : QString();
    if (badge != std::exchange(m_badge, badge))
        Q_EMIT badgeChanged(badge, false);
}

void AuditPage::remember(const AuditId &id)
{
    session().settings->setValue(u"audit/open/"_s + session().reg->id(), id.text());
}

}
