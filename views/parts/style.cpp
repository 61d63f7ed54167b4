#include "views/parts/style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleFactory>

namespace muster::views {

using namespace Qt::StringLiterals;

QPalette paletteOf(const Colours &c)
{
    QPalette palette(c.ink, c.surface, c.surface, c.line, c.faint, c.ink, c.ink, c.surface, c.background);
    palette.setColor(QPalette::AlternateBase, c.background);
    palette.setColor(QPalette::Button, c.surface);
    palette.setColor(QPalette::Highlight, c.accentSoft);
    palette.setColor(QPalette::HighlightedText, c.ink);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::ToolTipBase, c.surface);
    palette.setColor(QPalette::ToolTipText, c.ink);
    palette.setColor(QPalette::Mid, c.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.faint);
    return palette;
}

QString styleSheetOf(const Colours &c)
{
    QString rules = uR"(
QToolTip { color: @ink; background: @surface; border: 1px solid @line; padding: 4px 8px; }
QFrame[look="card"] { background: @surface; border: 1px solid @line; border-radius: 8px; }
QFrame[look="card"][chosen="true"] { border: 2px solid @accent; }
QFrame#bar { background: @surface; border: none; border-bottom: 1px solid @line; }
QFrame[look="rule"] { background: @line; border: none; max-height: 1px; min-height: 1px; }
QPushButton, QToolButton[look="button"] {
    color: @ink; background: @surface; border: 1px solid @line; border-radius: 6px; padding: 6px 12px; min-height: 19px; }
QPushButton:hover, QToolButton[look="button"]:hover { background: @background; border-color: @faint; }
QPushButton:pressed { background: @accentSoft; }
QPushButton:checked, QToolButton[look="button"]:checked { background: @accentSoft; border-color: @accent; color: @ink; }
QPushButton:focus, QToolButton[look="button"]:focus { border: 2px solid @accent; padding: 5px 11px; }
QPushButton:disabled { color: @faint; background: @background; }
QPushButton[look="primary"] { color: @onAccent; background: @accent; border-color: @accent; font-weight: 500; }
QPushButton[look="primary"]:hover { border-color: @ink; }
QPushButton[look="primary"]:focus { border: 2px solid @ink; }
QPushButton[look="primary"]:disabled { color: @muted; background: @line; border-color: @line; }
QPushButton[look="danger"] { color: @fail; }
QPushButton[look="quiet"] { background: transparent; border-color: transparent; color: @muted; padding: 6px 8px; }
QPushButton[look="quiet"]:hover { background: @accentSoft; color: @ink; }
QPushButton[look="quiet"]:focus { border: 2px solid @accent; padding: 5px 7px; }
QPushButton[look="link"] { background: transparent; border-color: transparent; color: @accent; padding: 2px 4px; text-align: left; }
QPushButton[look="link"]:hover { background: @accentSoft; }
QPushButton[look="link"]:focus { border: 2px solid @accent; padding: 1px 3px; }
QPushButton[look="verdict"] { padding: 6px 12px; }
QPushButton[verdict="pass"]:checked { background: @passSoft; border-color: @pass; color: @pass; font-weight: 600; }
QPushButton[verdict="drift"]:checked { background: @driftSoft; border-color: @drift; color: @drift; font-weight: 600; }
QPushButton[verdict="fail"]:checked { background: @failSoft; border-color: @fail; color: @fail; font-weight: 600; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QComboBox {
    color: @ink; background: @surface; border: 1px solid @line; border-radius: 6px; padding: 5px 8px; min-height: 19px;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus {
    border: 2px solid @accent; padding: 4px 7px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QDateEdit[wrong="true"] { border: 2px solid @fail; padding: 4px 7px; }
QLineEdit[look="cell"], QComboBox[look="cell"] { border-radius: 0; padding: 2px 6px; }
QLineEdit:read-only { background: @background; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/muster/icons/chevron-@scheme.svg); width: 12px; height: 12px; margin-right: 8px; }
QDateEdit::drop-down { border: none; width: 22px; }
QDateEdit::down-arrow { image: url(:/muster/icons/chevron-@scheme.svg); width: 12px; height: 12px; margin-right: 8px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; selection-background-color: @accentSoft; selection-color: @ink; outline: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: 14px; height: 14px; background: @surface; border: 1px solid @muted; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: @accent; border-color: @accent; image: url(:/muster/icons/check-@scheme.svg); }
QRadioButton::indicator:checked { background: @surface; border: 5px solid @accent; width: 6px; height: 6px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @background; border-color: @line; }
QAbstractItemView { background: @surface; border: none; outline: 0; selection-background-color: @accentSoft; selection-color: @ink; }
QTableView { gridline-color: @line; border: 1px solid @line; border-radius: 8px; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { color: @muted; background: @surface; border: none; border-bottom: 1px solid @line; padding: 8px 10px; font-weight: 600; }
QTableCornerButton::section { background: @surface; border: none; border-bottom: 1px solid @line; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[look="ground"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
QMenu { background: @surface; color: @ink; border: 1px solid @line; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentSoft; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QTabBar { background: transparent; }
QTabBar::tab { color: @muted; background: transparent; padding: 6px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @ink; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:focus { color: @accent; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QCalendarWidget QWidget { alternate-background-color: @background; }
)"_s;
    const std::pair<QLatin1StringView, QColor> names[] = {
        // The longest first: @accentSoft before @accent.
        {"@accentSoft"_L1, c.accentSoft},
        {"@onAccent"_L1, c.onAccent},
        {"@background"_L1, c.background},
        {"@surface"_L1, c.surface},
        {"@passSoft"_L1, c.passSoft},
        {"@driftSoft"_L1, c.driftSoft},
        {"@failSoft"_L1, c.failSoft},
        {"@accent"_L1, c.accent},
        {"@muted"_L1, c.muted},
        {"@faint"_L1, c.faint},
        {"@line"_L1, c.line},
        {"@ink"_L1, c.ink},
        {"@pass"_L1, c.pass},
        {"@drift"_L1, c.drift},
        {"@fail"_L1, c.fail},
    };
    for (const auto &[name, colour] : names)
        rules.replace(name, colour.name());
    rules.replace("@scheme"_L1, &c == &darkColours() ? "dark"_L1 : "light"_L1);
    return rules;
}

namespace {

/// Inter where it is installed, at the system's size; otherwise the system's font.
QFont baseFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (QFontDatabase::hasFamily(u"Inter"_s))
        font.setFamily(u"Inter"_s);
    if (font.pointSizeF() < 9)
        font.setPointSizeF(9.75);
    return font;
}

}

void applyStyle(QApplication &application, Scheme scheme, const QPalette &system)
{
    const Colours &colours = scheme == Scheme::Light  ? lightColours()
                             : scheme == Scheme::Dark ? darkColours()
                                                      : coloursOf(system);
    if (application.style()->name() != "fusion"_L1)
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setFont(baseFont());
    QApplication::setPalette(paletteOf(colours));
    application.setStyleSheet(styleSheetOf(colours));
}

}
