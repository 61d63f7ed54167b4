#include "domain/iso_date.h"

namespace muster {

namespace {

void putDigits(QChar *end, int value, int count)
{
    for (; count > 0; --count, value /= 10)
        *--end = QChar(u'0' + value % 10);
}

}

QString isoText(QDate date)
{
    int year = 0, month = 0, day = 0;
    date.getDate(&year, &month, &day);
    if (!date.isValid() || year < 0 || year > 9999)
        return date.toString(Qt::ISODate);
    QString text(10, u'-');
    putDigits(text.data() + 4, year, 4);
    putDigits(text.data() + 7, month, 2);
    putDigits(text.data() + 10, day, 2);
    return text;
}

}
