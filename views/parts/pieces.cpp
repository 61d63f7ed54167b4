#include "views/parts/pieces.h"

#include "views/parts/facts.h"
#include "views/parts/tag.h"

#include <QAccessible>
#include <QEvent>
#include <QFutureWatcher>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QShortcut>
#include <QStyle>
#include <QToolTip>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

QColor inkColour(Ink ink, const Colours &c)
{
    switch (ink) {
    case Ink::Normal: return c.ink;
    case Ink::Muted: return c.muted;
    case Ink::Accent: return c.accent;
    case Ink::Fail: return c.fail;
    }
    return c.ink;
}

}

PlainLabel::PlainLabel(const QString &text, Type type, Ink ink, QWidget *parent)
    : QLabel(text, parent), m_type(type), m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFont(fontOf(type));
    colour();
}

void PlainLabel::setElided(bool elided)
{
    m_elided = elided;
    setWordWrap(!elided);
    updateGeometry();
}

void PlainLabel::setInk(Ink ink)
{
    m_ink = ink;
    colour();
}

QSize PlainLabel::minimumSizeHint() const
{
    return m_elided ? QSize(scaled(24), QLabel::minimumSizeHint().height()) : QLabel::minimumSizeHint();
}

bool PlainLabel::isCut() const
{
    return m_elided && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

bool PlainLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !isCut() || !toolTip().isEmpty())
        return QLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text()), this);
    return true;
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    // The application's type has changed: windows are told by the one, and what is in them by the other.
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange) {
        if (const QFont wanted = fontOf(m_type); font() != wanted)
            setFont(wanted);
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        colour();
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (!isCut()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
}

void PlainLabel::colour()
{
    if (m_colouring)
        return;
    m_colouring = true;
    QPalette own = palette();
    own.setColor(QPalette::WindowText, inkColour(m_ink, coloursOf(QGuiApplication::palette())));
    setPalette(own);
    m_colouring = false;
}

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : u"<p>%1</p>"_s.arg(text.toHtmlEscaped().replace(u'\n', u"<br>"_s));
}

QPushButton *button(const QString &text, Look look, const QKeySequence &keys)
{
    static constexpr const char *looks[] = {"ordinary", "primary", "quiet", "link", "danger"};
    auto *made = new QPushButton(text);
    made->setProperty("look", QLatin1StringView(looks[size_t(look)]));
    made->setAutoDefault(false);
    made->setCursor(look == Look::Link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (!keys.isEmpty()) {
        // Not the button's own shortcut: that one clicks a tenth of a second late.
        QObject::connect(new QShortcut(keys, made), &QShortcut::activated, made, &QPushButton::click);
        made->setToolTip(keys.toString(QKeySequence::NativeText));
    }
    return made;
}

Card::Card(QWidget *parent) : QFrame(parent), m_column(new QVBoxLayout(this))
{
    setProperty("look", u"card"_s);
    m_column->setContentsMargins(space::large, space::medium, space::large, space::medium);
    m_column->setSpacing(space::small);
}

void Card::setChosen(bool chosen)
{
    setProperty("chosen", chosen);
    style()->unpolish(this);
    style()->polish(this);
}

QFrame *rule()
{
    auto *line = new QFrame;
    line->setProperty("look", u"rule"_s);
    return line;
}

KeyHint::KeyHint(const QString &keys, QWidget *parent) : QWidget(parent), m_keys(keys)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(keys);
}

QSize KeyHint::sizeHint() const
{
    const QFontMetrics metrics(fontOf(Type::Tag));
    return {metrics.horizontalAdvance(m_keys) + 10, metrics.height() + 4};
}

void KeyHint::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.line);
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::tag, radius::tag);
    painter.setPen(colours.muted);
    QFont font = fontOf(Type::Tag);
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    painter.drawText(rect(), Qt::AlignCenter, m_keys);
}

InlineMessage::InlineMessage(QWidget *parent)
    : QFrame(parent), m_label(new PlainLabel), m_tag(new Tag), m_action(button({}, Look::Link))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, space::tiny, 0, space::tiny);
    layout->setSpacing(space::small);
    layout->addWidget(m_tag, 0, Qt::AlignTop);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (const auto offered = std::exchange(m_offered, {}))
            offered();
    });
    QFrame::hide();
}

