#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace muster::ledger {

/// A SHA-256 digest (FIPS 180-4), 32 bytes.
using Hash = std::array<std::uint8_t, 32>;

/// The SHA-256 of `bytes`. Safe to call from any thread.
Hash sha256(std::string_view bytes);

/// The SHA-256 of `parts` one after the other, without joining them in memory first.
Hash sha256(std::initializer_list<std::string_view> parts);

/// A SHA-256 taken piece by piece, for what does not fit into memory. One thread at a time.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 &&) noexcept;
    Sha256 &operator=(Sha256 &&) noexcept;

    /// Takes further bytes, of any length.
    void add(std::string_view bytes);

    /// The digest of everything added so far. Afterwards the object is empty again and can be reused.
    Hash finish();

private:
    struct FreeContext
    {
        void operator()(evp_md_ctx_st *context) const noexcept;
    };
    std::unique_ptr<evp_md_ctx_st, FreeContext> m_context;
};

/// The 32 bytes of `hash` as a view, which lives as long as `hash`.
inline std::string_view bytesOf(const Hash &hash)
{
    return {reinterpret_cast<const char *>(hash.data()), hash.size()};
}

/// `hash` as 64 lower-case hexadecimal digits.
std::string toHex(const Hash &hash);

/// The digest that `hex` spells: exactly 64 lower-case hexadecimal digits, or nothing.
std::optional<Hash> hashFromHex(std::string_view hex);

/// Whether `text` consists of exactly `digits` lower-case hexadecimal digits.
bool isLowerHex(std::string_view text, std::size_t digits);

/// `hash` in base64 with padding (RFC 4648 §4), 44 characters.
std::string toBase64(const Hash &hash);

/// The digest that `base64` spells: exactly what toBase64() gives for it, or nothing.
std::optional<Hash> hashFromBase64(std::string_view base64);

}
