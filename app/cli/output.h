#pragma once

#include <QStringList>

#include <ostream>
#include <utility>

#include <nlohmann/json_fwd.hpp>

namespace muster::cli {

/// Text for a terminal: control characters and those that turn the direction of writing become visible escapes
/// (`\x1b`, `\u202e`), so that text is only text. Line feeds stay where `lines` says so, otherwise they become `\n`.
QString visible(const QString &text, bool lines = false);

/// How many columns of a terminal a visible text takes; wide East Asian characters and emoji take two.
int displayWidth(const QString &text);

/// The text on one line, cut to at most `width` columns with an ellipsis.
QString shortened(const QString &text, int width);

/// Where a command's output goes. For people, aligned columns; for scripts, one JSON value a command.
class Output
{
public:
    Output(std::ostream &out, std::ostream &err, bool json) : m_out(out), m_err(err), m_json(json) {}

    /// Whether --json was given: then a command prints one JSON value and nothing else.
    bool wantsJson() const { return m_json; }

    /// One line for people.
    void line(const QString &text = {});
    /// Columns with a header, aligned; what stands in `right` is aligned to the right.
    void table(const QStringList &headers, const QList<QStringList> &rows, const QList<int> &right = {});
    /// A name and a value a line, aligned; further lines of a value are indented. Empty values are left out.
    void pairs(const QList<std::pair<QString, QString>> &pairs);
    /// A JSON value in UTF-8, indented by two. Characters that turn the direction of writing are escaped.
    void json(const nlohmann::ordered_json &value);
    /// Bytes as they are, for `-o -`.
    void bytes(const QByteArray &bytes);

    /// `muster-cli: …` on stderr.
    void error(const QString &sentence);
    /// A remark on stderr that is no error.
    void note(const QString &sentence);
    /// How far long work is: a line on a terminal's stderr that the next one replaces. Empty takes it away.
    void progress(const QString &text);

    /// Hands everything on. False where stdout can't take it (a full disk, a closed pipe).
    bool flush();

private:
    std::ostream &m_out;
    std::ostream &m_err;
    bool m_json;
    bool m_progressShown = false;
};

}
