#include "reports/render_html.h"

#include "reports/html_style.h"
#include "reports/render_text.h"
#include "reports/text_sink.h"

#include <QCryptographicHash>

#include <algorithm>

namespace muster::reports {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t manyColumns = 7;
constexpr size_t denseColumns = 10;
constexpr int wideCharacters = 110;
constexpr qsizetype longWord = 24;

QString escaped(QChar c)
{
    switch (c.unicode()) {
    case u'&': return u"&amp;"_s;
    case u'<': return u"&lt;"_s;
    case u'>': return u"&gt;"_s;
    case u'"': return u"&quot;"_s;
    case u'\'': return u"&#39;"_s;
    default: return c;
    }
}

/// Where no elements may stand, in <title> and attributes: hidden controls by their name.
QString attributeText(QStringView text)
{
    QString result;
    for (const QChar c : visibleText(text))
        result += isHiddenControl(c) ? codePointName(c) : escaped(c);
    return result;
}

/// A hidden control keeps its place in the text but acts only within an element of its own, whose style shows its name.
QString hiddenControl(QChar c)
{
    return u"<bdi class=\"ctl\" data-c=\"%1\">%2</bdi>"_s.arg(codePointName(c), QString(c));
}

QString isolatedText(QStringView text)
{
    QString result = u"<bdi>"_s;
    result.reserve(text.size() + 16);
    for (const QChar c : visibleText(text))
        result += isHiddenControl(c) ? hiddenControl(c) : escaped(c);
    return result + u"</bdi>"_s;
}

bool hasLongWord(QStringView text)
{
    qsizetype length = 0;
    for (const QChar c : text) {
        length = c.isSpace() ? 0 : length + 1;
        if (length > longWord)
            return true;
    }
    return false;
}

QString pill(const Shown &parts)
{
    const QString mark = parts.mark.isEmpty() ? QString() : u"<span aria-hidden=\"true\">%1</span> "_s.arg(parts.mark);
    return u"<span class=\"pill %1\">%2%3</span>"_s.arg(parts.tone, mark, parts.text);
}

QString htmlValue(Kind kind, const QString &value)
{
    const Shown parts = shown(kind, value);
    if (!parts.tone.isEmpty())
        return pill(parts);
    return kind == Kind::Code ? u"<code>"_s + isolatedText(value) + u"</code>"_s : isolatedText(value);
}

const char *kindClass(Kind kind)
{
    return kind == Kind::Number ? "num" : kind == Kind::Date ? "date" : "";
}

QString classAttribute(std::initializer_list<const char *> names)
{
    QString joined;
    for (const char *name : names) {
        if (*name != '\0')
            joined += (joined.isEmpty() ? u""_s : u" "_s) + QLatin1StringView(name);
    }
    return joined.isEmpty() ? QString() : u" class=\"%1\""_s.arg(joined);
}

bool isWide(const Table &table)
{
    int characters = 0;
    for (const Column &column : table.columns)
        characters += column.width;
    return table.columns.size() > manyColumns || characters > wideCharacters;
}

bool hasWideTable(const Document &document)
{
    const auto wide = [](const Block &block) {
        const auto *table = std::get_if<Table>(&block);
        return table && isWide(*table);
    };
    return std::any_of(document.sections.begin(), document.sections.end(), [&](const Section &section) {
        return std::any_of(section.blocks.begin(), section.blocks.end(), wide);
    });
}

class HtmlWriter
{
public:
    explicit HtmlWriter(TextSink &sink) : m_sink(sink) {}

    void writeHead(const Document &document);
    Result<void> writeSection(const Section &section);
    void writeEnd() { m_sink << "</main>\n</body>\n</html>\n"; }

    Result<void> operator()(const Paragraph &block);
    Result<void> operator()(const Note &block);
    Result<void> operator()(const KeyValues &block);
    Result<void> operator()(const Bullets &block);
    Result<void> operator()(const Checklist &block);
    Result<void> operator()(const WritingLines &block);
    Result<void> operator()(const Table &block);

private:
    void writeFacts(const std::vector<Fact> &facts, const char *style);
    void openTable(const Table &table);
    void writeRow(const Table &table, const QStringList &row);
    void writeEmpty(const Table &table);

