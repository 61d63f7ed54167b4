#include "demo_steps.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

/// Makes the folder, or takes one that is empty. Errors: InvalidInput, Io.
Result<void> takeFolder(const QString &path)
{
    const QFileInfo there(path);
    if (there.exists() && !there.isDir())
        return failure(ErrorCode::InvalidInput,
                       u"%1 is a file; name a folder that is empty or isn't there yet."_s.arg(path));
    if (there.exists() && !QDir(path).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System))
        return failure(ErrorCode::InvalidInput,
                       u"%1 is not empty; name a folder that is empty or isn't there yet."_s.arg(path));
    if (!QDir().mkpath(path))
        return failure(ErrorCode::Io, u"%1 can't be made; check its parent's permissions."_s.arg(path));
    return {};
}

/// A word as a POSIX shell takes it.
QString forShell(const QString &word)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:@%+,-]+$"_s);
    if (plain.match(word).hasMatch())
        return word;
    return u'\'' + QString(word).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

QString programName()
{
    const QString called = QCoreApplication::arguments().value(0);
    return called.contains(u'/') ? forShell(called) : u"muster-cli"_s;
}

void printFiles(const Demo &demo, Output &out)
{
    out.line(u"Where the results lie: %1"_s.arg(demo.folder()));
    QList<std::pair<QString, QString>> rows;
    for (const auto &[name, what] : demo.files())
        rows << std::pair(u"   "_s + name, what);
    out.pairs(rows);
}

void printNextCommands(const Demo &demo, Output &out)
{
    const QString file = QFileInfo(demo.registerFile()).absoluteFilePath();
    out.line();
    out.line(u"Try next (the sample's clock stands on its day with MUSTER_NOW):"_s);
    out.line(u"   export MUSTER_REGISTER=%1 MUSTER_NOW=%2"_s.arg(forShell(file), demo.now()));
    for (const auto &command : {u"delegation show Friday"_s, u"decision list"_s, u"register verify"_s})
        out.line(u"   %1 %2"_s.arg(programName(), command));
}

nlohmann::ordered_json filesJson(const Demo &demo)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto &[name, what] : demo.files())
        list.push_back({{"file", utf8(demo.folder() + u'/' + name)}, {"what", utf8(what)}});
    return list;
}

Outcome runDemo(Context &context)
{
    const QString folder = context.text("DIR");
    if (const auto taken = takeFolder(folder); !taken)
        return tl::unexpected(taken.error());
    Demo demo(context, QDir::cleanPath(folder));
    if (const auto done = demo.runAll(); !done) {
        demo.removeFiles();
        return tl::unexpected(done.error());
    }
    if (context.out().wantsJson()) {
        auto account = demo.account();
        account["files"] = filesJson(demo);
        context.out().json(account);
        return Exit::Fine;
    }
    printFiles(demo, context.out());
    printNextCommands(demo, context.out());
    return Exit::Fine;
}

}

Command demo()
{
    return {"demo",
            "",
            "Do the main job once on a sample register, start to finish, and show where the results lie",
            runDemo,
            {Parameter::one("DIR", "a folder that is empty or isn't there yet")},
            "It plays on Friday, 12 June 2026, and comes to the same each time."};
}

}
