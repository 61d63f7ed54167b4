#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFloat16> // QCOMPARE of a JSON value needs it whole
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

#include <nlohmann/json.hpp>

namespace muster::test {

using nlohmann::json;

/// What a run of muster-cli came to.
struct Ran
{
    int status = -1; ///< -1 where it crashed or didn't end
    QString out;
    QString err;

    json parsed() const { return json::parse(out.toStdString(), nullptr, false); }
    QString line() const { return out.trimmed(); }
};

/// muster-cli as a process of its own, with a home, a state folder and a clock of the test's.
class CliProcess
{
public:
    CliProcess() : m_home(homeTemplate()) { setNow(QStringLiteral("2026-06-15T09:00:00.000Z")); }

    /// The instant the program takes for now.
    void setNow(const QString &instant) { setVariable("MUSTER_NOW", instant); }
    void setVariable(const char *name, const QString &value) { m_environment.insert(QString::fromLatin1(name), value); }

    QString path(const QString &name) const { return m_home.filePath(name); }

    /// Runs it, on the register of MUSTER_REGISTER where there is one.
    Ran run(const QStringList &args) const
    {
        QProcess process;
        auto environment = QProcessEnvironment();
        environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC"));
        environment.insert(QStringLiteral("HOME"), m_home.path());
        environment.insert(QStringLiteral("XDG_STATE_HOME"), m_home.filePath(QStringLiteral("state")));
        environment.insert(m_environment);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home.path());
        process.start(QStringLiteral(MUSTER_CLI), args);
        if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
            return {-1, QString::fromUtf8(process.readAllStandardOutput()),
                    QString::fromUtf8(process.readAllStandardError())};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    /// Makes a register of Ada's in this home and names it for all that follows.
    bool makeRegister(const QString &name = QStringLiteral("team.muster"))
    {
        setVariable("MUSTER_REGISTER", path(name));
        return run({QStringLiteral("register"), QStringLiteral("new"), path(name), QStringLiteral("--owner"),
                    QStringLiteral("Ada"), QStringLiteral("--time-zone"), QStringLiteral("UTC")})
                   .status
               == 0;
    }

    /// Does what takes many processes once a test program, and puts back the register it came to from then on. Returns
    /// the first failure, empty where all went well.
    QString once(const QString &what, const std::function<QString()> &make)
    {
        static QHash<QString, QByteArray> made;
        const QString name = QStringLiteral("team.muster");
        if (const auto kept = made.constFind(what); kept != made.constEnd()) {
            setVariable("MUSTER_REGISTER", path(name));
            QFile file(path(name));
            return file.open(QIODevice::WriteOnly) && file.write(*kept) == kept->size() ? QString()
                                                                                        : QStringLiteral("no register");
        }
        const QString problem = make();
        if (problem.isEmpty())
            made.insert(what, bytes(name));
        return problem;
    }

    /// The bytes of a file, to see that it stayed as it was.
    QByteArray bytes(const QString &name) const
    {
        QFile file(QDir(m_home.path()).absoluteFilePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    /// In memory where the system has a place for that: each command flushes what it writes, and there are thousands.
    static QString homeTemplate()
    {
        const QFileInfo memory(QStringLiteral("/dev/shm"));
        return QDir(memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath())
            .filePath(QStringLiteral("muster-cli-XXXXXX"));
    }

    QTemporaryDir m_home;
    QProcessEnvironment m_environment;
};

/// That it worked and said nothing on stderr; shows what it said otherwise.
#define MUSTER_FINE(ran)                                                                                               \
    do {                                                                                                               \
        const auto &muster_ran = (ran);                                                                                \
        QVERIFY2(muster_ran.status == 0, qPrintable(muster_ran.err));                                                  \
        QCOMPARE(muster_ran.err, QString());                                                                           \
    } while (false)

/// That it failed with a status and one sentence on stderr that holds `part`, and printed nothing.
#define MUSTER_FAILS(ran, wanted, part)                                                                                \
    do {                                                                                                               \
        const auto &muster_ran = (ran);                                                                                \
        QVERIFY2(muster_ran.status == (wanted), qPrintable(muster_ran.out + muster_ran.err));                          \
        QVERIFY2(muster_ran.err.startsWith(QStringLiteral("muster-cli: ")), qPrintable(muster_ran.err));               \
        QCOMPARE(muster_ran.err.count(u'\n'), 1);                                                                      \
        QVERIFY2(muster_ran.err.contains(QStringLiteral(part)), qPrintable(muster_ran.err));                           \
        QCOMPARE(muster_ran.out, QString());                                                                           \
    } while (false)

}
