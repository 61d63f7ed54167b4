#pragma once

#include "register/store.h"

#include <QSet>

namespace muster::registry {

/// Text as search sees it: compatibility-decomposed, without marks and what can't be seen (soft hyphens, zero-width
/// spaces, controls of direction), case folded, white space as single blanks.
QString foldForSearch(QStringView text);

/// The words that a search asks for, folded.
QStringList wordsOfSearch(const QString &text);

/// Folds the text of these delegations, or of all where none is named, and gives each to `take`: for who keeps the texts
/// and searches them itself. Errors: what the database says.
Result<void> eachFoldedText(Store &store, const QStringList &ids,
                            const std::function<void(const QString &id, const QString &folded)> &take);

/// Search over all text of a delegation, and the names of those it names. A delegation is found where every word asked for is a part of its folded text.
/// The FTS5 index only makes it quick: it is caught up with the record first where the register can be written,
/// otherwise the texts are folded on the way.
class Search
{
public:
    explicit Search(Store &store) : m_store(store) {}

    /// The identifiers of the delegations that fit; nothing asked for fits all.
    Result<QSet<QString>> find(const QString &words);

    /// Brings texts and index up to the record's end: a few rows one by one, many by a rebuild.
    Result<void> catchUp();

private:
    Result<QSet<QString>> findIndexed(const QStringList &words);
    Result<QSet<QString>> findByScan(const QStringList &words);

    Store &m_store;
};

}
