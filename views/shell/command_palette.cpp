#include "views/shell/command_palette.h"

#include "items/when_done.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"
#include "views/shell/action_text.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::Found;

namespace {

/// From here on an answer is slow, in milliseconds; until then the list before it stays, so that it doesn't flicker.
constexpr int slowAnswer = 80;

enum Role { DetailRole = Qt::UserRole, KindRole };

/// One line: title, detail in muted text, and at the right what kind of thing it is, or a command's keys.
class LineDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {scaled(200), scaled(32)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &colours = coloursOf(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(colours.accentSoft);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), radius::control, radius::control);
        }
        QRect box = option.rect.adjusted(space::medium, 0, -space::medium, 0);
        const auto text = [&](Type type, const QColor &colour, const QString &words, Qt::Alignment where) {
            painter->setFont(fontOf(type));
            painter->setPen(colour);
            const QFontMetrics metrics(painter->font());
            const QString fitting = metrics.elidedText(words, Qt::ElideRight, box.width());
            painter->drawText(box, int(where) | Qt::TextSingleLine, fitting);
            return metrics.horizontalAdvance(fitting) + space::small;
        };
        box.setRight(
            box.right()
            - text(Type::Small, colours.muted, index.data(KindRole).toString(), Qt::AlignRight | Qt::AlignVCenter));
        box.setLeft(box.left() + text(Type::Body, colours.ink, index.data().toString(), Qt::AlignVCenter));
        text(Type::Small, colours.muted, index.data(DetailRole).toString(), Qt::AlignVCenter);
        painter->restore();
    }
};

QString kindName(Found::Kind kind)
{
    switch (kind) {
    case Found::Kind::Delegation: return CommandPalette::tr("Delegation");
    case Found::Kind::Person: return CommandPalette::tr("Person");
    case Found::Kind::Decision: return CommandPalette::tr("Decision");
    case Found::Kind::Audit: return CommandPalette::tr("Audit");
    case Found::Kind::Entry: return CommandPalette::tr("Entry");
    }
    return {};
}

}

CommandPalette::CommandPalette(QLineEdit *field, QWidget *window)
    : QObject(window), m_field(field), m_window(window), m_frame(new QFrame(window)), m_list(new QListWidget)
{
    m_frame->setProperty("look", u"card"_s);
    m_frame->setObjectName(u"palette"_s);
    auto *layout = new QVBoxLayout(m_frame);
    layout->setContentsMargins(space::tiny, space::tiny, space::tiny, space::tiny);
    layout->addWidget(m_list);
    m_list->setItemDelegate(new LineDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("What was found"));
    m_frame->hide();
    field->installEventFilter(this);
    window->installEventFilter(this);
    m_slow.setSingleShot(true);
    m_slow.setInterval(slowAnswer);
    connect(&m_slow, &QTimer::timeout, this, [this] { show({}); });
    connect(field, &QLineEdit::textEdited, this, &CommandPalette::ask);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { activate(m_list->row(item)); });
}

void CommandPalette::setRegister(registry::OpenRegister::Pointer openRegister)
{
    stopAsking();
    m_register = std::move(openRegister);
}

void CommandPalette::open(const QString &text)
{
    if (QApplication::focusWidget() != m_field)
        m_cameFrom = QApplication::focusWidget();
    m_field->setText(text);
    m_field->setFocus(Qt::ShortcutFocusReason);
    ask();
}

