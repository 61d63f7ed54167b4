#include "reports/render_markdown.h"

#include "reports/render_text.h"
#include "reports/text_sink.h"

#include <algorithm>

namespace muster::reports {

using namespace Qt::StringLiterals;

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n';
}

/// Where the visible part of a text begins and ends, and where the digits end that it may begin with.
struct Extent
{
    qsizetype first = 0;
    qsizetype digitsEnd = 0;
    qsizetype last = 0; ///< of the last visible character

    explicit Extent(QStringView text)
    {
        first = std::find_if_not(text.begin(), text.end(), isBlank) - text.begin();
        digitsEnd = std::find_if_not(text.begin() + first, text.end(), isDigit) - text.begin();
        last = text.size() - 1;
        while (last > first && isBlank(text[last]))
            --last;
    }
};

/// Starts a list, a heading or a rule where it is the first thing on a line.
bool marksBlock(QChar c, qsizetype at, const Extent &extent)
{
    if (c == u'+' || c == u'-' || c == u'=')
        return at == extent.first;
    return (c == u'.' || c == u')') && at == extent.digitsEnd && at > extent.first;
}

/// What GitHub would make a link or an emoji of: "https:", ":smile:", "www.".
bool startsLink(QStringView text, qsizetype at)
{
    if (text[at] == u':')
        return at + 1 < text.size() && (text[at + 1].isLetter() || QStringView(u"/+-").contains(text[at + 1]));
    return text[at] == u'.' && text.first(at).endsWith(u"www", Qt::CaseInsensitive);
}

QString escaped(QStringView text, qsizetype at, const Extent &extent)
{
    const QChar c = text[at];
    switch (c.unicode()) {
    case u'\n': return u"<br>"_s;
    case u'&': return u"&amp;"_s;
    case u'<': return u"&lt;"_s;
    case u'>': return u"&gt;"_s;
    case u' ': return at < extent.first || at > extent.last ? u"&#32;"_s : u" "_s;
    case u'\t': return u"&#9;"_s;
    default: break;
    }
    if (isHiddenControl(c))
        return u"\\\\u"_s + codePointName(c).sliced(2);
    if (QStringView(u"\\`*_[]|~#!$").contains(c) || marksBlock(c, at, extent) || startsLink(text, at))
        return u'\\' + QString(c);
    return c;
}

/// Identifiers and digests may stand in a code span, where nothing can be escaped.
bool fitsCodeSpan(const QString &text)
{
    const auto plain = [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u"+/=:._-").contains(c));
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), plain);
}

QString markdownValue(Kind kind, const QString &value)
{
    if (kind == Kind::Code && fitsCodeSpan(value))
        return u'`' + value + u'`';
    const Shown parts = shown(kind, value);
    return parts.mark.isEmpty() ? markdownText(parts.text) : parts.mark + u' ' + parts.text;
}

class MarkdownWriter
{
public:
    explicit MarkdownWriter(TextSink &sink) : m_sink(sink) {}

    void writeHead(const Document &document);
    Result<void> writeSection(const Section &section);

    Result<void> operator()(const Paragraph &block);
    Result<void> operator()(const Note &block);
    Result<void> operator()(const KeyValues &block);
    Result<void> operator()(const Bullets &block);
    Result<void> operator()(const Checklist &block);
    Result<void> operator()(const WritingLines &block);
    Result<void> operator()(const Table &block);

private:
    void openList();
    void writeFacts(const std::vector<Fact> &facts);
    void writeTableHead(const Table &table);
    void writeRow(const Table &table, const QStringList &row);
    void writeEmpty(const Table &table);

    TextSink &m_sink;
    bool m_inList = false; ///< nothing has been written since the last list
};

void MarkdownWriter::writeHead(const Document &document)
{
    m_sink << "# " << markdownText(document.title) << "\n";
    if (!document.subtitle.isEmpty())
        m_sink << "\n" << markdownText(document.subtitle) << "\n";
    writeFacts(document.facts);
}

