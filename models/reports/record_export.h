#pragma once

#include "register/log.h"
#include "register/verify.h"

#include <array>

class QIODevice;

/// The record as a file: the dated log for people and programs, the entries for whoever verifies.
namespace muster::reports {

enum class RecordFormat { Csv, Markdown, Html, JsonLines };

}

template <>
struct muster::Words<muster::reports::RecordFormat>
{
    static constexpr std::array all = std::to_array<std::string_view>({"csv", "md", "html", "jsonl"});
};

namespace muster::reports {

/// Why a format can't hold what a filter shows, or nothing: JSON Lines holds whole entries, which have a day and a
/// delegation, but no verdict.
std::optional<Error> formatRefusal(RecordFormat format, const registry::LogFilter &filter);

/// Writes what the filter shows.
/// @param progress told how far it is; answers false to stop
/// @return InvalidInput as formatRefusal(), Cancelled, DiskFull or Io where the device fails, or what the database says
Result<void> writeRecord(registry::Store &store, const registry::LogFilter &filter, RecordFormat format,
                         QIODevice &device, const registry::Progress &progress = {});

/// The first lines of what writeRecord() would write.
/// @return InvalidInput as formatRefusal(), or what the database says
Result<QString> previewRecord(registry::Store &store, const registry::LogFilter &filter, RecordFormat format,
                              int lines);

}
