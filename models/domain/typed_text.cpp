#include "domain/typed_text.h"

using namespace Qt::StringLiterals;

namespace muster {

namespace {

bool breaksALine(char16_t code)
{
    return (code >= u'\n' && code <= u'\r') || code == u'\x85' || code == u'\u2028' || code == u'\u2029';
}

bool isControl(char16_t code)
{
    return (code < 0x20 && code != u'\t') || (code >= 0x7F && code < 0xA0);
}

}

QString typedText(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool followed = i + 1 < text.size();
        if (c == u'\r' && followed && text[i + 1] == u'\n')
            continue; // the line feed behind it stays
        if (c.isHighSurrogate() && followed && text[i + 1].isLowSurrogate())
            clean += text.mid(i++, 2);
        else if (breaksALine(c.unicode()))
            clean += u'\n';
        else if (!c.isSurrogate() && !isControl(c.unicode()))
            clean += c;
    }
    return clean;
}

QString oneBelowOther(const QString &above, const QString &below)
{
    return above.isEmpty() || below.isEmpty() ? above + below : above + u"\n\n"_s + below;
}

}
