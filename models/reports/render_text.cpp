#include "reports/render_text.h"

#include "domain/terms.h"

namespace muster::reports {

using namespace Qt::StringLiterals;

namespace {

Shown shownVerdict(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass: return {u"✓"_s, u"pass"_s, u"pass"_s};
    case Verdict::Drift: return {u"▲"_s, u"drift"_s, u"drift"_s};
    case Verdict::Fail: return {u"✕"_s, u"fail"_s, u"fail"_s};
    case Verdict::NotChecked: break;
    }
    return {u"○"_s, u"not checked"_s, u"open"_s};
}

Shown shownCategory(Category category)
{
    const QString name = word(category);
    return {{}, name.first(1).toUpper() + name.sliced(1), name};
}

bool isControl(QChar c)
{
    return (c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
}

QString visibleControl(QChar c)
{
    if (c.unicode() < 0x20)
        return QChar(0x2400 + c.unicode());
    return c.unicode() == 0x7f ? u"␡"_s : u"\\u00%1"_s.arg(c.unicode(), 2, 16, '0'_L1);
}

bool isPair(QStringView text, qsizetype i)
{
    return i + 1 < text.size() && text[i].isHighSurrogate() && text[i + 1].isLowSurrogate();
}

}

Shown shown(Kind kind, const QString &value)
{
    if (kind == Kind::Verdict) {
        if (const auto verdict = fromWord<Verdict>(value))
            return shownVerdict(*verdict);
    } else if (kind == Kind::Category) {
        if (const auto category = fromWord<Category>(value))
            return shownCategory(*category);
    }
    return {{}, value, {}};
}

bool isHiddenControl(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069) || u == 0x200e || u == 0x200f || u == 0x061c
           || u == 0x2028 || u == 0x2029 || u == 0xfeff;
}

QString codePointName(QChar c)
{
    return u"U+"_s + QString::number(c.unicode(), 16).toUpper().rightJustified(4, u'0');
}

QString visibleText(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isPair(text, i)) {
            result += text.sliced(i++, 2);
        } else if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n') {
            continue;
        } else if (isControl(c)) {
            result += visibleControl(c);
        } else {
            result += c.isSurrogate() || c.unicode() >= 0xfffe ? QChar(0xfffd) : c;
        }
    }
    return result;
}

Result<bool> RowReader::next(QStringList &row)
{
    if (m_table.source) {
        row.clear();
        if (const auto more = m_table.source(row); !more || !*more)
            return more;
    } else if (m_count < m_table.rows.size()) {
        row = m_table.rows[m_count];
    } else {
        return false;
    }
    ++m_count;
    const auto columns = qsizetype(m_table.columns.size());
    if (row.size() > columns) {
        return failure(ErrorCode::InvalidInput,
                       u"Row %1 of the report has %2 values for %3 columns: give every value a column."_s.arg(m_count)
                           .arg(row.size())
                           .arg(columns));
    }
    row.resize(columns);
    return true;
}

}
