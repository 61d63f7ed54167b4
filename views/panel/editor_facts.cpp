#include "views/panel/editor_facts.h"

#include "items/delegation_dossier.h"
#include "register/own_columns.h"
#include "register/rule_context.h"

#include <QCollator>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

void sort(QList<Choice> &choices)
{
    QCollator collator;
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::ranges::stable_sort(choices,
                             [&](const Choice &a, const Choice &b) { return collator.compare(a.text, b.text) < 0; });
}

/// People by name; namesakes with their e-mail addresses.
QList<Choice> choicesOf(const QList<Person> &people, QDate today)
{
    QHash<QString, int> namesakes;
    for (const auto &person : people)
        ++namesakes[person.name];
    QList<Choice> choices;
    for (const auto &person : people) {
        QString text = person.name;
        if (namesakes[person.name] > 1 && person.email)
            text += u" <%1>"_s.arg(*person.email);
        const bool active = person.isActive(today);
        choices.append({person.id.text(), active ? text : u"%1 (left)"_s.arg(text), active});
    }
    sort(choices);
    return choices;
}

template <typename T>
QList<Row> rowsOf(const QList<T> &things)
{
    QList<Row> rows;
    for (const auto &thing : things)
        rows.append(toRow(thing));
    return rows;
}

}

Result<EditorFacts> readEditorFacts(registry::Store &store, const std::optional<DelegationId> &id)
{
    EditorFacts facts;
    facts.today = store.today();
    const auto people = registry::PersonService(store).all();
    const auto definitions = registry::DefinitionService(store).all();
    const auto policy = registry::RuleContext(store).policy();
    if (!people || !definitions || !policy)
        return tl::unexpected(!people ? people.error() : !definitions ? definitions.error() : policy.error());
    facts.people = choicesOf(*people, facts.today);
    for (const auto &definition : *definitions)
        facts.definitions.append({definition.id.text(), definition.title, !definition.endedOn});
    sort(facts.definitions);
    facts.tiers = policy->tiers;
    const auto columns = registry::ownColumns(store);
    if (!columns)
        return tl::unexpected(columns.error());
    facts.columns = *columns;
    if (!id)
        return facts;
    const auto dossier = items::readDossier(store, *id);
    if (!dossier)
        return tl::unexpected(dossier.error());
    facts.delegation = toRow(dossier->delegation);
    if (dossier->stopRule)
        facts.stopRule = toRow(*dossier->stopRule);
    facts.sources = rowsOf(dossier->sources);
    facts.credentials = rowsOf(dossier->credentials);
    return facts;
}

}
