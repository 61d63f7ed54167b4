#include "exchange/json_tokens.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

constexpr size_t kFeedChunk = 1 << 16;

}

ByteFeed::ByteFeed(std::unique_ptr<QIODevice> device)
    : m_device(std::move(device)), m_total(m_device->isSequential() ? 0 : m_device->size())
{
}

bool ByteFeed::fail(const QString &error)
{
    m_failed = true;
    m_error = error;
    return false;
}

/// UTF-16 is what `>` writes in older PowerShells; everything else is taken as UTF-8.
void ByteFeed::findEncoding()
{
    if (m_raw.starts_with("\xFF\xFE"))
        m_decoder = std::make_unique<Decoder>(Encoding::Utf16Le);
    else if (m_raw.starts_with("\xFE\xFF"))
        m_decoder = std::make_unique<Decoder>(Encoding::Utf16Be);
}

bool ByteFeed::decode()
{
    m_text.clear();
    const auto decoded = m_raw.empty() ? m_decoder->finish() : m_decoder->decode(m_raw, m_text);
    return decoded || fail(decoded.error().message);
}

bool ByteFeed::refill()
{
    m_text.clear();
    m_at = 0;
    while (m_text.empty() && !m_ended && !m_failed) {
        m_raw.resize(kFeedChunk);
        const qint64 n = m_device->read(m_raw.data(), static_cast<qint64>(m_raw.size()));
        if (n < 0)
            return fail(m_device->errorString());
        m_raw.resize(static_cast<size_t>(n));
        if (m_read == 0)
            findEncoding();
        m_read += n;
        m_ended = n == 0;
        if (!m_decoder)
            std::swap(m_raw, m_text);
        else if (!decode())
            return false;
    }
    return !m_text.empty();
}

std::string numberText(JsonLexer &lexer)
{
    std::string text = lexer.get_string();
    std::ranges::replace_if(
        text, [](char c) { return !(c >= '0' && c <= '9') && c != '-' && c != '+' && c != 'e' && c != 'E'; }, '.');
    return text;
}

}