    TextSink &m_sink;
    QString m_heading; ///< names a table that has no caption
};

void HtmlWriter::writeHead(const Document &document)
{
    const QByteArray style = htmlStyle(hasWideTable(document));
    const QByteArray digest = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    const QString title = document.title.isEmpty() ? u"Muster"_s : document.title;
    m_sink << "<!DOCTYPE html>\n<html lang=\"" << attributeText(document.language) << "\">\n<head>\n"
           << "<meta charset=\"utf-8\"/>\n"
           << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
           << digest.constData() << "'; base-uri 'none'; form-action 'none'\"/>\n"
           << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
           << "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
           << "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
           << "<title>" << attributeText(title) << "</title>\n"
           << "<style>" << style.constData() << "</style>\n</head>\n<body>\n<main>\n"
           << "<header class=\"head\">\n<h1>" << isolatedText(title) << "</h1>\n";
    if (!document.subtitle.isEmpty())
        m_sink << "<p class=\"sub\">" << isolatedText(document.subtitle) << "</p>\n";
    writeFacts(document.facts, "facts");
    m_sink << "</header>\n";
}

Result<void> HtmlWriter::writeSection(const Section &section)
{
    const QString heading = u"h%1"_s.arg(std::clamp(section.level, 2, 4));
    m_heading = section.heading;
    m_sink << (section.newPage ? "<section class=\"new-page\">\n" : "<section>\n");
    if (!section.heading.isEmpty())
        m_sink << "<" << heading << ">" << isolatedText(section.heading) << "</" << heading << ">\n";
    for (const Block &block : section.blocks) {
        if (const auto written = std::visit(*this, block); !written)
            return written;
    }
    m_sink << "</section>\n";
    return {};
}

void HtmlWriter::writeFacts(const std::vector<Fact> &facts, const char *style)
{
    if (facts.empty())
        return;
    m_sink << "<dl class=\"" << style << "\">\n";
    for (const Fact &fact : facts) {
        m_sink << "<div><dt>" << isolatedText(fact.label) << "</dt><dd>" << htmlValue(fact.kind, fact.value)
               << "</dd></div>\n";
    }
    m_sink << "</dl>\n";
}

Result<void> HtmlWriter::operator()(const Paragraph &block)
{
    m_sink << "<p>" << isolatedText(block.text) << "</p>\n";
    return {};
}

Result<void> HtmlWriter::operator()(const Note &block)
{
    m_sink << "<p class=\"note\">" << isolatedText(block.text) << "</p>\n";
    return {};
}

Result<void> HtmlWriter::operator()(const KeyValues &block)
{
    writeFacts(block.facts, "pairs");
    return {};
}

Result<void> HtmlWriter::operator()(const Bullets &block)
{
    if (block.items.isEmpty())
        return {};
    m_sink << "<ul class=\"list\">\n";
    for (const QString &item : block.items)
        m_sink << "<li>" << isolatedText(item) << "</li>\n";
    m_sink << "</ul>\n";
    return {};
}

Result<void> HtmlWriter::operator()(const Checklist &block)
{
    if (block.items.empty())
        return {};
    m_sink << "<ul class=\"checks\">\n";
    for (const ChecklistItem &item : block.items) {
        m_sink << "<li><label><input type=\"checkbox\"/><span class=\"what\">" << isolatedText(item.label);
        if (!item.hint.isEmpty())
            m_sink << "<span class=\"hint\">" << isolatedText(item.hint) << "</span>";
        m_sink << "</span></label></li>\n";
    }
    m_sink << "</ul>\n";
    return {};
}

Result<void> HtmlWriter::operator()(const WritingLines &block)
{
    m_sink << "<div class=\"lines\">";
    if (!block.label.isEmpty())
        m_sink << "<p>" << isolatedText(block.label) << "</p>";
    for (int i = 0; i < block.count; ++i)
        m_sink << "<div class=\"line\"></div>";
    m_sink << "</div>\n";
    return {};
}

Result<void> HtmlWriter::operator()(const Table &block)
{
    RowReader rows(block);
    QStringList row;
    bool any = false;
    while (!m_sink.failed()) {
        const auto more = rows.next(row);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        if (!any)
            openTable(block);
        any = true;
        writeRow(block, row);
    }
    if (any)
        m_sink << "</tbody>\n</table>\n</div>\n";
    else
        writeEmpty(block);
    return {};
}

void HtmlWriter::openTable(const Table &table)
{
    const QString name = table.caption.isEmpty() ? m_heading : table.caption;
    const bool wide = isWide(table);
    const bool dense = table.columns.size() > denseColumns;
    m_sink << "<div" << classAttribute({"frame", wide ? "wide" : "", dense ? "dense" : ""});
    if (wide)
        m_sink << " tabindex=\"0\" role=\"region\" aria-label=\"" << attributeText(name) << "\"";
    m_sink << ">\n<table>\n";
    if (!table.caption.isEmpty())
        m_sink << "<caption>" << isolatedText(table.caption) << "</caption>\n";
    m_sink << "<thead>\n<tr>";
    for (const Column &column : table.columns) {
        m_sink << "<th scope=\"col\"" << classAttribute({kindClass(column.kind), widthClass(column.width)}) << ">"
               << isolatedText(column.header) << "</th>";
    }
    m_sink << "</tr>\n</thead>\n<tbody>\n";
}

void HtmlWriter::writeRow(const Table &table, const QStringList &row)
{
    m_sink << "<tr>";
    for (qsizetype i = 0; i < row.size(); ++i) {
        const Kind kind = table.columns[size_t(i)].kind;
        m_sink << "<td" << classAttribute({kindClass(kind), hasLongWord(row[i]) ? "brk" : ""}) << ">"
               << htmlValue(kind, row[i]) << "</td>";
    }
    m_sink << "</tr>\n";
}

void HtmlWriter::writeEmpty(const Table &table)
{
    if (!table.emptyText.isEmpty()) {
        m_sink << "<p class=\"none\">" << isolatedText(table.emptyText) << "</p>\n";
        return;
    }
    if (table.columns.empty())
        return;
    openTable(table);
    m_sink << "</tbody>\n</table>\n</div>\n";
}

}

Result<void> renderHtml(const Document &document, QIODevice &device)
{
    TextSink sink(device);
    HtmlWriter writer(sink);
    writer.writeHead(document);
    for (const Section &section : document.sections) {
        if (const auto written = writer.writeSection(section); !written)
            return written;
    }
    writer.writeEnd();
    return sink.finish();
}

}
