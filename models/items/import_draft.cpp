#include "items/import_draft.h"

#include "exchange/column_guess.h"
#include "register/inventory_services.h"
#include "register/own_columns.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using exchange::ColumnMapping;

namespace {

const Entity &entity()
{
    return entityOf<Delegation>();
}

const Field &fieldAt(int index)
{
    return entity().fields[size_t(index)];
}

/// Where the register's own columns begin.
int ownFields()
{
    return int(entity().fields.size());
}

int categoryField()
{
    static const int index = entity().indexOf(u"category"_s);
    return index;
}

/// The one name that `text` names, as a register resolves it: whole before part, if it fits one alone.
std::optional<QString> namedBy(const QString &text, const QStringList &names, const QStringList &folded)
{
    const QString wanted = text.toCaseFolded();
    if (const auto whole = folded.indexOf(wanted); whole >= 0)
        return names[whole];
    qsizetype found = -1;
    for (qsizetype i = 0; i < folded.size(); ++i) {
        if (!folded[i].contains(wanted))
            continue;
        if (found >= 0)
            return std::nullopt;
        found = i;
    }
    return found >= 0 ? std::optional(names[found]) : std::nullopt;
}

QStringList foldedAll(const QStringList &names)
{
    QStringList folded;
    for (const auto &name : names)
        folded << name.toCaseFolded();
    return folded;
}

bool isAllDifferent(const exchange::ScannedColumn &column)
{
    return !column.values.isEmpty() && std::ranges::all_of(column.values, [](const exchange::DistinctValue &value) {
        return value.count == 1 && !value.text.isEmpty();
    });
}

bool looksLikeWords(const exchange::ScannedColumn &column)
{
    return !column.samples.isEmpty() && std::ranges::all_of(column.samples, [](const QString &sample) {
        return sample.size() > 3 && std::ranges::count_if(sample, [](QChar c) { return c.isLetter(); }) > 3;
    });
}

}

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

/// Those of a delegation in the order in which people look for them, then the register's own.
QList<int> ImportDraft::fieldsOf(const QList<OwnColumn> &columns)
{
    QList<int> order;
    for (const auto &name : {u"title"_s, u"purpose"_s, u"owner"_s, u"team"_s, u"category"_s, u"tier"_s, u"model"_s,
                             u"risk"_s, u"status"_s, u"pattern"_s, u"cadence"_s, u"lastAudit"_s, u"nextDue"_s,
                             u"deputy"_s, u"maintainer"_s, u"reviewer"_s, u"escalation"_s, u"externalId"_s})
        order << entity().indexOf(name);
    for (int i = 0; i < ownFields(); ++i)
        order << i;
    for (int i = 0; i < columns.size(); ++i)
        order << ownFields() + i;
    QSet<int> seen;
    order.removeIf([&seen](int field) {
        const bool again = seen.contains(field) || (field < ownFields() && fieldAt(field).type == FieldType::Map);
        seen << field;
        return again;
    });
    return order;
}

const OwnColumn *ImportDraft::ownColumn(int field) const
{
    const int place = field - ownFields();
    return place >= 0 && place < m_words.columns.size() ? &m_words.columns[place] : nullptr;
}

QString ImportDraft::fieldName(int field) const
{
    const auto *own = ownColumn(field);
    return own ? QString(own->title) : fieldAt(field).title();
}

QString ImportDraft::fieldLabel(int field) const
{
    if (const auto *own = ownColumn(field))
        return own->title;
    QString label;
    for (const QChar c : fieldAt(field).title()) {
        if (c.isUpper())
            (label += u' ') += c.toLower();
        else
            label += label.isEmpty() ? c.toUpper() : c;
    }
    return label;
}

FieldType ImportDraft::fieldType(int field) const
{
    const auto *own = ownColumn(field);
    if (!own)
        return fieldAt(field).type;
    return own->type == ColumnType::Text   ? FieldType::Text
           : own->type == ColumnType::Date ? FieldType::Date
                                           : FieldType::Title;
}

bool ImportDraft::hasClosedValues(int field) const
{
    const auto *own = ownColumn(field);
    if (own)
        return own->type == ColumnType::Choice;
    switch (fieldAt(field).type) {
    case FieldType::Word:
    case FieldType::Tier:
    case FieldType::Boolean:
    case FieldType::Cadence:
    case FieldType::Reference: return true;
    default: return false;
    }
}

