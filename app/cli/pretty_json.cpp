#include "pretty_json.h"

namespace muster::cli {

void PrettyJson::key(std::string_view name)
{
    beforeValue();
    ((m_out += '"') += name) += "\": ";
    m_afterKey = true;
}

void PrettyJson::word(std::string_view word)
{
    beforeValue();
    ((m_out += '"') += word) += '"';
}

void PrettyJson::text(const QString &text)
{
    beforeValue();
    m_quoted.clear();
    m_quoted.string(QStringView(text));
    m_out += m_quoted.bytes();
}

void PrettyJson::null()
{
    beforeValue();
    m_out += "null";
}

void PrettyJson::open(char bracket)
{
    beforeValue();
    m_out += bracket;
    ++m_depth;
    m_first = true;
}

void PrettyJson::close(char bracket)
{
    --m_depth;
    if (!m_first)
        breakLine();
    m_out += bracket;
    m_first = false;
}

void PrettyJson::beforeValue()
{
    if (m_afterKey || m_depth == 0) {
        m_afterKey = false;
        return;
    }
    if (!m_first)
        m_out += ',';
    breakLine();
    m_first = false;
}

void PrettyJson::breakLine()
{
    m_out += '\n';
    m_out.append(2 * m_depth, ' ');
}

}
