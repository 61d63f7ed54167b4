#pragma once

#include "register/store.h"
#include "sample/sample_environment.h"

namespace muster::sample {

/// Makes the sample register: the "Checkout team" with its delegations, two full audits, a spot check and open
/// decisions, as written by its people between 12 January and 11 June 2026. With the same randomness
/// (SampleRandomness) record and tables are the same each time.
/// @param path a file that isn't there yet
/// @param options `random` makes identifiers and salts; `clock` counts only for what is done with the store afterwards
/// @return the register opened with `options`, its owner acting, or the errors of Store::create(); no file is left then
Result<std::unique_ptr<registry::Store>> makeSampleRegister(const QString &path, const registry::StoreOptions &options);

}
