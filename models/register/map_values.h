#pragma once

#include "domain/field.h"

#include <QMap>
#include <QStringList>

/// Fields that hold texts by key, and the patches that change some of the keys.
namespace muster::registry {

/// Texts by key, as by a column's identifier; what is empty is not among them.
using ColumnTexts = QMap<QString, QString>;

/// The values a Map field holds, and the canonical JSON that holds them: absent where there are none.
ColumnTexts columnTexts(const Value &map);
Value mapOf(const ColumnTexts &texts);

/// The keys a Map field or a patch of one names.
QStringList mapKeys(const Value &map);

/// A patch of a Map field that sets one key; empty text takes the key away. `others` is a patch it is added to.
Value mapPatch(const Value &others, const QString &key, const QString &text);

/// What a field holds once a patch's value is applied: a Map takes over the keys of the patch, all others the value.
Value applied(const Field &field, const Value &before, const Value &patch);

/// The patch that makes `after` of `before`, for undo as well as for doing again.
Value patchBetween(const Field &field, const Value &before, const Value &after);

}
