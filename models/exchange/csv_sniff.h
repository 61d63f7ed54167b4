#pragma once

#include <string_view>

namespace muster::exchange {

/// What the first part of a CSV file tells.
struct CsvSniff
{
    char delimiter = ',';
    size_t skip = 0; ///< bytes of a first line `sep=;`, its end included; such a line is no record
};

/// Finds the delimiter among , ; TAB and |: the one that is in the first record outside quotes and occurs equally often
/// in most of the others. `sample` is UTF-8; `complete` says that the file ends with it. Without any, a comma.
CsvSniff sniffCsv(std::string_view sample, bool complete);

}
