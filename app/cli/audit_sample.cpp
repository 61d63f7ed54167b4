#include "audit_support.h"
#include "register/inventory_services.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::Sample;
using registry::Store;

namespace {

/// Something that can be named by a key or by its text.
struct Named
{
    QString key;
    QString text;
};

/// The key of the one that `text` names; by key, whole text, or a part that fits one alone.
Result<QString> pick(const QList<Named> &all, const QString &text, const QString &what)
{
    QStringList whole, part, known;
    for (const auto &item : all) {
        known << u"%1 (%2)"_s.arg(item.text, item.key);
        if (item.key.compare(text, Qt::CaseInsensitive) == 0 || item.text.compare(text, Qt::CaseInsensitive) == 0)
            whole << item.key;
        else if (item.text.contains(text, Qt::CaseInsensitive))
            part << item.key;
    }
    const auto &found = whole.isEmpty() ? part : whole;
    if (found.size() == 1)
        return found.first();
    const QString list = known.isEmpty() ? u"none"_s : known.join(u", "_s);
    if (found.isEmpty())
        return failure(ErrorCode::NotFound,
                       u"The delegation has no %1 \"%2\"; it has %3."_s.arg(what, text.left(80), list));
    return failure(ErrorCode::Ambiguous,
                   u"More than one %1 fits \"%2\"; there are %3."_s.arg(what, text.left(80), list));
}

Result<QList<Named>> sourcesOf(Store &store, const DelegationId &delegation)
{
    return registry::SourceService(store).all().map([&](const QList<Source> &all) {
        QList<Named> named;
        for (const auto &source : all) {
            if (source.delegation == delegation && !source.endedOn)
                named << Named{source.id.text(), source.title};
        }
        return named;
    });
}

Result<QList<Named>> criteriaOf(Store &store, const DelegationId &id)
{
    const auto delegation = registry::DelegationService(store).get(id);
    if (!delegation)
        return tl::unexpected(delegation.error());
    if (!delegation->definition)
        return QList<Named>();
    const auto definition = registry::DefinitionService(store).get(*delegation->definition);
    if (!definition)
        return tl::unexpected(definition.error());
    QList<Named> named;
    const auto list = nlohmann::json::parse(definition->criteria.toStdString(), nullptr, false);
    for (const auto &item : list) {
        if (item.is_object() && item.contains("key") && item.contains("text"))
            named << Named{QString::fromStdString(item.value("key", std::string())),
                           QString::fromStdString(item.value("text", std::string()))};
    }
    return named;
}

Result<void> readSources(const Context &context, const QList<Named> &sources, Sample &sample)
{
    for (const auto &text : context.texts("source")) {
        const auto given = assignment(text, u"--source"_s);
        if (!given)
            return tl::unexpected(given.error());
        const auto id = pick(sources, given->first, u"source"_s);
        if (!id)
            return tl::unexpected(id.error());
        const auto state = fromWord<SourceState>(given->second);
        if (!state)
            return failure(ErrorCode::InvalidInput,
                           u"--source: a state is current, stale, missing, archived, no-access or "
                           "contradicts, not \"%1\"."_s.arg(given->second.left(40)));
        sample.sources.insert(*id, *state);
    }
    return {};
}

Result<void> readCriteria(const Context &context, const QList<Named> &criteria, Sample &sample)
{
    for (const auto &text : context.texts("criterion")) {
        const auto given = assignment(text, u"--criterion"_s);
        if (!given)
            return tl::unexpected(given.error());
        const auto key = pick(criteria, given->first, u"criterion"_s);
        if (!key)
            return tl::unexpected(key.error());
        const bool met = given->second.compare("met"_L1, Qt::CaseInsensitive) == 0;
        if (!met && given->second.compare("unmet"_L1, Qt::CaseInsensitive) != 0)
            return failure(ErrorCode::InvalidInput,
                           u"--criterion: it is met or unmet, not \"%1\"."_s.arg(given->second.left(40)));
        sample.criteria.insert(*key, met);
    }
    return {};
}

Result<Sample> readSample(const Context &context, Store &store, const DelegationId &delegation)
{
    const auto date = context.date("date");
    if (!date)
        return tl::unexpected(date.error());
    Sample sample{{}, context.text("reference"), **date, {}, {}};
    const auto sources = sourcesOf(store, delegation);
    if (!sources)
        return tl::unexpected(sources.error());
    if (const auto read = readSources(context, *sources, sample); !read)
        return tl::unexpected(read.error());
    const auto criteria = criteriaOf(store, delegation);
    if (!criteria)
        return tl::unexpected(criteria.error());
    if (const auto read = readCriteria(context, *criteria, sample); !read)
        return tl::unexpected(read.error());
    return sample;
}

Outcome runAuditSample(Context &context)
{
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        const auto delegation = room.delegation();
        if (!delegation)
            return tl::unexpected(delegation.error());
        const auto sample = readSample(context, room.store, (*delegation)->id);
        if (!sample)
            return tl::unexpected(sample.error());
        const auto id = room.service.addSample(room.audit.id, (*delegation)->id, *sample);
        if (!id)
            return tl::unexpected(id.error());
        printMade(context.out(), *id);
        return Exit::Fine;
    });
}

}

Command auditSample()
{
    return {"audit",
            "sample",
            "Record one recent output that was looked at",
            runAuditSample,
            {auditParameter(), delegationParameter(),
             Parameter::option("reference", "R", "where the output lies").must(),
             Parameter::option("date", "D", "the output's date").must(),
             Parameter::repeated("source", "S=STATE", "a source, by title or identifier, and how it was found"),
             Parameter::repeated("criterion", "K=met|unmet", "a criterion, by key or text, and whether it is met")}};
}

}
