#include "views/audit/audit_list.h"

#include "views/audit/audit_list_rows.h"
#include "views/audit/audit_list_series.h"

#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::AuditListModel;

AuditList::AuditList(const Session &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(session.reg, session.clock)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::large, space::huge, space::large);
    layout->setSpacing(space::medium);
    m_heading = new PageHeading(tr("Audits"));
    m_heading->add(button(tr("S&pot check"), Look::Ordinary, this, &AuditList::spotWanted));
    m_heading->add(button(tr("Start &audit"), Look::Primary, this, &AuditList::startWanted));
    m_message = new InlineMessage;
    m_message->setObjectName(u"message"_s);
    m_list = new QListView;
    m_list->setObjectName(u"audits"_s);
    m_list->setAccessibleName(tr("Audits"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new AuditRowDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *card = new Card;
    card->column()->setContentsMargins(space::small, space::small, space::small, space::small);
    card->column()->addWidget(m_list);
    auto *empty = new EmptyState(
        tr("No audits yet"),
        tr("Start one: Muster proposes what is due, riskiest first, and who checks what. For a first try, a spot check "
           "looks at one delegation in fifteen minutes."));
    empty->setObjectName(u"empty"_s);
    empty->add(button(tr("Start audit"), Look::Primary, this, &AuditList::startWanted));
    empty->add(button(tr("Spot check"), Look::Ordinary, this, &AuditList::spotWanted));
    m_stack = new QStackedWidget;
    m_stack->addWidget(card);
    m_stack->addWidget(empty);
    m_series = new SeriesPanel(session);
    connect(m_series, &SeriesPanel::startWanted, this, &AuditList::seriesWanted);
    auto *columns = rowOf(space::large);
    columns->addWidget(m_stack, 5);
    columns->addWidget(m_series, 2);
    layout->addWidget(m_heading);
    layout->addWidget(m_message);
    layout->addLayout(columns, 1);

    auto *home = new QShortcut(QKeySequence(Qt::Key_Home), m_list); // the list itself would go to a heading, and stays
    home->setContext(Qt::WidgetShortcut);
    connect(home, &QShortcut::activated, this, [this] { m_list->setCurrentIndex(m_model.index(1)); });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, &m_model, &AuditListModel::tick);
    connect(&m_model, &AuditListModel::refreshed, this, &AuditList::showState);
    connect(&m_model, &AuditListModel::failed, m_message, &InlineMessage::showError);
    connect(m_list, &QListView::activated, this, &AuditList::openIndex);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (!m_list->style()->styleHint(QStyle::SH_ItemView_ActivateItemOnSingleClick))
            openIndex(index);
    });
}

void AuditList::activate()
{
    m_model.refresh();
    m_series->refresh();
    m_list->setFocus();
}

void AuditList::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_second.start();
}

void AuditList::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_second.stop();
}

void AuditList::showState()
{
    m_message->clear();
    m_stack->setCurrentIndex(m_model.isEmpty() ? 1 : 0);
    m_heading->setCount(
        m_model.isEmpty() ? QString() : tr("%1 open · %2 closed").arg(m_model.openCount()).arg(m_model.closedCount()));
    if (!m_list->currentIndex().isValid() && m_model.rowCount() > 1)
        m_list->setCurrentIndex(m_model.index(1));
}

void AuditList::openIndex(const QModelIndex &index)
{
    const AuditId id(index.data(AuditListModel::IdRole).toString());
    const auto kind = index.data(AuditListModel::KindRole).value<AuditListModel::RowKind>();
    if (kind == AuditListModel::RowKind::Open)
        Q_EMIT openWanted(id);
    else if (kind == AuditListModel::RowKind::Closed)
        Q_EMIT closedWanted(id);
}

}