Result<void> MarkdownWriter::writeSection(const Section &section)
{
    const QString marks(std::clamp(section.level, 2, 6), u'#');
    if (!section.heading.isEmpty())
        m_sink << "\n" << marks << " " << markdownText(section.heading) << "\n";
    m_inList = m_inList && section.heading.isEmpty();
    for (const Block &block : section.blocks) {
        if (const auto written = std::visit(*this, block); !written)
            return written;
    }
    return {};
}

/// Two lists in a row would be read as one.
void MarkdownWriter::openList()
{
    m_sink << (m_inList ? "\n<!-- -->\n\n" : "\n");
    m_inList = true;
}

void MarkdownWriter::writeFacts(const std::vector<Fact> &facts)
{
    if (!facts.empty())
        openList();
    for (const Fact &fact : facts)
        m_sink << "- **" << markdownText(fact.label) << ":** " << markdownValue(fact.kind, fact.value) << "\n";
}

Result<void> MarkdownWriter::operator()(const Paragraph &block)
{
    m_inList = false;
    m_sink << "\n" << markdownText(block.text) << "\n";
    return {};
}

Result<void> MarkdownWriter::operator()(const Note &block)
{
    m_inList = false;
    m_sink << "\n> " << markdownText(block.text) << "\n";
    return {};
}

Result<void> MarkdownWriter::operator()(const KeyValues &block)
{
    writeFacts(block.facts);
    return {};
}

Result<void> MarkdownWriter::operator()(const Bullets &block)
{
    if (!block.items.isEmpty())
        openList();
    for (const QString &item : block.items)
        m_sink << "- " << markdownText(item) << "\n";
    return {};
}

Result<void> MarkdownWriter::operator()(const Checklist &block)
{
    if (!block.items.empty())
        openList();
    for (const ChecklistItem &item : block.items) {
        m_sink << "- [ ] " << markdownText(item.label);
        if (!item.hint.isEmpty())
            m_sink << "<br>" << markdownText(item.hint);
        m_sink << "\n";
    }
    return {};
}

Result<void> MarkdownWriter::operator()(const WritingLines &block)
{
    m_inList = false;
    if (!block.label.isEmpty())
        m_sink << "\n" << markdownText(block.label) << "\n";
    for (int i = 0; i < block.count; ++i)
        m_sink << "\n<br>\n\n___\n";
    return {};
}

Result<void> MarkdownWriter::operator()(const Table &block)
{
    RowReader rows(block);
    QStringList row;
    bool any = false;
    m_inList = false;
    if (!block.caption.isEmpty())
        m_sink << "\n" << markdownText(block.caption) << "\n";
    while (!m_sink.failed()) {
        const auto more = rows.next(row);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        if (!any)
            writeTableHead(block);
        any = true;
        writeRow(block, row);
    }
    if (!any)
        writeEmpty(block);
    return {};
}

void MarkdownWriter::writeTableHead(const Table &table)
{
    m_sink << "\n|";
    for (const Column &column : table.columns)
        m_sink << " " << markdownText(column.header) << " |";
    m_sink << "\n|";
    for (const Column &column : table.columns)
        m_sink << (column.kind == Kind::Number ? " ---: |" : " --- |");
    m_sink << "\n";
}

void MarkdownWriter::writeRow(const Table &table, const QStringList &row)
{
    m_sink << "|";
    for (qsizetype i = 0; i < row.size(); ++i)
        m_sink << " " << markdownValue(table.columns[size_t(i)].kind, row[i]) << " |";
    m_sink << "\n";
}

void MarkdownWriter::writeEmpty(const Table &table)
{
    if (!table.emptyText.isEmpty())
        m_sink << "\n" << markdownText(table.emptyText) << "\n";
    else if (!table.columns.empty())
        writeTableHead(table);
}

}

QString markdownText(QStringView text)
{
    const QString visible = visibleText(text);
    const Extent extent(visible);
    QString result;
    result.reserve(visible.size() + visible.size() / 8);
    for (qsizetype i = 0; i < visible.size(); ++i)
        result += escaped(visible, i, extent);
    return result;
}

Result<void> renderMarkdown(const Document &document, QIODevice &device)
{
    TextSink sink(device);
    MarkdownWriter writer(sink);
    writer.writeHead(document);
    for (const Section &section : document.sections) {
        if (const auto written = writer.writeSection(section); !written)
            return written;
    }
    return sink.finish();
}

}
