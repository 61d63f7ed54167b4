#pragma once

#include "ledger/sha256.h"
#include "ledger/verifier.h"

#include <string>
#include <vector>

/// Records of lifelike entries, made by plain string building and so independent of the code under test.
namespace muster::ledger::sample {

struct Entry
{
    std::string publicLine;
    std::string privateLine;
};

inline std::string privateLine(int n)
{
    const std::string salt = toHex(sha256("salt " + std::to_string(n))).substr(0, 32);
    return R"({"n":)" + std::to_string(n)
           + R"(,"note":"the summary names a price that the sheet — Prices 2026 — )"
             R"(no longer has; \"net\" was meant","reason":"seen in the audit","salt":")"
           + salt + R"("})";
}

/// Entry n, as the record format has it: about 300 bytes public and 180 private.
inline Entry entry(int n)
{
    const std::string priv = privateLine(n);
    const std::string publicLine =
        R"({"at":"2026-06-01T09:30:00.000Z","by":"3f1c2a9e-77d0-4a51-9b1e-0f6f4b1f7c11","delegation":)"
        R"("9d2c5b1a-1f0e-4c7b-8a53-2f9f0f9b7e42","kind":"delegation.changed","n":)"
        + std::to_string(n) + R"(,"private":")" + toHex(sha256(priv))
        + R"(","set":{"cadence":[30,60],"risk":["low","high"]},"v":1})";
    return {publicLine, priv};
}

inline std::vector<Entry> record(int count)
{
    std::vector<Entry> entries;
    for (int n = 0; n < count; ++n) {
        entries.push_back(entry(n));
    }
    return entries;
}

}