bool ImportDraft::namesPeople(int field) const
{
    return !ownColumn(field) && fieldAt(field).refers == "person";
}

/// The field or own column of this name, or -1.
int ImportDraft::fieldNamed(const QString &name) const
{
    if (const int field = entity().indexOf(name); field >= 0)
        return field;
    const auto *own = registry::columnNamed(m_words.columns, name);
    return own ? ownFields() + int(own - m_words.columns.constData()) : -1;
}

Result<QString> ImportDraft::parsed(int field, const QString &text) const
{
    if (const auto *own = ownColumn(field))
        return registry::parseColumnText(*own, text);
    return parseField(fieldAt(field), text).map([](const Value &value) { return displayText(value); });
}

void ImportDraft::setTable(const exchange::TableScan &table, bool hasHeader)
{
    m_table = table;
    m_hasHeader = hasHeader;
    m_choices = QList<ColumnChoice>(table.columns.size());
    m_answers = {};
    m_key = -1;
    m_keyGuessed = false;
    m_createPeople = false;
    guess();
    Q_EMIT tableChanged();
    tellColumns();
}

QString ImportDraft::columnLabel(int column) const
{
    const QString header = m_table.columns.value(column).header.simplified();
    return header.isEmpty() ? tr("Column %1").arg(column + 1) : header;
}

void ImportDraft::guess()
{
    const QStringList headers = m_table.headers();
    const auto guessed = exchange::guessMapping(headers, m_words.columns);
    for (const auto &mapped : guessed.columns) {
        if (const auto column = exchange::resolve(mapped.column, headers))
            m_choices[*column] = {ColumnUse::Field, fieldNamed(mapped.field), true};
    }
    guessTitle();
    if (guessed.key)
        m_key = exchange::resolve(*guessed.key, headers).value_or(-1);
    if (m_key >= 0 && m_choices[m_key].use != ColumnUse::Field)
        m_choices[m_key].use = ColumnUse::LeaveOut; // it tells rows apart, and is no note
    guessKey();
}

void ImportDraft::guessTitle()
{
    const int title = entity().indexOf(u"title"_s);
    if (m_hasHeader || columnOf(title) >= 0)
        return;
    for (int i = 0; i < m_table.columns.size(); ++i) {
        if (looksLikeWords(m_table.columns[i])) {
            m_choices[i] = {ColumnUse::Field, title, true};
            return;
        }
    }
}

void ImportDraft::guessKey()
{
    const int external = columnOf(entity().indexOf(u"externalId"_s));
    if (m_key < 0 && external >= 0 && isAllDifferent(m_table.columns[external]))
        m_key = external;
    m_keyGuessed = m_key >= 0;
}

void ImportDraft::setWords(const RegisterWords &words)
{
    if (words == m_words)
        return;
    const bool sameColumns = fieldsOf(words.columns) == m_fields
                             && std::ranges::equal(words.columns, m_words.columns, {}, &OwnColumn::id, &OwnColumn::id);
    m_words = words;
    m_fields = fieldsOf(words.columns);
    if (!sameColumns) {
        Q_EMIT fieldsChanged();
        if (hasTable())
            takeOwnColumns();
    }
    m_people = {foldedAll(words.people), {}};
    m_definitions = {foldedAll(words.definitions), {}};
    tellValues();
}

/// A register's own columns may become known after the table: those nobody has decided are guessed again.
void ImportDraft::takeOwnColumns()
{
    for (auto &choice : m_choices) {
        if (choice.use == ColumnUse::Field && (choice.guessed || choice.field >= ownFields()))
            choice = {};
    }
    guess();
    Q_EMIT columnsChanged();
}

void ImportDraft::choose(int column, ColumnUse use, int field)
{
    if (column < 0 || column >= m_choices.size())
        return;
    if (use == ColumnUse::Field) {
        if (const int other = columnOf(field); other >= 0 && other != column)
            m_choices[other] = {};
    }
    m_choices[column] = {use, use == ColumnUse::Field ? field : -1, false};
    tellColumns();
}

