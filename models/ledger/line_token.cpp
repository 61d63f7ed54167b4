#include "ledger/line_token.h"

#include <string>

namespace muster::ledger {
namespace {

// The character that the escape after a backslash stands for; the scanner has seen that it is a canonical one.
char unescaped(const char *&at)
{
    switch (const char letter = *at++) {
    case 'b': return '\b';
    case 't': return '\t';
    case 'n': return '\n';
    case 'f': return '\f';
    case 'r': return '\r';
    case 'u': at += 4; return static_cast<char>(lowerHexValue(at[-2]) << 4 | lowerHexValue(at[-1]));
    default: return letter;
    }
}

std::string unescapedText(const Token &token)
{
    std::string text;
    const char *at = token.text.data();
    const char *const end = at + token.text.size();
    while (at != end) {
        const char c = *at++;
        text += c == '\\' ? unescaped(at) : c;
    }
    return text;
}

}

bool isAscending(const Token &left, const Token &right)
{
    if (!left.escaped && !right.escaped) {
        return left.text < right.text;
    }
    return unescapedText(left) < unescapedText(right);
}

}
