#pragma once

#include "register/store.h"

/// The entries of the record as they are kept, for showing them.
namespace muster::registry {

/// The two lines of an entry, byte for byte.
struct RecordLine
{
    qint64 n = -1;
    QByteArray publicLine;
    std::optional<QByteArray> privateLine; ///< nothing where it was erased
};

/// The lines of the entries `from` to `to`, both included, the newest first. Errors: what the database says.
Result<std::vector<RecordLine>> linesBackwards(Store &store, qint64 from, qint64 to);

/// The newest `most` entries of a kind that name `id` as the thing they concern, the newest first; looks no further
/// back than it has to. Errors: Newer, Damaged, and what the database says.
Result<std::vector<Entry>> newestOf(Store &store, std::string_view kind, const QString &id, qint64 most);

}
