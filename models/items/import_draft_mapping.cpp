#include "items/import_draft.h"
#include "register/own_columns.h"

/// The part of the draft that makes a mapping of it, and takes one over.
namespace muster::items {

using namespace Qt::StringLiterals;
using exchange::ColumnMapping;
using exchange::MappedColumn;

namespace {

const exchange::NewColumn *newColumnNamed(const ColumnMapping &mapping, const QString &title)
{
    const auto found = std::ranges::find_if(mapping.newColumns, [&](const exchange::NewColumn &column) {
        return column.title.simplified().compare(title.simplified(), Qt::CaseInsensitive) == 0;
    });
    return found == mapping.newColumns.end() ? nullptr : &*found;
}

}

ColumnMapping ImportDraft::mapping() const
{
    const QStringList headers = m_table.headers();
    ColumnMapping mapping = m_answers;
    for (int i = 0; i < m_choices.size(); ++i) {
        const auto &choice = m_choices[i];
        const auto ref = exchange::columnAt(headers, i);
        if (choice.use == ColumnUse::Field) {
            const auto *own = m_fields.own(choice.field);
            const QString name = m_fields.name(choice.field);
            mapping.columns.append({name, ref});
            if (own && (ImportFields::isMade(choice.field) || m_remembered.contains(own->id.text())))
                mapping.newColumns.append({name, own->type});
            renameAnswers(mapping, answerName(choice.field), name);
        } else if (choice.use == ColumnUse::Note) {
            mapping.keepUnmapped = true;
        } else {
            mapping.leftOut.append(ref);
        }
    }
    const int category = m_fields.named(u"category"_s);
    if (columnOf(category) >= 0) {
        auto &values = mapping.values[m_fields.name(category)];
        for (const auto &target : targets(category))
            values.insert(target, values.value(target, target));
        if (!values.contains(u"*"_s))
            values.insert(u"*"_s, word(Category::Unclassified));
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
    const auto rest = mapping.keepUnmapped ? ColumnUse::Note : ColumnUse::LeaveOut;
    for (int i = 0; i < m_choices.size(); ++i)
        decide(i, {rest, -1, false, true});
    m_remembered.clear();
    m_answers = {};
    m_answers.values = mapping.values;
    m_answers.defaults = mapping.defaults;
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
        if (m_fields.named(mapped.field) < 0 && !newColumnNamed(mapping, mapped.field))
            problems << tr("A delegation has no field \"%1\".").arg(mapped.field.left(60));
        else if (const int column = at(mapped.column); column >= 0)
            takeField(mapped, column, mapping, problems);
    }
    m_key = mapping.key ? at(*mapping.key) : -1;
    m_keyGuessed = false;
    m_createPeople = mapping.createPeople;
    // mapping() says it again; as an answer of somebody's it would hide what nobody has looked at.
    const QString category = m_fields.name(m_fields.named(u"category"_s));
    auto &values = m_answers.values[category];
    if (values.value(u"*"_s) == word(Category::Unclassified))
        values.remove(u"*"_s);
    if (values.isEmpty())
        m_answers.values.remove(category);
    Q_EMIT fieldsChanged();
    tellColumns();
    return problems;
}

/// A column that a mapping would make and that the register has by now is used again.
void ImportDraft::takeField(const MappedColumn &mapped, int column, const ColumnMapping &mapping, QStringList &problems)
{
    const auto *asked = newColumnNamed(mapping, mapped.field);
    const int field = m_fields.named(mapped.field);
    if (field < 0) {
        renameAnswers(m_answers, mapped.field, answerName(ImportFields::madeOf(column)));
        startColumn(column, mapped.field, asked->type);
        return;
    }
    const auto *own = m_fields.own(field);
    if (asked && own && own->type != asked->type)
        problems << tr("The register's column “%1” is of the type %2, where the mapping would make one of the type %3.")
                        .arg(QString(own->title), word(own->type), word(asked->type));
    else if (asked && own)
        m_remembered << own->id.text();
    decide(column, {ColumnUse::Field, field, false, true});
    renameAnswers(m_answers, mapped.field, answerName(field));
}

}