void CommandPalette::close()
{
    hide();
    m_field->clear();
    if (m_field->hasFocus() && m_cameFrom)
        m_cameFrom->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::hide()
{
    stopAsking();
    m_frame->hide();
}

void CommandPalette::stopAsking()
{
    m_question.cancel();
    m_slow.stop();
    m_asking = m_enterWaits = false;
}

void CommandPalette::ask()
{
    stopAsking();
    const QString text = m_field->text();
    m_asking = m_register && !text.trimmed().isEmpty();
    if (!m_asking || !m_frame->isVisible())
        show({});
    if (!m_asking)
        return;
    m_slow.start();
    m_question = m_register->run([text](registry::Store &store) { return items::findAnything(store, text); });
    items::whenDone(this, m_question, [this, text](const Result<QList<Found>> &found) {
        if (!m_asking || text != m_field->text())
            return;
        const bool enters = m_enterWaits;
        stopAsking();
        show(found.value_or(QList<Found>()));
        if (enters)
            activate(m_list->currentRow());
    });
}

/// Lists what was found, and the commands that fit what is typed; they are matched here, so they never wait.
void CommandPalette::show(const QList<Found> &found)
{
    const bool stays = m_moved && m_listed == m_field->text();
    const QAction *current = stays ? m_lines.value(m_list->currentRow()).command : nullptr;
    m_list->clear();
    m_lines.clear();
    m_listed = m_field->text();
    for (const auto &one : found)
        add(one.title, one.detail, kindName(one.kind), {[this, one] { Q_EMIT chosen(one); }});
    addCommands();
    keepCurrent(current);
    if (m_asking || m_lines.isEmpty()) {
        const QString nothing = tr("Nothing fits. Try fewer letters, or a name.");
        auto *line = new QListWidgetItem(m_asking ? tr("Searching…") : nothing, m_list);
        line->setFlags(Qt::NoItemFlags);
    }
    place();
    m_frame->show();
    m_frame->raise();
}

void CommandPalette::add(const QString &title, const QString &detail, const QString &kind, const Line &line)
{
    auto *item = new QListWidgetItem(title, m_list);
    item->setData(DetailRole, detail);
    item->setData(KindRole, kind);
    item->setData(Qt::AccessibleTextRole, u"%1, %2"_s.arg(title, kind));
    m_lines << line;
}

void CommandPalette::addCommands()
{
    const auto words = m_field->text().simplified().split(u' ', Qt::SkipEmptyParts);
    for (QAction *action : m_commands) {
        const QString title = withoutMnemonic(action->text());
        const bool fits =
            std::ranges::all_of(words, [&](const QString &one) { return title.contains(one, Qt::CaseInsensitive); });
        if (action->isEnabled() && fits)
            add(title, {}, action->shortcut().toString(QKeySequence::NativeText),
                {[action] { action->trigger(); }, action});
    }
}

/// The command gone to stays the current line while results come in above it; otherwise the first line is.
void CommandPalette::keepCurrent(const QAction *command)
{
    const auto kept = command ? std::ranges::find(m_lines, command, &Line::command) : m_lines.end();
    m_moved = kept != m_lines.end();
    if (!m_lines.isEmpty())
        m_list->setCurrentRow(m_moved ? int(kept - m_lines.begin()) : 0);
}

/// Enter is about what is typed, not about what an earlier answer left in the list: it waits for the answer, unless one
/// went to a line of the present list.
void CommandPalette::enter()
{
    if (!m_frame->isVisible()) {
        if (!m_field->text().isEmpty())
            ask();
    } else if (m_asking && !(m_moved && m_listed == m_field->text())) {
        m_enterWaits = true;
    } else {
        activate(m_list->currentRow());
    }
}

void CommandPalette::activate(int row)
{
    if (row < 0 || row >= m_lines.size())
        return;
    const auto act = m_lines.at(row).act;
    close();
    act();
}

void CommandPalette::place()
{
    const QPoint below = m_field->mapTo(m_window, QPoint(0, m_field->height() + space::tiny));
    const int rows = std::min(12, m_list->count());
    const int width = std::min(std::max(m_field->width(), scaled(520)), m_window->width() - below.x() - space::small);
    m_frame->setGeometry(below.x(), below.y(), width, rows * scaled(32) + 2 * space::tiny + 4);
}

void CommandPalette::moveBy(int step)
{
    const int count = int(m_lines.size());
    if (count == 0 || !m_frame->isVisible())
        return;
    m_list->setCurrentRow((m_list->currentRow() + step + count) % count);
    m_moved = true;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window) {
        if (event->type() == QEvent::Resize && m_frame->isVisible())
            place();
        return false;
    }
    if (event->type() == QEvent::FocusOut) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down: moveBy(1); return true;
    case Qt::Key_Up: moveBy(-1); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: enter(); return true;
    case Qt::Key_Escape: close(); return true;
    default: return false;
    }
}

}
