#include "ledger/json_writer.h"
#include "ledger/line_scanner.h"

namespace muster::ledger {
namespace {

using namespace Qt::StringLiterals;

QString reason(LineFault fault)
{
    switch (fault) {
    case LineFault::NotAnObject: return u"it does not begin as a JSON object"_s;
    case LineFault::UnexpectedByte: return u"a character that can't stand there"_s;
    case LineFault::EndedEarly: return u"it ends too early"_s;
    case LineFault::TrailingBytes: return u"something follows its end"_s;
    case LineFault::KeyNotAscii: return u"a key that is not ASCII"_s;
    case LineFault::KeyOrder: return u"a key that is doubled or out of order"_s;
    case LineFault::NeedlessEscape: return u"an escape that canonical JSON does not use"_s;
    case LineFault::InvalidUtf8: return u"bytes that are not UTF-8"_s;
    case LineFault::NullCharacter: return u"the character U+0000"_s;
    case LineFault::NumberForm: return u"a number that is not written as an integer"_s;
    case LineFault::NumberRange: return u"an integer beyond ±%1"_s.arg(largestInteger);
    case LineFault::TooDeep: return u"nesting deeper than %1 levels"_s.arg(largestDepth);
    }
    return {};
}

}

QString describe(const ScanFailure &failure)
{
    return u"%1, at byte %2"_s.arg(reason(failure.fault)).arg(failure.offset);
}

}
