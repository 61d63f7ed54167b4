#include "command.h"

#include "help.h"
#include "parse.h"

#include <algorithm>
#include <array>

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

int statusOf(const Error &error)
{
    return int(error.code == ErrorCode::Usage ? Exit::Usage : Exit::Failed);
}

int runCommand(const Command &command, Arguments arguments, const Environment &environment, Output &out)
{
    Context context(command, std::move(arguments), environment, out);
    const Outcome outcome = context.cleanFreeText().and_then([&] { return command.run(context); });
    out.progress({});
    if (!outcome) {
        out.error(outcome.error().message);
        return statusOf(outcome.error());
    }
    if (!out.flush()) {
        out.error(u"The output can't be written: is the disk full? Nothing was lost in the register."_s);
        return int(Exit::Failed);
    }
    return int(*outcome);
}

}

bool Command::onlyReads() const
{
    constexpr std::array<std::string_view, 10> verbs{"backup",  "export", "info",   "list",   "preview",
                                                     "propose", "show",   "status", "verify", "worksheet"};
    constexpr std::array<std::string_view, 4> ofEvidence{"costs", "draw", "names",
                                                         "signals"}; // those of an audit write
    return std::ranges::find(verbs, std::string_view(verb)) != verbs.end()
           || (std::string_view(noun) == "evidence"
               && std::ranges::find(ofEvidence, std::string_view(verb)) != ofEvidence.end());
}

int run(const QStringList &args, std::ostream &outStream, std::ostream &errStream, const Environment &environment)
{
    const auto parsed = parse(args);
    if (!parsed) {
        Output(outStream, errStream, false).error(parsed.error().message);
        return statusOf(parsed.error());
    }
    Output out(outStream, errStream, parsed->arguments.contains(u"json"_s));
    if (parsed->wantsHelp) {
        out.bytes(helpText(parsed->noun, parsed->command).toUtf8());
        return int(out.flush() ? Exit::Fine : Exit::Failed);
    }
    if (parsed->wantsVersion) {
        out.line(u"muster-cli %1"_s.arg(QStringLiteral(MUSTER_VERSION)));
        return int(out.flush() ? Exit::Fine : Exit::Failed);
    }
    return runCommand(*parsed->command, parsed->arguments, environment, out);
}

}
