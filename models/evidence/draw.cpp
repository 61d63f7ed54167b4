#include "evidence/draw.h"

#include "domain/entities.h"
#include "ledger/sha256.h"
#include "register/entity_table.h"

namespace muster::evidence {

using namespace Qt::StringLiterals;
using namespace muster::registry;

namespace {

/// Short enough to be read out in a room.
qint64 randomSeed(Randomness &random)
{
    std::array<std::uint8_t, 4> bytes{};
    random.fill(bytes);
    qint64 seed = 0;
    for (const auto byte : bytes)
        seed = seed * 256 + byte;
    return seed % 1'000'000;
}

}

QList<KnownOutput> drawn(QList<KnownOutput> outputs, qint64 seed, qsizetype count)
{
    std::vector<std::pair<ledger::Hash, qsizetype>> order;
    for (qsizetype i = 0; i < outputs.size(); ++i)
        order.emplace_back(ledger::sha256(std::to_string(seed) + ':' + outputs[i].output.toStdString()), i);
    std::ranges::sort(order);
    QList<KnownOutput> chosen;
    for (const auto &[hash, at] : order) {
        if (chosen.size() < count)
            chosen << outputs[at];
    }
    return chosen;
}

Result<Draw> drawOutputs(Store &store, const DelegationId &delegation, qsizetype count, std::optional<qint64> seed)
{
    const auto row = byId<Delegation>(store, delegation);
    const auto subjects = subjectsByDelegation(store);
    if (!row || !subjects)
        return tl::unexpected(!row ? row.error() : subjects.error());
    const auto own = subjects->value(delegation.text());
    auto from = row->lastAudit;
    auto outputs = outputsOf(store, own, from);
    if (outputs && from && outputs->size() < count) {
        from.reset();
        outputs = outputsOf(store, own, from);
    }
    if (!outputs)
        return tl::unexpected(outputs.error());
    if (outputs->isEmpty())
        return failure(
            ErrorCode::NotFound,
            u"No outputs of “%1” were read in; import its outputs or reviews first."_s.arg(row->title.left(80)));
    const qint64 chosen = seed.value_or(randomSeed(store.random()));
    return Draw{chosen, outputs->size(), from, drawn(*outputs, chosen, count)};
}

}
