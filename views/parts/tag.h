#pragma once

#include "domain/standing.h"
#include "domain/terms.h"
#include "views/parts/tokens.h"

#include <QWidget>

class QPainter;

namespace muster::views {

/// The shape before a tag's word, so that colour never stands alone.
enum class Mark { None, Check, Triangle, Cross, Dot };

/// What a tag says: a word, its shape, and what kind of thing it is about.
struct TagLook
{
    enum class Tone { Neutral, Accent, Assist, Automate, Avoid, Pass, Drift, Fail, Open };

    QString text;
    Mark mark = Mark::None;
    Tone tone = Tone::Neutral;

    bool operator==(const TagLook &) const = default;
};

/// "Assist", "Automate", "Avoid" or "Unclassified".
TagLook tagOf(Category category);
/// "✓ pass", "▲ drift", "✕ fail"; "open" in a dashed frame where nothing was said yet.
TagLook tagOf(Verdict verdict);
/// What stands out, as a short phrase: "owner left", "never drilled".
TagLook tagOf(Flag flag);

/// What evidence hints at, by its title.
TagLook signalTag(const QString &title);

/// A word as a screen writes it, with a capital: "assist" → "Assist", "stop-rule" → "Stop rule".
QString spoken(const QString &word);
template <typename E>
QString spoken(E value)
{
    return spoken(word(value));
}

/// The size a tag needs.
QSize tagSize(const TagLook &look);

/// Paints a tag with its left edge and vertical middle in `rect`, elided where `rect` is narrower; returns its width.
int paintTag(QPainter &painter, const QRect &rect, const TagLook &look, const Colours &colours);

/// Paints a shape within a square in the painter's pen colour.
void paintMark(QPainter &painter, const QRectF &square, Mark mark);

/// A tag on its own.
class Tag final : public QWidget
{
    Q_OBJECT

public:
    explicit Tag(const TagLook &look = {}, QWidget *parent = nullptr);

    void setLook(const TagLook &look);
    const TagLook &look() const { return m_look; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TagLook m_look;
};

}
