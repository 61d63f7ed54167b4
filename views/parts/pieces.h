#pragma once

#include "domain/error.h"
#include "views/parts/tokens.h"

#include <QFrame>
#include <QFuture>
#include <QLabel>
#include <QPushButton>

#include <functional>

class QBoxLayout;
class QProgressBar;
class QShortcut;

/// Small things that every page is put together from. Text is plain text everywhere: what a person typed is never markup.
namespace muster::views {

/// Which ink a label is written in.
enum class Ink { Normal, Muted, Accent, Fail };

/// A label of plain text, wrapped at words, that keeps its ink through a change of scheme.
class PlainLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(const QString &text = {}, Type type = Type::Body, Ink ink = Ink::Normal,
                        QWidget *parent = nullptr);

    /// One line, cut with an ellipsis where it is too long; the whole text is then its tooltip.
    void setElided(bool elided);
    void setInk(Ink ink);

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isCut() const;
    void colour();

    Type m_type;
    Ink m_ink;
    bool m_elided = false;
    bool m_colouring = false;
};

/// A tooltip that says a text as it was typed; Qt takes text without a tag as plain and would show `&amp;`. Empty: none.
QString plainToolTip(const QString &text);

/// How much a button asks to be pressed.
enum class Look { Ordinary, Primary, Quiet, Link, Danger };

/// A button with its text, which may hold a mnemonic (`&Add`), and what pressing it does. With `keys` a shortcut that
/// works in the button's window, shown in its tooltip.
QPushButton *button(const QString &text, Look look = Look::Ordinary, const QKeySequence &keys = {});

template <typename Context, typename Action>
QPushButton *button(const QString &text, Look look, Context *context, Action action, const QKeySequence &keys = {})
{
    auto *made = button(text, look, keys);
    QObject::connect(made, &QPushButton::clicked, context, [context, action] { std::invoke(action, context); });
    return made;
}

/// A frame with the ground of a card, and a vertical layout in it.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);

    QBoxLayout *column() const { return m_column; }
    /// Rings it with the accent.
    void setChosen(bool chosen);

private:
    QBoxLayout *m_column;
};

/// A thin line across.
QFrame *rule();

/// A key as a hint beside what it does: "Ctrl K".
class KeyHint final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyHint(const QString &keys, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
};

/// A sentence beside what it concerns: an error or a hint. Takes no room while it has nothing to say, and tells screen
/// readers when it does.
class InlineMessage final : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Error, Warning, Done, Note };

    explicit InlineMessage(QWidget *parent = nullptr);

    void show(Kind kind, const QString &text);
    void showError(const Error &error) { show(Kind::Error, error.message); }
    void clear();
    QString text() const;
    /// A button in it, such as "Undo"; gone with the next message.
    void offer(const QString &text, std::function<void()> action);
    /// Takes the button out again; the sentence stays.
    void withdrawOffer();

private:
    PlainLabel *m_label;
    QString m_text;
    class Tag *m_tag;
    QPushButton *m_action;
    std::function<void()> m_offered;
};

/// What a page shows where there is nothing yet: what it will hold, and what to do next.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString &title, const QString &sentence, QWidget *parent = nullptr);

    /// Adds a button below the sentence; it belongs to the empty state.
    void add(QPushButton *action);
    void setTexts(const QString &title, const QString &sentence);

private:
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    QBoxLayout *m_actions;
};

/// Progress of long work with a button that cancels it. Takes no room while nothing runs.
class ProgressStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget *parent = nullptr);

    /// Follows a future's progress until it has finished. Cancelling cancels the future.
    template <typename T>
    void follow(const QString &what, const QFuture<T> &future)
    {
        follow(what, QFuture<void>(future));
    }
    void follow(const QString &what, const QFuture<void> &future);
    bool isRunning() const;
    void cancel();

Q_SIGNALS:
    void stopped();

private:
    PlainLabel *m_what;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QFuture<void> m_future;
};

/// A row or column of things with no margin around and `spacing` between.
QBoxLayout *rowOf(int spacing = space::small);
QBoxLayout *columnOf(int spacing = space::small);

/// The heading of a page: title, and beside it what there is in muted text.
class PageHeading final : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeading(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setCount(const QString &text);
    /// Adds a button or the like at the right end.
    void add(QWidget *action);

private:
    PlainLabel *m_title;
    PlainLabel *m_count;
    QBoxLayout *m_actions;
};

/// Dates and times as people read them, by the locale: "12 Jun 2026".
QString shown(const QDate &date);
/// Before or after today in words where it is near: "today", "tomorrow", "9 days ago", otherwise the date.
QString shownFrom(const QDate &date, const QDate &today);
/// "12:40", with hours where there are any: "1:02:40".
QString shownTime(std::chrono::milliseconds time);

}
