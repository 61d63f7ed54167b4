#include "output.h"

#include "pretty_json.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

/// Whether a character steers a terminal or turns the direction of writing (UAX #9, and the separators of UAX #14).
bool steers(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F
           || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF
           || (c >= 0xD800 && c <= 0xDFFF) || (c >= 0xE0000 && c <= 0xE007F);
}

QString escaped(char32_t c)
{
    switch (c) {
    case '\n': return u"\\n"_s;
    case '\t': return u"\\t"_s;
    case '\r': return u"\\r"_s;
    default: break;
    }
    if (c < 0x100)
        return u"\\x%1"_s.arg(uint(c), 2, 16, QChar(u'0'));
    return c < 0x10000 ? u"\\u%1"_s.arg(uint(c), 4, 16, QChar(u'0')) : u"\\U%1"_s.arg(uint(c), 8, 16, QChar(u'0'));
}

/// East Asian wide and fullwidth blocks, and emoji (UAX #11); what lies between is rare enough.
bool isWide(char32_t c)
{
    static constexpr std::array<std::pair<char32_t, char32_t>, 9> wide{{{0x1100, 0x115F},
                                                                        {0x2E80, 0x303E},
                                                                        {0x3041, 0xA4CF},
                                                                        {0xAC00, 0xD7A3},
                                                                        {0xF900, 0xFAFF},
                                                                        {0xFE30, 0xFE6F},
                                                                        {0xFF00, 0xFF60},
                                                                        {0x1F300, 0x1FAFF},
                                                                        {0x20000, 0x3FFFD}}};
    return std::ranges::any_of(wide, [c](const auto &range) { return c >= range.first && c <= range.second; });
}

/// Printable ASCII alone, as most text is: it stays as it is and takes a column each.
bool isPlain(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F; });
}

QString padding(int columns)
{
    return QString(std::max(columns, 0), u' ');
}

std::string row(const QStringList &cells, const QList<int> &widths, const QList<int> &right)
{
    std::string line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const auto fill = size_t(std::max(widths[i] - displayWidth(cells[i]), 0));
        const QByteArray text = cells[i].toUtf8();
        const bool behind = right.contains(int(i));
        line.append(behind ? fill : 0, ' ');
        line.append(text.constData(), size_t(text.size()));
        line.append((behind ? 0 : fill) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}

QString visible(const QString &text, bool lines)
{
    if (isPlain(text))
        return text;
    QString shown;
    for (const char32_t c : text.toUcs4()) {
        if (steers(c) && !(lines && c == '\n'))
            shown += escaped(c);
        else
            shown += QString::fromUcs4(&c, 1);
    }
    return shown;
}

int displayWidth(const QString &text)
{
    if (isPlain(text))
        return int(text.size());
    int width = 0;
    for (const char32_t c : text.toUcs4()) {
        const auto category = QChar::category(c);
        if (category != QChar::Mark_NonSpacing && category != QChar::Mark_Enclosing && category != QChar::Other_Format)
            width += isWide(c) ? 2 : 1;
    }
    return width;
}

QString shortened(const QString &text, int width)
{
    const QString line = visible(text);
    if (displayWidth(line) <= width)
        return line;
    QString kept;
    int used = 0;
    for (const char32_t c : line.toUcs4()) {
        const QString one = QString::fromUcs4(&c, 1);
        used += displayWidth(one);
        if (used >= width)
            break;
        kept += one;
    }
    return kept.trimmed() + u'…';
}

void Output::line(const QString &text)
{
    m_out << visible(text).toStdString() << '\n';
}

void Output::table(const QStringList &headers, const QList<QStringList> &rows, const QList<int> &right)
{
    QList<QStringList> shown{headers};
    for (const auto &cells : rows) {
        QStringList line;
        for (const auto &cell : cells)
            line << visible(cell);
        shown << line;
    }
    QList<int> widths(headers.size(), 0);
    for (const auto &cells : shown) {
        for (qsizetype i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(cells[i]));
    }
    for (const auto &cells : shown)
        m_out << row(cells, widths, right) << '\n';
}

void Output::pairs(const QList<std::pair<QString, QString>> &pairs)
{
    int width = 0;
    for (const auto &[name, value] : pairs)
        width = std::max(width, value.isEmpty() ? 0 : displayWidth(name));
    for (const auto &[name, value] : pairs) {
        if (value.isEmpty())
            continue;
        const QString shown = visible(value, true).replace(u'\n', u'\n' + padding(width + 2));
        m_out << (name + padding(width + 2 - displayWidth(name)) + shown).toStdString() << '\n';
    }
}

void Output::json(const nlohmann::ordered_json &value)
{
    m_out << escapedJson(value.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)) << '\n';
}

std::string escapedJson(std::string text)
{
    const bool plain = std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7F); });
    if (plain)
        return text;
    QString safe;
    for (const QChar c : QString::fromStdString(text)) {
        if (c != u'\n' && !c.isSurrogate() && steers(c.unicode()))
            safe += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0'));
        else
            safe += c;
    }
    return safe.toStdString();
}

void Output::bytes(const QByteArray &bytes)
{
    m_out.write(bytes.constData(), bytes.size());
}

void Output::error(const QString &sentence)
{
    progress({});
    m_err << "muster-cli: " << visible(sentence).toStdString() << '\n' << std::flush;
}

void Output::note(const QString &sentence)
{
    progress({});
    m_err << visible(sentence).toStdString() << '\n' << std::flush;
}

void Output::progress(const QString &text)
{
    if (text.isEmpty() && !m_progressShown)
        return;
    m_progressShown = !text.isEmpty();
    m_err << "\r\x1b[K" << visible(text).toStdString() << std::flush;
}

bool Output::flush()
{
    return bool(m_out.flush());
}

}
