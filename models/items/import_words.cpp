#include "items/import_words.h"

#include "register/inventory_services.h"
#include "register/own_columns.h"

namespace muster::items {

Result<RegisterWords> registerWords(registry::Store &store)
{
    const auto info = store.info();
    const auto people = registry::PersonService(store).all();
    const auto definitions = registry::DefinitionService(store).all();
    const auto columns = registry::ownColumns(store);
    if (!info || !people || !definitions)
        return tl::unexpected(!info ? info.error() : !people ? people.error() : definitions.error());
    if (!columns)
        return tl::unexpected(columns.error());
    RegisterWords words;
    words.columns = *columns;
    words.tiers = registry::policyFrom(*info).tiers;
    for (const auto &person : *people)
        (person.isActive(store.today()) ? words.people : words.left) << person.name;
    for (const auto &definition : *definitions)
        words.definitions << definition.title;
    return words;
}

KnownNames::KnownNames(const QStringList &names) : m_names(names)
{
    for (const auto &name : names)
        m_folded << name.toCaseFolded();
}

std::optional<QString> KnownNames::namedBy(const QString &text) const
{
    const auto answered = m_answers.constFind(text);
    if (answered != m_answers.constEnd())
        return *answered;
    const auto name = found(text);
    m_answers.insert(text, name);
    return name;
}

std::optional<QString> KnownNames::found(const QString &text) const
{
    const QString wanted = text.toCaseFolded();
    if (const auto whole = m_folded.indexOf(wanted); whole >= 0)
        return m_names[whole];
    qsizetype place = -1;
    for (qsizetype i = 0; i < m_folded.size(); ++i) {
        if (!m_folded[i].contains(wanted))
            continue;
        if (place >= 0)
            return std::nullopt;
        place = i;
    }
    return place >= 0 ? std::optional(m_names[place]) : std::nullopt;
}

}
