#include "items/import_draft.h"

#include "exchange/column_guess.h"

namespace muster::items {

using namespace Qt::StringLiterals;

namespace {

int categoryField()
{
    static const int index = entityOf<Delegation>().indexOf(u"category"_s);
    return index;
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

void ImportDraft::setTable(const exchange::TableScan &table, bool hasHeader)
{
    m_table = table;
    m_hasHeader = hasHeader;
    m_choices = QList<ColumnChoice>(table.columns.size());
    m_fields.unmakeAll();
    m_guessedTypes.clear();
    m_tooMany.clear();
    m_remembered.clear();
    m_answers = {};
    m_key = -1;
    m_keyGuessed = false;
    m_createPeople = false;
    guessKey(guessFields().key);
    Q_EMIT fieldsChanged();
    Q_EMIT tableChanged();
    tellColumns();
}

QString ImportDraft::columnLabel(int column) const
{
    const QString header = m_table.columns.value(column).header.simplified();
    return header.isEmpty() ? tr("Column %1").arg(column + 1) : header;
}

/// Guesses where the columns go that nobody has decided, and returns all that was guessed.
exchange::ColumnMapping ImportDraft::guessFields()
{
    for (auto &choice : m_choices) {
        if (choice.guessed)
            choice = {};
    }
    const QStringList headers = m_table.headers();
    auto guessed = exchange::guessMapping(headers, m_words.columns);
    for (const auto &mapped : guessed.columns) {
        const auto column = exchange::resolve(mapped.column, headers);
        const int field = m_fields.named(mapped.field);
        if (column && !m_choices[*column].decided && columnOf(field) < 0)
            m_choices[*column] = {ColumnUse::Field, field, true, false};
    }
    guessTitle();
    return guessed;
}

void ImportDraft::guessTitle()
{
    const int title = m_fields.named(u"title"_s);
    if (m_hasHeader || columnOf(title) >= 0)
        return;
    for (int i = 0; i < m_table.columns.size(); ++i) {
        if (!m_choices[i].decided && looksLikeWords(m_table.columns[i])) {
            m_choices[i] = {ColumnUse::Field, title, true, false};
            return;
        }
    }
}

void ImportDraft::guessKey(const std::optional<exchange::ColumnRef> &guessed)
{
    if (guessed)
        m_key = exchange::resolve(*guessed, m_table.headers()).value_or(-1);
    if (m_key >= 0 && m_choices[m_key].use != ColumnUse::Field)
        m_choices[m_key].use = ColumnUse::LeaveOut; // it tells rows apart, and is no note
    const int external = columnOf(m_fields.named(u"externalId"_s));
    if (m_key < 0 && external >= 0 && isAllDifferent(m_table.columns[external]))
        m_key = external;
    m_keyGuessed = m_key >= 0;
}

void ImportDraft::setWords(const RegisterWords &words)
{
    if (words == m_words)
        return;
    const bool sameColumns = words.columns == m_words.columns;
    QStringList wereOwn; // identifiers, a column of the table
    for (const auto &choice : m_choices) {
        const auto *own = choice.use == ColumnUse::Field ? m_fields.own(choice.field) : nullptr;
        wereOwn << (own ? own->id.text() : QString());
    }
    m_words = words;
    m_people = KnownNames(words.people);
    m_definitions = KnownNames(words.definitions);
    m_fields.setOwn(words.columns);
    if (!sameColumns)
        followOwnColumns(wereOwn);
    tellValues();
}

/// The register's own columns may change while a table is looked at: what goes to one still does, and columns that
/// nobody has decided are guessed again.
void ImportDraft::followOwnColumns(const QStringList &wereOwn)
{
    for (int i = 0; i < m_choices.size(); ++i) {
        if (wereOwn[i].isEmpty())
            continue;
        const int field = m_fields.named(wereOwn[i]);
        if (field < 0)
            m_choices[i] = {};
        else
            m_choices[i].field = field;
    }
    guessFields();
    Q_EMIT fieldsChanged();
    Q_EMIT columnsChanged();
}

void ImportDraft::choose(int column, ColumnUse use, int field)
{
    if (column < 0 || column >= m_choices.size())
        return;
    if (use == ColumnUse::Field && ImportFields::isMade(field)) {
        if (field == ImportFields::madeOf(column))
            chooseNew(column);
        return;
    }
    if (use == ColumnUse::Field) {
        if (const int other = columnOf(field); other >= 0 && other != column)
            m_choices[other] = {ColumnUse::Note, -1, false, true};
    }
    decide(column, {use, use == ColumnUse::Field ? field : -1, false, true});
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
    const QString name = answerName(field);
    const auto value = m_fields.parsed(field, text);
    if (!value)
        return tl::unexpected(value.error());
    if (value->isEmpty())
        m_answers.defaults.remove(name);
    else
        m_answers.defaults.insert(name, *value);
    findChoices(columnOf(field));
    tellColumns();
    return {};
}

QString ImportDraft::defaultOf(int field) const
{
    return m_answers.defaults.value(answerName(field));
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
    const QString name = answerName(field);
    const auto means = answer ? m_fields.parsed(field, *answer) : Result<QString>();
    if (!means)
        return tl::unexpected(means.error());
    if (answer)
        m_answers.values[name].insert(value, *means);
    else
        m_answers.values[name].remove(value);
    if (m_answers.values[name].isEmpty())
        m_answers.values.remove(name);
    findChoices(columnOf(field));
    tellValues();
    return {};
}

std::optional<QString> ImportDraft::known(int field, const QString &value) const
{
    if (m_fields.isReference(field))
        return (m_fields.namesPeople(field) ? m_people : m_definitions).namedBy(value.simplified());
    if (m_fields.isTier(field) && !m_words.tiers.contains(value))
        return std::nullopt;
    const auto means = m_fields.parsed(field, value.simplified());
    return means ? std::optional(*means) : std::nullopt;
}

Becoming ImportDraft::becomes(int field, const QString &value) const
{
    const auto answer = m_answers.mappedValue(answerName(field), value);
    const QString text = answer.value_or(value).trimmed();
    if (text.isEmpty())
        return {Fate::Empty, defaultOf(field)};
    if (const auto word = known(field, text))
        return {answer ? Fate::Mapped : Fate::Taken, *word};
    const bool isGone = m_words.left.contains(text.simplified(), Qt::CaseInsensitive);
    if (m_fields.namesPeople(field) && m_createPeople && !isGone)
        return {Fate::NewPerson, text.simplified()};
    return field == categoryField() ? Becoming{Fate::Unclassified, word(Category::Unclassified)}
                                    : Becoming{Fate::Refused, {}};
}

QStringList ImportDraft::targets(int field) const
{
    if (m_fields.isTier(field))
        return m_words.tiers;
    if (m_fields.isReference(field))
        return m_fields.namesPeople(field) ? m_words.people : m_words.definitions;
    return m_fields.words(field);
}

QStringList ImportDraft::newPeople() const
{
    QStringList names;
    QSet<QString> seen;
    for (const auto &choice : m_choices) {
        if (choice.use != ColumnUse::Field || !m_fields.namesPeople(choice.field))
            continue;
        for (const auto &value : m_table.columns[&choice - m_choices.constData()].values) {
            const auto answer = m_answers.mappedValue(answerName(choice.field), value.text);
            const QString name = answer.value_or(value.text).simplified();
            if (!name.isEmpty() && !m_people.namedBy(name) && !m_words.left.contains(name, Qt::CaseInsensitive)
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
    if (columnOf(m_fields.named(u"title"_s)) < 0)
        return tr("No column goes to Title yet. Say in which column the work is named; every row needs one.");
    for (int i = 0; i < m_choices.size(); ++i) {
        if (const QString why = objection(i); !why.isEmpty())
            return why;
    }
    if (m_key < 0)
        return {};
    const auto &key = m_choices[m_key];
    if (key.use == ColumnUse::Field && m_fields.own(key.field))
        return tr("The column that tells rows apart goes to one of the register's own. Let it go to a field every "
                  "delegation has, such as External id.");
    const int external = columnOf(m_fields.named(u"externalId"_s));
    const bool isIdentifier = m_table.columns[m_key].header == u"id"_s;
    if (key.use != ColumnUse::Field && external >= 0 && !isIdentifier)
        return tr(
            "The column that tells rows apart goes to no field, and External id takes another. Give one of them up.");
    return {};
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