int ImportDraft::columnOf(int field) const
{
    for (int i = 0; i < m_choices.size(); ++i) {
        if (m_choices[i].use == ColumnUse::Field && m_choices[i].field == field)
            return i;
    }
    return -1;
}

Result<void> ImportDraft::setDefault(int field, const QString &text)
{
    const QString name = fieldName(field);
    const auto value = parsed(field, text);
    if (!value)
        return tl::unexpected(value.error());
    if (value->isEmpty())
        m_answers.defaults.remove(name);
    else
        m_answers.defaults.insert(name, *value);
    tellColumns();
    return {};
}

QString ImportDraft::defaultOf(int field) const
{
    return m_answers.defaults.value(fieldName(field));
}

void ImportDraft::setKey(int column)
{
    m_key = column;
    m_keyGuessed = false;
    tellColumns();
}

void ImportDraft::setCreatesPeople(bool create)
{
    if (std::exchange(m_createPeople, create) != create)
        tellValues();
}

Result<void> ImportDraft::setAnswer(int field, const QString &value, const std::optional<QString> &answer)
{
    const QString name = fieldName(field);
    if (!answer) {
        m_answers.values[name].remove(value);
        if (m_answers.values[name].isEmpty())
            m_answers.values.remove(name);
        tellValues();
        return {};
    }
    const auto means = parsed(field, *answer);
    if (!means)
        return tl::unexpected(means.error());
    m_answers.values[name].insert(value, *means);
    tellValues();
    return {};
}

std::optional<QString> ImportDraft::named(bool person, const QString &text) const
{
    Names &names = person ? m_people : m_definitions;
    const auto answered = names.answers.constFind(text);
    if (answered != names.answers.constEnd())
        return *answered;
    const auto name = namedBy(text, person ? m_words.people : m_words.definitions, names.folded);
    names.answers.insert(text, name);
    return name;
}

std::optional<QString> ImportDraft::known(int field, const QString &value) const
{
    if (!ownColumn(field) && fieldAt(field).type == FieldType::Reference)
        return named(namesPeople(field), value.simplified());
    if (!ownColumn(field) && fieldAt(field).type == FieldType::Tier && !m_words.tiers.contains(value))
        return std::nullopt;
    const auto means = parsed(field, value.simplified());
    return means ? std::optional(*means) : std::nullopt;
}

Becoming ImportDraft::becomes(int field, const QString &value) const
{
    const auto answer = m_answers.mappedValue(fieldName(field), value);
    const QString text = answer.value_or(value).trimmed();
    if (text.isEmpty())
        return {Fate::Empty, defaultOf(field)};
    if (const auto word = known(field, text))
        return {answer ? Fate::Mapped : Fate::Taken, *word};
    const bool isGone = m_words.left.contains(text.simplified(), Qt::CaseInsensitive);
    if (namesPeople(field) && m_createPeople && !isGone)
        return {Fate::NewPerson, text.simplified()};
    return field == categoryField() ? Becoming{Fate::Unclassified, word(Category::Unclassified)}
                                    : Becoming{Fate::Refused, {}};
}

QStringList ImportDraft::targets(int field) const
{
    if (const auto *own = ownColumn(field))
        return registry::fromJsonList(own->choices);
    const Field &about = fieldAt(field);
    switch (about.type) {
    case FieldType::Word: {
        QStringList words;
        for (size_t i = 0; i < about.wordCount; ++i)
            words << QString::fromLatin1(about.words[i].data(), qsizetype(about.words[i].size()));
        return words;
    }
    case FieldType::Tier: return m_words.tiers;
    case FieldType::Boolean: return {u"yes"_s, u"no"_s};
    case FieldType::Cadence: return {u"monthly"_s, u"sprint:2"_s, u"sprint:3"_s, u"days:90"_s, u"days:365"_s};
    case FieldType::Reference: return about.refers == "person" ? m_words.people : m_words.definitions;
    default: return {};
    }
}

