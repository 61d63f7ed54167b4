#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

void print(Output &out, const ScopeProposal &proposal)
{
    if (out.wantsJson()) {
        auto entries = nlohmann::ordered_json::array();
        for (const auto &entry : proposal.entries)
            entries.push_back({{"id", entry.id.text().toStdString()},
                               {"title", entry.title.toStdString()},
                               {"reason", word(entry.reason).toStdString()},
                               {"text", entry.reasonText.toStdString()},
                               {"minutes", entry.minutes},
                               {"fits", entry.fits}});
        out.json({{"capacity", proposal.capacity}, {"entries", std::move(entries)}});
        return;
    }
    QList<QStringList> rows;
    for (const auto &entry : proposal.entries)
        rows << QStringList{entry.fits ? u"yes"_s : u"no"_s, entry.title, QString::number(entry.minutes),
                            entry.reasonText};
    if (rows.isEmpty())
        out.line(u"Nothing is due and nothing stands out."_s);
    else
        out.table({u"fits"_s, u"delegation"_s, u"min"_s, u"why"_s}, rows, {2});
}

Outcome runAuditPropose(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto form = formFrom(context);
    if (!form)
        return tl::unexpected(form.error());
    const auto pairs = context.number("pairs");
    if (!pairs)
        return tl::unexpected(pairs.error());
    const auto proposal =
        registry::AuditService(**store).proposeScope(*form, int(std::min<qint64>(pairs->value_or(1), 1000)));
    if (!proposal)
        return tl::unexpected(proposal.error());
    print(context.out(), *proposal);
    return Exit::Fine;
}

}

Command auditPropose()
{
    auto parameters = formParameters();
    parameters.push_back(Parameter::option("pairs", "COUNT", "how many pairs check; 1 unless told"));
    return {"audit", "propose", "Show what an audit today should look at, riskiest first", runAuditPropose,
            std::move(parameters)};
}

}
