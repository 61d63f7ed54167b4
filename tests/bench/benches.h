#pragma once

#include <QString>

#include <string>

/// The benches. Each prints its lines of the table and runs in a process of its own.
namespace muster::bench {

/// What a bench works with.
struct Setting
{
    bool quick = false; ///< a tenth of the size, for trying out
    int rounds = 3;     ///< how often a pair is measured
    std::string cli;    ///< the path of muster-cli
    std::string window; ///< the path of muster-window-probe; empty where it isn't built
    QString cache;      ///< a folder for what later runs use again
    QString folder;     ///< a folder for this run, on the same disk

    /// `full`, or a tenth of it.
    qint64 sized(qint64 full) const { return quick ? full / 10 : full; }
    /// A file in the run's folder.
    std::string file(const char *name) const { return (folder + u'/' + QString::fromLatin1(name)).toStdString(); }
};

void benchImport(const Setting &setting);
void benchList(const Setting &setting);
void benchEdit(const Setting &setting);
void benchVerify(const Setting &setting);
void benchLedger(const Setting &setting);
void benchEvidence(const Setting &setting);
void benchWindow(const Setting &setting);

}
