#include "views/panel/delegation_panel.h"

#include "items/when_done.h"
#include "views/panel/dossier_view.h"
#include "views/parts/flow_layout.h"

#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::DelegationDossier;

namespace {

/// The outline of a dossier, while the first one is read.
class Skeleton final : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(coloursOf(this).line);
        int top = space::large;
        for (const qreal share : {0.3, 0.75, 0.95, 0.85, 0.6, 0.9, 0.7, 0.8}) {
            const QRectF bar(space::large, top, (width() - 2 * space::large) * share, scaled(12));
            painter.drawRoundedRect(bar, radius::tag, radius::tag);
            top += scaled(30);
        }
    }
};

/// What there is to say where no dossier is.
QWidget *quiet(PlainLabel *title, PlainLabel *sentence)
{
    auto *made = new QWidget;
    auto *layout = new QVBoxLayout(made);
    layout->setContentsMargins(space::large, space::large, space::large, space::large);
    layout->addStretch(2);
    for (auto *label : {title, sentence}) {
        label->setAlignment(Qt::AlignHCenter);
        layout->addWidget(label);
    }
    layout->addStretch(3);
    return made;
}

/// A scroll area whose content is as wide as it is, however long its words are.
class Column final : public QScrollArea
{
public:
    Column()
    {
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFrameShape(QFrame::NoFrame);
        viewport()->setAutoFillBackground(false);
    }
};

}

DelegationPanel::DelegationPanel(const Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_stack(new QStackedWidget),
      m_title(new PlainLabel({}, Type::Lead)),
      m_sentence(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_empty(quiet(m_title, m_sentence)),
      m_skeleton(new Skeleton),
      m_page(new QWidget),
      m_scroll(new Column)
{
    setObjectName(u"delegationPanel"_s);
    auto *card = new Card;
    auto *around = new QVBoxLayout(this);
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(card);
    card->column()->setContentsMargins(1, 1, 1, 1);
    card->column()->addWidget(m_stack);
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_scroll, 1);
    page->addWidget(rule());
    page->addWidget(foot());
    for (auto *one : {m_empty, m_skeleton, m_page})
        m_stack->addWidget(one);
    m_scroll->setAccessibleName(tr("About the delegation"));
    m_patience.setSingleShot(true);
    m_patience.setInterval(150);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_stack->setCurrentWidget(m_skeleton); });
    sayInstead(tr("Choose a delegation"), tr("What is known about it is shown here."));
    const auto *reg = m_session.reg.get();
    connect(reg, &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from && !m_id.isNull())
            ask();
    });
    connect(reg, &registry::OpenRegister::changedElsewhere, this, [this] {
        if (!m_id.isNull())
            ask();
    });
}

QSize DelegationPanel::sizeHint() const
{
    return {scaled(316), scaled(600)};
}

QWidget *DelegationPanel::foot()
{
    auto *foot = new QWidget;
    auto *row = new FlowLayout(space::small);
    foot->setLayout(row);
    row->setContentsMargins(space::large, space::medium, space::large, space::medium);
    auto *open = button(tr("&Open"), Look::Ordinary, this,
                        [](DelegationPanel *panel) { Q_EMIT panel->editWanted(panel->m_id, {}); });
    open->setObjectName(u"open"_s);
    open->setToolTip(tr("Look at everything and change it"));
    auto *check = button(tr("15-minute &check"), Look::Ordinary, this, [](DelegationPanel *panel) {
        Q_EMIT panel->m_session.navigator->spotCheckWanted(panel->m_id);
    });
    check->setObjectName(u"check"_s);
    check->setToolTip(tr("Check this one delegation now: ten minutes to look, four to decide, one to close"));
    auto *log = button(tr("&Log"), Look::Ordinary, this,
                       [](DelegationPanel *panel) { Q_EMIT panel->m_session.navigator->logWanted(panel->m_id); });
    log->setObjectName(u"log"_s);
    log->setToolTip(tr("Its findings and decisions in the dated log"));
    for (auto *one : {open, check, log})
        row->addWidget(one);
    return foot;
}

void DelegationPanel::show(const DelegationId &id)
{
    if (id == m_id && id == m_shown)
        return;
    m_id = id;
    ask();
    if (m_id != m_shown)
        m_patience.start();
}

void DelegationPanel::clear()
{
    m_question.cancel();
    m_patience.stop();
    m_id = {};
    m_shown = {};
    sayInstead(tr("Choose a delegation"), tr("What is known about it is shown here."));
    delete m_scroll->takeWidget();
}

void DelegationPanel::ask()
{
    m_question.cancel();
    m_question = m_session.reg->run([id = m_id](registry::Store &store) { return items::readDossier(store, id); });
    items::whenDone(this, m_question, [this, id = m_id](const Result<DelegationDossier> &dossier) {
        if (id != m_id)
            return;
        m_patience.stop();
        if (dossier)
            take(*dossier);
        else
            fail(dossier.error());
    });
}

void DelegationPanel::take(const DelegationDossier &dossier)
{
    const int at = m_shown == m_id ? m_scroll->verticalScrollBar()->value() : 0;
    QString focused;
    for (const auto *one = focusWidget(); one && one != this; one = one->parentWidget()) {
        if (m_shown == m_id && qobject_cast<const Section *>(one))
            focused = one->objectName();
    }
    auto *view = new DossierView(dossier, m_session.settings);
    connect(view, &DossierView::editWanted, this, [this](const QString &field) { Q_EMIT editWanted(m_id, field); });
    connect(view, &DossierView::logWanted, this, [this] { Q_EMIT m_session.navigator->logWanted(m_id); });
    connect(view, &DossierView::decisionWanted, m_session.navigator, &Navigator::decisionWanted);
    m_scroll->setUpdatesEnabled(false);
    m_scroll->setWidget(view);
    m_shown = m_id;
    m_stack->setCurrentWidget(m_page);
    view->ensurePolished();
    m_scroll->verticalScrollBar()->setValue(at);
    if (auto *section = focused.isEmpty() ? nullptr : view->findChild<Section *>(focused))
        section->heading()->setFocus();
    m_scroll->setUpdatesEnabled(true);
}

void DelegationPanel::fail(const Error &error)
{
    m_shown = {};
    if (error.code == ErrorCode::NotFound)
        sayInstead(tr("It is no longer there"), tr("Choose another delegation."));
    else
        sayInstead(tr("It could not be read"), error.message);
}

void DelegationPanel::sayInstead(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_stack->setCurrentWidget(m_empty);
}

}
