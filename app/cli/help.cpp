#include "help.h"

#include <algorithm>

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

using Kind = Parameter::Kind;

QString latin(const char *text)
{
    return QString::fromUtf8(text);
}

QString spelling(const Parameter &parameter)
{
    if (parameter.kind <= Kind::Many)
        return latin(parameter.name);
    const QString dashed =
        parameter.letter ? u"-%1"_s.arg(QLatin1Char(parameter.letter)) : u"--%1"_s.arg(latin(parameter.name));
    return *parameter.value ? dashed + u' ' + latin(parameter.value) : dashed;
}

QString inUsage(const Parameter &parameter)
{
    const QString text = spelling(parameter);
    switch (parameter.kind) {
    case Kind::Many: return parameter.required ? text + u'…' : u"[%1]…"_s.arg(text);
    case Kind::Repeated: return parameter.required ? text + u'…' : u"[%1]…"_s.arg(text);
    case Kind::List: return parameter.required ? text + u'…' : u"[%1…]"_s.arg(text);
    default: return parameter.required ? text : u"[%1]"_s.arg(text);
    }
}

QString described(const QList<std::pair<QString, QString>> &items)
{
    qsizetype width = 0;
    for (const auto &[name, text] : items)
        width = std::max(width, name.size());
    QString lines;
    for (const auto &[name, text] : items)
        lines += u"  %1  %2\n"_s.arg(name.leftJustified(std::min<qsizetype>(width, 30)), text);
    return lines;
}

QString commonOptions()
{
    return u"\nEverywhere:\n"_s
           + described({
               {u"--register FILE"_s, u"the register (otherwise MUSTER_REGISTER)"_s},
               {u"--as PERSON"_s,
                u"who acts, by name or identifier (otherwise MUSTER_PERSON, or the register's owner)"_s},
               {u"--json"_s, u"print one JSON value for scripts"_s},
               {u"-h, --help"_s, u"this; also after a noun or a command"_s},
               {u"--version"_s, u"the version"_s},
           });
}

QString helpOf(const Command &command)
{
    QString text = usageLine(command) + u"\n\n"_s + latin(command.summary) + u".\n"_s;
    QList<std::pair<QString, QString>> items;
    for (const auto &parameter : command.parameters) {
        const QString name =
            parameter.letter ? spelling(parameter) + u", --"_s + latin(parameter.name) : spelling(parameter);
        items << std::pair(name, latin(parameter.help));
    }
    if (!items.isEmpty())
        text += u'\n' + described(items);
    if (*command.notes)
        text += u'\n' + latin(command.notes) + u'\n';
    return text + commonOptions();
}

QString overview(const QString &noun)
{
    QString text;
    for (const auto &command : allCommands()) {
        if (noun.isEmpty() || noun == latin(command.noun))
            text += usageLine(command) + u"\n    "_s + latin(command.summary) + u'\n';
    }
    return text;
}

}

QString usageLine(const Command &command)
{
    QStringList parts{u"muster-cli"_s, latin(command.noun)};
    if (*command.verb)
        parts << latin(command.verb);
    for (const auto &parameter : command.parameters)
        parts << inUsage(parameter);
    return parts.join(u' ');
}

QString helpText(const QString &noun, const Command *command)
{
    if (command)
        return helpOf(*command);
    QString text =
        u"muster-cli [--register FILE] [--as PERSON] [--json] NOUN VERB …\n\n"_s + overview(noun) + commonOptions();
    if (noun.isEmpty())
        text +=
            u"\nA thing is named by its identifier, or by a title or name (or a part of one) that fits it alone.\n"
            "Exit status: 0 fine, 1 what was asked failed, 2 wrong usage, 3 something is overdue or does not verify.\n"
            "MUSTER_NOW, an instant such as 2026-06-01T09:00:00Z, takes the clock's place; it is meant for tests.\n"_s;
    return text;
}

}
