#pragma once

#include "domain/error.h"

#include <QStringView>

#include <cstdint>
#include <string>
#include <string_view>

class QIODevice;

namespace muster::exchange {

/// How the bytes of a text file stand for characters.
enum class Encoding { Utf8, Utf8Bom, Utf16Le, Utf16Be, Windows1252 };

/// The name shown to people: "UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE" or "windows-1252".
QString encodingName(Encoding encoding);

/// Takes a name or a usual alias (cp1252, latin1, utf8, utf-8-sig, utf-16le …), case and punctuation aside.
/// latin1 and iso-8859-1 mean windows-1252, as the WHATWG encoding standard has it.
/// Error: InvalidInput, with the names that are known.
Result<Encoding> encodingFromName(QStringView name);

/// Reads `device` from its start in chunks and says how its bytes are encoded: by byte order mark, else UTF-16 where
/// one byte of each pair is mostly NUL, else UTF-8 where all of it is valid UTF-8, else windows-1252. `fileName` is how
/// error sentences call it. Where the device stands afterwards is open.
/// Errors: InvalidInput for an empty file, a binary file (workbooks, PDFs and the like are named), UTF-32 and what fits
/// no encoding; Io when reading fails.
Result<Encoding> detectEncoding(QIODevice &device, const QString &fileName);

/// Where a scan of UTF-8 stands between two bytes (RFC 3629, section 4).
struct Utf8State
{
    int remaining = 0;
    unsigned char lowest = 0x80;
    unsigned char highest = 0xBF;

    /// Takes the next byte; false when no valid UTF-8 continues so.
    bool step(unsigned char byte);
    /// Takes bytes until one is wrong; returns how many were right.
    size_t scan(std::string_view bytes);
};

/// Turns the bytes of a file, handed over in chunks of any size, into UTF-8. A byte order mark at the start is left
/// out. The five bytes windows-1252 leaves undefined (81 8D 8F 90 9D) become U+FFFD and are counted, so that the cell
/// they stand in can be named; in UTF-8 and UTF-16 what is malformed is an error, and NUL is an error everywhere.
class Decoder
{
public:
    explicit Decoder(Encoding encoding);

    /// Appends the UTF-8 of `chunk` to `out`, up to what is malformed; what the chunk's end cuts apart, the next
    /// completes.
    /// Error: InvalidInput with a clause fit to follow a place ("byte 0x92 is not valid UTF-8").
    Result<void> decode(std::string_view chunk, std::string &out);

    /// To be called once at the end. Error: InvalidInput when a sequence was never completed.
    Result<void> finish();

    /// How many undefined bytes of windows-1252 have become U+FFFD so far.
    qint64 replaced() const { return m_replaced; }

private:
    std::string_view skipMark(std::string_view chunk, std::string &joined);
    Result<void> decodeUtf8(std::string_view chunk, std::string &out);
    Result<void> decodeUtf16(std::string_view chunk, std::string &out);
    Result<void> appendUnit(char16_t unit, std::string &out);
    void decodeWindows1252(std::string_view chunk, std::string &out);

    Encoding m_encoding;
    std::string_view m_mark;
    size_t m_markMatched = 0;
    bool m_atStart = true;
    Utf8State m_utf8;
    int m_oddByte = -1;
    char16_t m_highSurrogate = 0;
    qint64 m_replaced = 0;
};

}
