#include "items/import_fields.h"

#include "register/inventory_services.h"
#include "register/own_columns.h"

#include <QSet>

namespace muster::items {

using namespace Qt::StringLiterals;

namespace {

const Entity &entity()
{
    return entityOf<Delegation>();
}

/// Where the register's own columns begin.
int ownFields()
{
    return int(entity().fields.size());
}

}

const Field &ImportFields::builtIn(int field)
{
    return entity().fields[size_t(field)];
}

void ImportFields::setOwn(const QList<OwnColumn> &columns)
{
    m_own = columns;
    arrange();
}

void ImportFields::make(int column, const OwnColumn &made)
{
    m_made.insert(column, made);
    arrange();
}

void ImportFields::unmake(int column)
{
    m_made.remove(column);
    arrange();
}

void ImportFields::unmakeAll()
{
    m_made.clear();
    arrange();
}

void ImportFields::arrange()
{
    m_all.clear();
    for (const auto &name : {u"title"_s, u"purpose"_s, u"owner"_s, u"team"_s, u"category"_s, u"tier"_s, u"model"_s,
                             u"risk"_s, u"status"_s, u"pattern"_s, u"cadence"_s, u"lastAudit"_s, u"nextDue"_s,
                             u"deputy"_s, u"maintainer"_s, u"reviewer"_s, u"escalation"_s, u"externalId"_s})
        m_all << entity().indexOf(name);
    for (int i = 0; i < ownFields() + m_own.size(); ++i)
        m_all << i;
    for (auto made = m_made.keyBegin(); made != m_made.keyEnd(); ++made)
        m_all << madeOf(*made);
    QSet<int> seen;
    m_all.removeIf([&seen](int field) {
        const bool again = seen.contains(field) || (field < ownFields() && builtIn(field).type == FieldType::Map);
        seen << field;
        return again;
    });
}

int ImportFields::named(const QString &name) const
{
    if (const int field = entity().indexOf(name); field >= 0)
        return field;
    const auto *own = registry::columnNamed(m_own, name);
    return own ? ownFields() + int(own - m_own.constData()) : -1;
}

const OwnColumn *ImportFields::own(int field) const
{
    if (isMade(field)) {
        const auto made = m_made.constFind(field - firstMade);
        return made == m_made.constEnd() ? nullptr : &*made;
    }
    const int place = field - ownFields();
    return place >= 0 && place < m_own.size() ? &m_own[place] : nullptr;
}

QString ImportFields::name(int field) const
{
    const auto *column = own(field);
    return column ? column->title.simplified() : builtIn(field).title();
}

QString ImportFields::label(int field) const
{
    if (own(field))
        return name(field);
    QString label;
    for (const QChar c : builtIn(field).title()) {
        if (c.isUpper())
            (label += u' ') += c.toLower();
        else
            label += label.isEmpty() ? c.toUpper() : c;
    }
    return label;
}

bool ImportFields::isClosed(int field) const
{
    if (const auto *column = own(field))
        return column->type == ColumnType::Choice;
    switch (builtIn(field).type) {
    case FieldType::Word:
    case FieldType::Tier:
    case FieldType::Boolean:
    case FieldType::Cadence:
    case FieldType::Reference: return true;
    default: return false;
    }
}

bool ImportFields::takesOtherWords(int field) const
{
    if (own(field))
        return isMade(field);
    return builtIn(field).type == FieldType::Cadence || isReference(field);
}

QStringList ImportFields::words(int field) const
{
    if (const auto *column = own(field))
        return registry::fromJsonList(column->choices);
    const Field &about = builtIn(field);
    switch (about.type) {
    case FieldType::Word: {
        QStringList words;
        for (size_t i = 0; i < about.wordCount; ++i)
            words << QString::fromLatin1(about.words[i].data(), qsizetype(about.words[i].size()));
        return words;
    }
    case FieldType::Boolean: return {u"yes"_s, u"no"_s};
    case FieldType::Cadence: return {u"monthly"_s, u"sprint:2"_s, u"sprint:3"_s, u"days:90"_s, u"days:365"_s};
    default: return {};
    }
}

Result<QString> ImportFields::parsed(int field, const QString &text) const
{
    const auto *column = own(field);
    if (!column)
        return parseField(builtIn(field), text).map([](const Value &value) { return displayText(value); });
    const auto known = registry::parseColumnText(*column, text);
    if (known || !isMade(field) || column->type != ColumnType::Choice)
        return known;
    return cleanText(text.simplified(), column->title, true, 500); // it becomes one of the choices
}

}