QStringList ImportDraft::newPeople() const
{
    QStringList names;
    QSet<QString> seen;
    for (const auto &choice : m_choices) {
        if (choice.use != ColumnUse::Field || !namesPeople(choice.field))
            continue;
        for (const auto &value : m_table.columns[&choice - m_choices.constData()].values) {
            const auto answer = m_answers.mappedValue(fieldName(choice.field), value.text);
            const QString name = answer.value_or(value.text).simplified();
            if (!name.isEmpty() && !named(true, name) && !m_words.left.contains(name, Qt::CaseInsensitive)
                && !seen.contains(name.toCaseFolded())) {
                seen.insert(name.toCaseFolded());
                names << name;
            }
        }
    }
    return names;
}

QString ImportDraft::missing() const
{
    if (!hasTable())
        return tr("Choose a file first.");
    const int title = entity().indexOf(u"title"_s);
    if (columnOf(title) < 0)
        return tr("No column goes to Title yet. Say in which column the work is named; every row needs one.");
    const int external = columnOf(entity().indexOf(u"externalId"_s));
    const bool isIdentifier = m_key >= 0 && m_table.columns[m_key].header == u"id"_s;
    if (m_key >= 0 && m_choices[m_key].use != ColumnUse::Field && external >= 0 && !isIdentifier)
        return tr(
            "The column that tells rows apart goes to no field, and External id takes another. Give one of them up.");
    return {};
}

ColumnMapping ImportDraft::mapping() const
{
    const QStringList headers = m_table.headers();
    ColumnMapping mapping = m_answers;
    for (int i = 0; i < m_choices.size(); ++i) {
        const auto &choice = m_choices[i];
        if (choice.use == ColumnUse::Field)
            mapping.columns.append({fieldName(choice.field), exchange::columnAt(headers, i)});
        else if (choice.use == ColumnUse::Note)
            mapping.keepUnmapped = true;
        else
            mapping.leftOut.append(exchange::columnAt(headers, i));
    }
    if (columnOf(categoryField()) >= 0) {
        auto &category = mapping.values[fieldAt(categoryField()).title()];
        for (const auto &target : targets(categoryField()))
            category.insert(target, category.value(target, target));
        if (!category.contains(u"*"_s))
            category.insert(u"*"_s, word(Category::Unclassified));
    }
    if (m_key >= 0)
        mapping.key = exchange::columnAt(headers, m_key);
    mapping.createPeople = m_createPeople;
    mapping.encoding = exchange::encodingName(m_table.encoding);
    mapping.delimiter = m_table.delimiter;
    mapping.hasHeader = m_hasHeader;
    return mapping;
}

QStringList ImportDraft::take(const ColumnMapping &mapping)
{
    QStringList problems;
    const QStringList headers = m_table.headers();
    m_choices =
        QList<ColumnChoice>(headers.size(), {mapping.keepUnmapped ? ColumnUse::Note : ColumnUse::LeaveOut, -1, false});
    const auto at = [&](const exchange::ColumnRef &ref) {
        const auto column = exchange::resolve(ref, headers);
        if (!column)
            problems << column.error().message;
        return column.value_or(-1);
    };
    for (const auto &ref : mapping.leftOut) {
        if (const int column = at(ref); column >= 0)
            m_choices[column].use = ColumnUse::LeaveOut;
    }
    for (const auto &mapped : mapping.columns) {
        const int field = fieldNamed(mapped.field);
        if (field < 0)
            problems << tr("A delegation has no field \"%1\".").arg(mapped.field.left(60));
        else if (const int column = at(mapped.column); column >= 0)
            m_choices[column] = {ColumnUse::Field, field, false};
    }
    m_key = mapping.key ? at(*mapping.key) : -1;
    m_keyGuessed = false;
    m_createPeople = mapping.createPeople;
    m_answers = {};
    m_answers.values = mapping.values;
    m_answers.defaults = mapping.defaults;
    // mapping() says it again; as an answer of somebody's it would hide what nobody has looked at.
    auto &category = m_answers.values[fieldAt(categoryField()).title()];
    if (category.value(u"*"_s) == word(Category::Unclassified))
        category.remove(u"*"_s);
    if (category.isEmpty())
        m_answers.values.remove(fieldAt(categoryField()).title());
    tellColumns();
    return problems;
}

void ImportDraft::tellColumns()
{
    Q_EMIT columnsChanged();
    tellValues();
}

void ImportDraft::tellValues()
{
    Q_EMIT valuesChanged();
    Q_EMIT changed();
}

}
