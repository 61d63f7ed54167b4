#pragma once

#include "domain/error.h"

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

class QIODevice;

namespace muster::exchange {

/// Where records lie in JSON, step by step: `[]` is any element of an array, `{}` any member of an object, anything else
/// the member of that name, which may be missing where a `?` follows. No step at all: each value of the file itself.
using JsonPath = std::vector<std::string>;

/// What a reader holds in memory at most. Bytes are bytes of the file.
struct JsonLimits
{
    qint64 maxRecordBytes = 16 << 20;
    qint64 maxSkeletonBytes = 16 << 20; ///< what is kept of the values around records
    qint64 maxValues = 250'000;         ///< in a record, and around it
    int maxDepth = 200;
};

/// One record. Its parents stay valid until next() is called again or the reader goes.
struct JsonRecord
{
    qint64 number = 0;    ///< 1-based, in the order of the file
    qint64 line = 0;      ///< physical line the record starts on, 1-based
    std::string key;      ///< its name where it is a member of an object
    nlohmann::json value; ///< a number that is no integer of 64 bits is a string here, as it stands in the file
    std::vector<const nlohmann::json *>
        parents; ///< the values around it, outermost first: what was read of their members

    /// The member of this name of the nearest parent that has it and was read so far; nullptr where none has.
    const nlohmann::json *inherited(const char *name) const;
};

/// Reads the records of a JSON file one after the other in constant memory: an array, an object, JSON Lines or values one
/// after the other, in UTF-8 or, by its byte order mark, UTF-16. A record is what lies at one of the paths; where a path goes
/// on below what another ends at, the longer one is followed, and an object that has nothing of it is itself the record.
/// Members around records are kept for them, elements beside them are passed over. Of members of the same name the last
/// counts, but records under both are handed out.
///
/// The tokens are those of nlohmann::detail::lexer, the one pull parser among what Qt and nlohmann/json have: it is internal,
/// but its constructor, scan() and getters are the same from 3.8 to 3.12, and all use of it is in one file.
class JsonRecords
{
public:
    /// Opens `path` for records at `paths`. Errors: NotFound, Io, or InvalidInput for what is no ordinary file or empty.
    static Result<std::unique_ptr<JsonRecords>> open(const QString &path, std::vector<JsonPath> paths,
                                                     const JsonLimits &limits = {});

    /// Reads from an open device; `name` is how error sentences call it.
    JsonRecords(std::unique_ptr<QIODevice> device, const QString &name, std::vector<JsonPath> paths,
                const JsonLimits &limits = {});
    ~JsonRecords();
    JsonRecords(const JsonRecords &) = delete;
    JsonRecords &operator=(const JsonRecords &) = delete;

    /// Fills `record` with the next one; false at the end of the file.
    /// Errors: InvalidInput, with line and byte: text that is no JSON or breaks off, with how many records were complete;
    /// a value that is not what the paths say; what goes beyond the limits. Io when reading fails. After an error there
    /// are no more records.
    Result<bool> next(JsonRecord &record);

    /// How error sentences call the file.
    QString name() const;
    /// Bytes of the file read so far, for progress; bytesTotal() is its size when it was opened.
    qint64 bytesRead() const;
    qint64 bytesTotal() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}
