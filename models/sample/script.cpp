#include "sample/script.h"

namespace muster::sample {

QString utf16(const char *text)
{
    return QString::fromUtf8(text);
}

QDate dayOf(const char *text)
{
    return QDate::fromString(utf16(text), Qt::ISODate);
}

void Script::on(const char *day, const char *utc, const char *who)
{
    m_clock.set(dayOf(day), QTime::fromString(utf16(utc), QStringLiteral("HH:mm")));
    m_store.setActor(find<Person>(who));
}

QList<PersonId> Script::people(Names names)
{
    QList<PersonId> found;
    for (const auto *name : names)
        found << find<Person>(name);
    return found;
}

QList<registry::FieldText> Script::fields(Texts texts)
{
    QList<registry::FieldText> fields;
    for (const auto &[field, text] : texts)
        fields.append({utf16(field), utf16(text)});
    return fields;
}

}
