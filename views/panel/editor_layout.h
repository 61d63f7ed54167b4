#pragma once

#include "domain/field.h"

#include <QCoreApplication>

namespace muster::views {

/// Which fields of a delegation stand under which heading of its editor, and what they are called there.
class EditorLayout
{
    Q_DECLARE_TR_FUNCTIONS(EditorLayout)

public:
    struct Place
    {
        QString field, label, hint;
    };
    struct Part
    {
        QString key, title, sentence;
        QList<Place> places;
    };

    /// What somebody enters in a minute.
    static Part quick();
    /// The rest, by headings. Fields nobody has thought of stand under the last.
    static QList<Part> parts();
    /// The fields of what hangs on a delegation: stop rule, source, credential.
    static QList<Place> attached(const Entity &entity);
};

}
