#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace muster {

/// What kind of thing went wrong; decides exit status and which dialog a screen shows.
enum class ErrorCode {
    InvalidInput, ///< a value, row or file that can't be taken
    NotFound,     ///< nothing fits what was named
    Ambiguous,    ///< more than one thing fits what was named
    Refused,      ///< a rule forbids it
    Conflict,     ///< it was changed by somebody else meanwhile
    Io,           ///< the system refused: missing, no permission
    DiskFull,     ///< no space left
    NotARegister, ///< a file of another kind
    Newer,        ///< written by a newer Muster
    Damaged,      ///< a register whose file or record is broken
    ReadOnly,     ///< may be read but not written
    Locked,       ///< another process holds it
    Cancelled,    ///< the user stopped it
    Usage,        ///< the command line makes no sense
};

/// A failure: its kind, and one sentence a person can act on (what, where, what to do).
struct Error
{
    ErrorCode code = ErrorCode::InvalidInput;
    QString message;

    bool operator==(const Error &) const = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, const QString &message)
{
    return tl::unexpected(Error{code, message});
}

}
