#include "items/finder.h"

#include "register/audit_service.h"
#include "register/delegation_list.h"
#include "register/search.h"

#include <QLocale>

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::Store;

namespace {

/// Whether every word is a part of the text, as search means it everywhere.
class Words
{
public:
    explicit Words(const QString &text) : m_words(registry::foldForSearch(text).split(u' ', Qt::SkipEmptyParts)) {}

    bool fit(const QString &text) const
    {
        const QString folded = registry::foldForSearch(text);
        return std::ranges::all_of(m_words, [&](const QString &one) { return folded.contains(one); });
    }
    bool begin(const QString &text) const
    {
        return !m_words.isEmpty() && registry::foldForSearch(text).startsWith(m_words.constFirst());
    }

private:
    QStringList m_words;
};

/// The best of what was found: what begins with the words first, then by title.
void keepBest(QList<Found> &all, QList<Found> some, const Words &words, int most)
{
    std::ranges::stable_sort(some, [&](const Found &a, const Found &b) {
        const bool first = words.begin(a.title), second = words.begin(b.title);
        return first != second ? first : QString::localeAwareCompare(a.title, b.title) < 0;
    });
    all += some.mid(0, most);
}

Result<QList<Found>> delegations(Store &store, const QString &text)
{
    registry::DelegationQuery query;
    query.search = text;
    query.withRetired = true;
    return listDelegations(store, query).map([](const QList<registry::DelegationSummary> &fitting) {
        QList<Found> found;
        for (const auto &one : fitting) {
            QStringList detail{word(one.category)};
            if (!one.ownerName.isEmpty())
                detail << one.ownerName;
            if (one.status != Status::Active)
                detail << word(one.status);
            found << Found{Found::Kind::Delegation, one.id.text(), one.title, detail.join(u" · "_s)};
        }
        return found;
    });
}

Result<QList<Found>> people(Store &store, const Words &words)
{
    return registry::PersonService(store).all().map([&](const QList<Person> &all) {
        QList<Found> found;
        for (const auto &one : all) {
            if (words.fit(one.name + u' ' + one.email.value_or(Title())))
                found << Found{Found::Kind::Person, one.id.text(), one.name,
                               one.isActive(store.today()) ? one.email.value_or(Title())
                                                           : u"left %1"_s.arg(one.leftOn->toString(Qt::ISODate))};
        }
        return found;
    });
}

Result<QList<Found>> decisions(Store &store, const Words &words)
{
    registry::DecisionService::Query query;
    query.openOnly = false;
    return registry::DecisionService(store).list(query).map([&](const QList<registry::DecisionService::Item> &all) {
        QList<Found> found;
        for (const auto &one : all) {
            const QString title = u"%1: %2"_s.arg(word(one.decision.kind), one.delegationTitle);
            if (words.fit(title + u' ' + one.ownerName + u' ' + one.decision.why))
                found << Found{Found::Kind::Decision, one.decision.id.text(), title,
                               u"%1 · %2"_s.arg(word(one.decision.state), one.ownerName)};
        }
        return found;
    });
}

Result<QList<Found>> audits(Store &store, const Words &words)
{
    return registry::AuditService(store).list().map([&](const QList<registry::AuditSummary> &all) {
        QList<Found> found;
        for (const auto &one : all) {
            const QString title = u"Audit %1"_s.arg(one.number);
            if (words.fit(title + u' ' + one.facilitatorName))
                found << Found{
                    Found::Kind::Audit, one.id.text(), title,
                    u"%1 · %2"_s.arg(one.open ? u"open"_s : one.heldOn.toString(Qt::ISODate), one.facilitatorName),
                    one.open};
        }
        return found;
    });
}

}

Result<QList<Found>> findAnything(Store &store, const QString &text, int perKind)
{
    const QString asked = text.trimmed();
    QList<Found> all;
    if (asked.isEmpty())
        return all;
    bool isNumber = false;
    const qint64 number = QStringView(asked).mid(1).toLongLong(&isNumber);
    if (asked.startsWith(u'#') && isNumber) {
        const auto head = store.head();
        if (!head)
            return tl::unexpected(head.error());
        if (number >= 0 && number < head->size())
            all << Found{Found::Kind::Entry, QString::number(number), u"Entry %1"_s.arg(number), {}};
        return all;
    }
    const Words words(asked);
    for (const auto &found :
         {delegations(store, asked), people(store, words), decisions(store, words), audits(store, words)}) {
        if (!found)
            return tl::unexpected(found.error());
        keepBest(all, *found, words, perKind);
    }
    return all;
}

}
