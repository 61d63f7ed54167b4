#include "views/parts/tokens.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPalette>
#include <QWidget>

namespace muster::views {

using namespace Qt::StringLiterals;

const Colours &lightColours()
{
    static const Colours colours{
        .background = 0xf6f6f3,
        .surface = 0xffffff,
        .line = 0xe3e3dd,
        .ink = 0x1d2329,
        .muted = 0x5d656e,
        .faint = 0x8f969f,
        .accent = 0x0e6a6a,
        .accentSoft = 0xe0f0ef,
        .onAccent = 0xffffff,
        .assist = 0x2b67c9,
        .assistSoft = 0xe6eefb,
        .automate = 0x6f48bd,
        .automateSoft = 0xeee8f9,
        .avoid = 0x59616b,
        .avoidSoft = 0xebecee,
        .pass = 0x217047,
        .passSoft = 0xe3f3ea,
        .drift = 0x8a5800,
        .driftSoft = 0xfdf0d5,
        .fail = 0xb3362f,
        .failSoft = 0xfbe6e4,
    };
    return colours;
}

const Colours &darkColours()
{
    static const Colours colours{
        .background = 0x16191d,
        .surface = 0x1e2227,
        .line = 0x2f353c,
        .ink = 0xe8eaed,
        .muted = 0xa2aab4,
        .faint = 0x7b838d,
        .accent = 0x4fb3ae,
        .accentSoft = 0x1d3a3a,
        .onAccent = 0x0d1a1a,
        .assist = 0x7fa9f0,
        .assistSoft = 0x1f2d45,
        .automate = 0xb39aea,
        .automateSoft = 0x2d2544,
        .avoid = 0xaab2bc,
        .avoidSoft = 0x2c3138,
        .pass = 0x6cc795,
        .passSoft = 0x1c3529,
        .drift = 0xe3b154,
        .driftSoft = 0x3a2f18,
        .fail = 0xee8b84,
        .failSoft = 0x402422,
    };
    return colours;
}

const Colours &coloursOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? darkColours() : lightColours();
}

const Colours &coloursOf(const QWidget *widget)
{
    return coloursOf(widget->palette());
}

namespace {

struct Size
{
    qreal share;
    QFont::Weight weight;
};

Size sizeOf(Type type)
{
    switch (type) {
    case Type::Tag: return {11.0 / 13, QFont::DemiBold};
    case Type::Small: return {12.0 / 13, QFont::Normal};
    case Type::Body: return {1, QFont::Normal};
    case Type::Strong: return {1, QFont::DemiBold};
    case Type::Lead: return {14.0 / 13, QFont::DemiBold};
    case Type::Title: return {16.0 / 13, QFont::Bold};
    case Type::Heading: return {20.0 / 13, QFont::Bold};
    case Type::Timer: return {22.0 / 13, QFont::Bold};
    case Type::Room: return {64.0 / 13, QFont::Bold};
    }
    return {1, QFont::Normal};
}

}

QFont fontOf(Type type)
{
    const auto [share, weight] = sizeOf(type);
    QFont font = QApplication::font();
    if (font.pixelSize() > 0)
        font.setPixelSize(qRound(font.pixelSize() * share));
    else
        font.setPointSizeF(font.pointSizeF() * share);
    font.setWeight(weight);
    return font;
}

QFont fixedFontOf(Type type)
{
    const QFont size = fontOf(type);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (size.pixelSize() > 0)
        font.setPixelSize(size.pixelSize());
    else
        font.setPointSizeF(size.pointSizeF());
    return font;
}

int scaled(int pixels)
{
    // 13 pixels of type in the mock-ups have a line of 16.
    static const QFont *measured = nullptr;
    static int height = 0;
    const QFont font = QApplication::font();
    if (!measured || *measured != font) {
        delete std::exchange(measured, new QFont(font));
        height = QFontMetrics(font).height();
    }
    return qRound(pixels * height / 16.0);
}

}
