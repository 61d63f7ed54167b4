#pragma once

#include <QString>

/// Texts of actions, in which a `&` marks the letter that chooses them.
namespace muster::views {

/// What a person wrote, as a part of an action's text.
inline QString asActionText(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

/// An action's text as people read it.
inline QString withoutMnemonic(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'&' && ++i == text.size())
            break;
        plain += text.at(i);
    }
    return plain;
}

}
