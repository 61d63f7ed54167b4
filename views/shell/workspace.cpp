#include "views/shell/workspace.h"

#include "views/parts/pieces.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>

namespace muster::views {

using namespace Qt::StringLiterals;

Workspace::Workspace(const Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_rail(new Rail),
      m_bar(nullptr),
      m_search(new QLineEdit),
      m_fileNotice(new InlineMessage),
      m_refusalNotice(new InlineMessage),
      m_notice(new InlineMessage),
      m_progress(new ProgressStrip),
      m_pages(new QStackedWidget),
      m_saying(new QFrame(this)),
      m_said(new InlineMessage)
{
    auto *across = new QHBoxLayout(this);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    across->addWidget(m_rail);
    auto *down = columnOf(0);
    m_bar = bar();
    down->addWidget(m_bar);
    down->addLayout(notices());
    down->addWidget(m_pages, 1);
    across->addLayout(down, 1);
    m_rail->setRegisterName(session.registerName);
    connect(m_rail, &Rail::pageWanted, this, [this](int place) {
        if (!go(m_entries.at(place).name))
            m_rail->setCurrent(int(entryOf(m_current) - m_entries.data()));
    });

    m_saying->setProperty("look", u"card"_s);
    auto *saying = new QHBoxLayout(m_saying);
    saying->setContentsMargins(space::medium, space::tiny, space::medium, space::tiny);
    saying->addWidget(m_said);
    m_saying->hide();
    m_sayingEnds.setSingleShot(true);
    connect(&m_sayingEnds, &QTimer::timeout, m_saying, &QWidget::hide);
    connect(session.navigator, &Navigator::said, this, [this](const QString &sentence) { say(sentence); });
    m_search->installEventFilter(this);
}

QWidget *Workspace::bar()
{
    auto *strip = new QFrame;
    strip->setObjectName(u"bar"_s);
    strip->setFixedHeight(scaled(52));
    auto *layout = new QHBoxLayout(strip);
    layout->setContentsMargins(space::huge, 0, space::huge, 0);
    layout->setSpacing(space::medium);
    m_search->setObjectName(u"search"_s);
    m_search->setPlaceholderText(tr("Find a delegation, person, decision or command"));
    m_search->setAccessibleName(tr("Search and commands"));
    m_search->setMaximumWidth(scaled(400));
    m_search->setMinimumWidth(scaled(200));
    auto *hint = new QHBoxLayout(m_search);
    hint->setContentsMargins(0, 0, space::small, 0);
    hint->addStretch();
    auto *keys = new KeyHint(u"Ctrl K"_s);
    keys->setAttribute(Qt::WA_TransparentForMouseEvents);
    hint->addWidget(keys);
    connect(m_search, &QLineEdit::textChanged, keys, [keys](const QString &text) { keys->setVisible(text.isEmpty()); });
    layout->addWidget(m_search, 3);
    layout->addStretch(1);
    m_barActions = rowOf(space::medium);
    layout->addLayout(m_barActions);
    return strip;
}

QLayout *Workspace::notices()
{
    auto *lines = columnOf(0);
    for (QWidget *line : std::initializer_list<QWidget *>{m_fileNotice, m_refusalNotice, m_notice, m_progress}) {
        line->setContentsMargins(space::huge, space::small, space::huge, 0);
        lines->addWidget(line);
    }
    m_fileNotice->setObjectName(u"fileNotice"_s);
    m_refusalNotice->setObjectName(u"refusalNotice"_s);
    m_notice->setObjectName(u"notice"_s);
    m_progress->setObjectName(u"windowProgress"_s);
    auto *close = button(u"✕"_s, Look::Quiet, m_notice, &InlineMessage::clear);
    close->setObjectName(u"closeNotice"_s);
    close->setAccessibleName(tr("Close this message"));
    close->setToolTip(tr("Close"));
    m_notice->layout()->addWidget(close);
    m_notice->layout()->setAlignment(close, Qt::AlignTop);
    return lines;
}

void Workspace::add(PageName name, const QString &title, const QKeySequence &keys, PageFactory factory)
{
    auto *entry = m_rail->add(title, keys.toString(QKeySequence::NativeText));
    m_entries << Entry{name, std::move(factory), entry, nullptr};
}

Workspace::Entry *Workspace::entryOf(PageName name)
{
    const auto found = std::ranges::find(m_entries, name, &Entry::name);
    return found == m_entries.end() ? nullptr : &*found;
}

RailButton *Workspace::railButton(PageName name)
{
    const Entry *entry = entryOf(name);
    return entry ? entry->button : nullptr;
}

Page *Workspace::made(PageName name)
{
    Entry *entry = entryOf(name);
    if (entry && !entry->page) {
        entry->page = entry->factory(m_session);
        m_pages->addWidget(entry->page);
        connect(entry->page, &Page::badgeChanged, entry->button, &RailButton::setBadge);
        entry->bar = new QWidget;
        auto *row = rowOf(space::medium);
        for (QWidget *one : entry->page->barWidgets())
            row->addWidget(one);
        entry->bar->setLayout(row);
        m_barActions->addWidget(entry->bar);
    }
    return entry ? entry->page : nullptr;
}

Page *Workspace::currentPage() const
{
    return qobject_cast<Page *>(m_pages->currentWidget());
}

bool Workspace::go(PageName name)
{
    if (over()) {
        sayOver();
        return false;
    }
    Page *from = currentPage();
    Page *to = made(name);
    if (!to || (from && from != to && !from->mayLeave()))
        return false;
    m_current = name;
    m_rail->setCurrent(int(entryOf(name) - m_entries.data()));
    showBarOf(entryOf(name));
    m_pages->setCurrentWidget(to);
    to->activate();
    Q_EMIT pageShown(name);
    return true;
}

void Workspace::run(const PageCommand &command)
{
    if (go(command.page))
        command.act(*made(command.page));
}

void Workspace::showBarOf(const Entry *shown)
{
    for (const auto &entry : m_entries) {
        if (entry.bar)
            entry.bar->setVisible(&entry == shown);
    }
}

void Workspace::showOver(const Over &over)
{
    removeOver();
    m_over = over;
    m_pages->addWidget(over.widget);
    m_pages->setCurrentWidget(over.widget);
    showBarOf(nullptr);
    over.widget->setFocus();
}

void Workspace::removeOver()
{
    if (!over())
        return;
    m_pages->removeWidget(over());
    std::exchange(m_over, {}).widget->deleteLater();
    if (std::exchange(m_overIsSaid, false))
        m_notice->clear();
    go(m_current);
}

void Workspace::sayOver()
{
    m_overIsSaid = true;
    m_notice->show(InlineMessage::Kind::Note,
                   tr("The import is still open. Finish it, or leave it with Escape; then the pages are back."));
    over()->setFocus();
}

void Workspace::flushPages()
{
    for (const auto &entry : m_entries) {
        if (entry.page)
            entry.page->mayLeave();
    }
}

bool Workspace::isSaving() const
{
    return m_session.history->isUnderWay()
           || std::ranges::any_of(m_entries, [](const Entry &one) { return one.page && one.page->isSaving(); });
}

QStringList Workspace::reasonsToStay() const
{
    QStringList reasons;
    for (const auto &entry : m_entries) {
        if (entry.page)
            reasons << entry.page->reasonToStay();
    }
    if (m_over.reasonToStay)
        reasons << m_over.reasonToStay();
    reasons.removeAll(QString());
    return reasons;
}

void Workspace::say(const QString &sentence, const QString &action, std::function<void()> act)
{
    m_said->show(InlineMessage::Kind::Done, sentence);
    if (act) {
        m_said->offer(action, [this, act = std::move(act)] {
            m_saying->hide();
            act();
        });
    }
    placeSaying();
    m_saying->show();
    m_saying->raise();
    m_sayingEnds.start(6000);
}

void Workspace::placeSaying()
{
    const int width = std::min(scaled(560), this->width() - 2 * space::huge);
    const int height = std::max(m_saying->sizeHint().height(), m_saying->heightForWidth(width));
    m_saying->setGeometry((this->width() - width) / 2, this->height() - height - space::large, width, height);
}

void Workspace::setRoomMode(bool room)
{
    m_roomMode = room;
    m_rail->setVisible(!room);
    m_bar->setVisible(!room);
    Q_EMIT roomModeChanged(room);
}

void Workspace::showSearch()
{
    m_bar->show();
    layout()->activate(); // what is found opens below the field
}

bool Workspace::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::FocusOut && m_roomMode)
        m_bar->hide();
    return QWidget::eventFilter(watched, event);
}

void Workspace::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_saying->isVisible())
        placeSaying();
}

}
