#include "ledger/checkpoint.h"

#include <QStringView>

#include <algorithm>
#include <array>
#include <charconv>

namespace muster::ledger {
namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> damagedCheckpoint(const QString &what)
{
    return failure(ErrorCode::Damaged, u"The checkpoint can't be read: %1; use another copy of it."_s.arg(what));
}

// Decimal without sign or leading zeros; nothing otherwise.
std::optional<qint64> sizeFrom(std::string_view digits)
{
    qint64 size = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    const bool plain = !digits.empty() && digits.front() != '-' && (digits.front() != '0' || digits.size() == 1);
    return whole && plain ? std::optional(size) : std::nullopt;
}

// The three lines without their LF; nothing unless there are exactly three and each has one.
std::optional<std::array<std::string_view, 3>> threeLines(std::string_view body)
{
    std::array<std::string_view, 3> lines;
    for (std::string_view &line : lines) {
        const auto end = body.find('\n');
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        line = body.substr(0, end);
        body.remove_prefix(end + 1);
    }
    return body.empty() ? std::optional(lines) : std::nullopt;
}

}

bool isOrigin(const QString &origin)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    return !origin.isEmpty() && origin.isValidUtf16() && std::ranges::none_of(origin, isControl);
}

QByteArray checkpointBody(const QString &origin, qint64 size, const Hash &root)
{
    Q_ASSERT(isOrigin(origin) && size >= 0);
    const std::string base64 = toBase64(root);
    return origin.toUtf8() + '\n' + QByteArray::number(size) + '\n'
           + QByteArray(base64.data(), qsizetype(base64.size())) + '\n';
}

Result<Checkpoint> parseCheckpointBody(std::string_view body)
{
    const auto lines = threeLines(body);
    if (!lines) {
        return damagedCheckpoint(u"its body has to be three lines, origin, size and root"_s);
    }
    const auto [origin, digits, base64] = *lines;
    const QString name = QString::fromUtf8(origin.data(), qsizetype(origin.size()));
    if (!isOrigin(name) || name.toUtf8() != QByteArrayView(origin.data(), qsizetype(origin.size()))) {
        return damagedCheckpoint(u"its first line, the origin, is empty or not plain text"_s);
    }
    const auto size = sizeFrom(digits);
    if (!size) {
        return damagedCheckpoint(u"its second line, the number of entries, is not a decimal number"_s);
    }
    const auto root = hashFromBase64(base64);
    if (!root) {
        return damagedCheckpoint(u"its third line, the root, is not a SHA-256 in base64"_s);
    }
    return Checkpoint{name, *size, *root};
}

}