void InlineMessage::show(Kind kind, const QString &text)
{
    using Tone = TagLook::Tone;
    switch (kind) {
    case Kind::Error: m_tag->setLook({tr("not done"), Mark::Cross, Tone::Fail}); break;
    case Kind::Warning: m_tag->setLook({tr("mind"), Mark::Triangle, Tone::Drift}); break;
    case Kind::Done: m_tag->setLook({tr("done"), Mark::Check, Tone::Pass}); break;
    case Kind::Note: m_tag->setLook({tr("note"), Mark::Dot, Tone::Neutral}); break;
    }
    m_text = text;
    m_label->setText(breakable(text));
    withdrawOffer();
    setAccessibleName(text);
    QFrame::show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void InlineMessage::clear()
{
    m_text.clear();
    m_label->clear();
    withdrawOffer();
    hide();
}

QString InlineMessage::text() const
{
    return m_text;
}

void InlineMessage::offer(const QString &text, std::function<void()> action)
{
    m_offered = std::move(action);
    m_action->setText(text);
    m_action->show();
}

void InlineMessage::withdrawOffer()
{
    m_offered = {};
    m_action->hide();
}

EmptyState::EmptyState(const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent),
      m_title(new PlainLabel(title, Type::Title)),
      m_sentence(new PlainLabel(sentence, Type::Body, Ink::Muted)),
      m_actions(rowOf())
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(space::small);
    layout->addStretch(2);
    for (auto *label : {m_title, m_sentence}) {
        // Held by stretches: a layout asks an aligned label for one height at every width.
        auto *line = new QHBoxLayout;
        line->addStretch();
        line->addWidget(label);
        line->addStretch();
        label->setAlignment(Qt::AlignHCenter);
        label->setFixedWidth(scaled(480));
        layout->addLayout(line);
    }
    layout->addSpacing(space::small);
    auto *actions = new QHBoxLayout;
    actions->addStretch();
    actions->addLayout(m_actions);
    actions->addStretch();
    layout->addLayout(actions);
    layout->addStretch(3);
}

void EmptyState::add(QPushButton *action)
{
    m_actions->addWidget(action);
}

void EmptyState::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

ProgressStrip::ProgressStrip(QWidget *parent)
    : QWidget(parent),
      m_what(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_bar(new QProgressBar),
      m_cancel(button(tr("Cancel"), Look::Quiet))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_what);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_cancel);
    m_what->setWordWrap(false);
    m_bar->setTextVisible(false);
    connect(m_cancel, &QPushButton::clicked, this, &ProgressStrip::cancel);
    hide();
}

void ProgressStrip::follow(const QString &what, const QFuture<void> &future)
{
    m_future = future;
    m_what->setText(what);
    m_bar->setRange(0, 0);
    m_bar->setAccessibleName(what);
    show();
    auto *watcher = new QFutureWatcher<void>(this);
    connect(watcher, &QFutureWatcherBase::progressRangeChanged, m_bar, &QProgressBar::setRange);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, m_bar, &QProgressBar::setValue);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (isRunning())
            return; // another piece of work is followed by now
        hide();
        Q_EMIT stopped();
    });
    watcher->setFuture(future);
}

bool ProgressStrip::isRunning() const
{
    return m_future.isRunning();
}

void ProgressStrip::cancel()
{
    m_future.cancel();
}

QBoxLayout *rowOf(int spacing)
{
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

QBoxLayout *columnOf(int spacing)
{
    auto *layout = new QVBoxLayout;
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

PageHeading::PageHeading(const QString &title, QWidget *parent)
    : QWidget(parent),
      m_title(new PlainLabel(title, Type::Heading)),
      m_count(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_actions(rowOf())
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::medium);
    m_title->setWordWrap(false);
    m_count->setElided(true);
    layout->addWidget(m_title);
    layout->addWidget(m_count, 1);
    layout->addLayout(m_actions);
}

void PageHeading::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHeading::setCount(const QString &text)
{
    m_count->setText(text);
}

void PageHeading::add(QWidget *action)
{
    m_actions->addWidget(action);
}

QString shown(const QDate &date)
{
    return date.isValid() ? QLocale().toString(date, u"d MMM yyyy"_s) : QString();
}

QString shownFrom(const QDate &date, const QDate &today)
{
    if (!date.isValid())
        return {};
    const qint64 days = today.daysTo(date);
    if (days == 0)
        return QObject::tr("today");
    if (days == 1)
        return QObject::tr("tomorrow");
    if (days == -1)
        return QObject::tr("yesterday");
    if (days < 0 && days >= -60)
        return QObject::tr("%1 days ago").arg(-days);
    if (days > 0 && days <= 14)
        return QObject::tr("in %1 days").arg(days);
    return shown(date);
}

QString shownTime(std::chrono::milliseconds time)
{
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    const auto two = [](qint64 value) { return u"%1"_s.arg(qlonglong(value), 2, 10, QChar(u'0')); };
    const qint64 hours = seconds / 3600, minutes = seconds / 60 % 60;
    return hours > 0 ? u"%1:%2:%3"_s.arg(hours).arg(two(minutes), two(seconds % 60))
                     : u"%1:%2"_s.arg(minutes).arg(two(seconds % 60));
}

}
