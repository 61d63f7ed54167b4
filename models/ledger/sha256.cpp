#include "ledger/sha256.h"

#include "ledger/line_token.h"

#include <QByteArray>

#include <algorithm>
#include <exception>

#include <openssl/evp.h>

namespace muster::ledger {
namespace {

// Fetched once: looking the algorithm up again for each digest costs more than digesting a line.
const EVP_MD *algorithm()
{
    static const EVP_MD *const fetched = [] {
        const EVP_MD *md = EVP_MD_fetch(nullptr, "SHA256", nullptr);
        return md ? md : EVP_sha256();
    }();
    return fetched;
}

// A digest that can't be computed must never be taken for one that could: there is nothing sensible to go on with.
void require(bool succeeded)
{
    if (!succeeded) {
        std::terminate();
    }
}

EVP_MD_CTX *newContext()
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    require(context && EVP_DigestInit_ex2(context, algorithm(), nullptr) == 1);
    return context;
}

void update(EVP_MD_CTX *context, std::string_view bytes)
{
    require(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1);
}

// Leaves the context ready for the next digest.
Hash finishAndReset(EVP_MD_CTX *context)
{
    Hash hash;
    require(EVP_DigestFinal_ex(context, hash.data(), nullptr) == 1);
    require(EVP_DigestInit_ex2(context, nullptr, nullptr) == 1);
    return hash;
}

struct FreeEvp
{
    void operator()(EVP_MD_CTX *context) const noexcept { EVP_MD_CTX_free(context); }
};

EVP_MD_CTX *threadContext()
{
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeEvp> context(newContext());
    return context.get();
}

}

Hash sha256(std::string_view bytes)
{
    EVP_MD_CTX *context = threadContext();
    update(context, bytes);
    return finishAndReset(context);
}

Hash sha256(std::initializer_list<std::string_view> parts)
{
    EVP_MD_CTX *context = threadContext();
    for (const std::string_view part : parts) {
        update(context, part);
    }
    return finishAndReset(context);
}

void Sha256::FreeContext::operator()(evp_md_ctx_st *context) const noexcept
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : m_context(newContext()) {}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;

void Sha256::add(std::string_view bytes)
{
    update(m_context.get(), bytes);
}

Hash Sha256::finish()
{
    return finishAndReset(m_context.get());
}

std::string toHex(const Hash &hash)
{
    std::string hex(2 * hash.size(), '0');
    for (std::size_t i = 0; i < hash.size(); ++i) {
        hex[2 * i] = lowerHexDigits[hash[i] >> 4];
        hex[2 * i + 1] = lowerHexDigits[hash[i] & 15];
    }
    return hex;
}

std::optional<Hash> hashFromHex(std::string_view hex)
{
    Hash hash;
    if (!isLowerHex(hex, 2 * hash.size())) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hash.size(); ++i) {
        hash[i] = static_cast<std::uint8_t>(lowerHexValue(hex[2 * i]) << 4 | lowerHexValue(hex[2 * i + 1]));
    }
    return hash;
}

bool isLowerHex(std::string_view text, std::size_t digits)
{
    int seen = 0;
    for (const char c : text) {
        seen |= lowerHexValue(c);
    }
    return text.size() == digits && seen >= 0;
}

std::string toBase64(const Hash &hash)
{
    return QByteArray::fromRawData(bytesOf(hash).data(), qsizetype(hash.size())).toBase64().toStdString();
}

std::optional<Hash> hashFromBase64(std::string_view base64)
{
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray(base64.data(), qsizetype(base64.size())),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    Hash hash;
    if (!decoded || decoded.decoded.size() != qsizetype(hash.size())) {
        return std::nullopt;
    }
    std::ranges::copy(decoded.decoded, reinterpret_cast<char *>(hash.data()));
    // Two bits of the last digit carry nothing; only one spelling of a digest is taken.
    return toBase64(hash) == base64 ? std::optional(hash) : std::nullopt;
}

}
