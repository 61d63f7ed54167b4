#pragma once

#include "context.h"

#include <QStringList>

#include <iosfwd>
#include <span>
#include <string_view>
#include <vector>

/// How the command line is put together.
///
/// A command is one small file: a function that describes it, named by a line in `command_list.inc`, and what it runs.
///
///     // decision_drop.cpp
///     #include "command.h"
///     #include "register/decision_service.h"
///
///     namespace muster::cli {
///     using namespace Qt::StringLiterals;
///
///     static Outcome run(Context &context)
///     {
///         const auto store = context.store();
///         if (!store)
///             return tl::unexpected(store.error());
///         registry::DecisionService decisions(**store);
///         const auto done = decisions.find(context.text("ID")).and_then([&](const DecisionId &id) {
///             return decisions.drop(id, context.text("why"));
///         });
///         if (!done)
///             return tl::unexpected(done.error());
///         context.out().line(u"Dropped."_s);
///         return Exit::Fine;
///     }
///
///     Command decisionDrop()
///     {
///         return {"decision", "drop", "Give a decision up", run,
///                 {Parameter::one("ID", "the decision"),
///                  Parameter::option("why", "TEXT", "the reason").must()}};
///     }
///     }
///
/// and in command_list.inc: `MUSTER_COMMAND(decisionDrop)`. Nothing else: parsing, help, `--register`, `--as`, `--json`,
/// exit status and the wording of errors are common to all. No command file includes CLI11.
namespace muster::cli {

/// One thing a command takes.
struct Parameter
{
    enum class Kind {
        One,      ///< a positional that has to be there
        Maybe,    ///< a positional that may be missing
        Many,     ///< the remaining positionals
        Option,   ///< `--name VALUE`, once
        Repeated, ///< `--name VALUE`, any number of times, one value each
        List,     ///< `--name VALUE…`: one or more values after it, and again
        Flag,     ///< `--name`
    };

    Kind kind = Kind::One;
    const char *name = "";  ///< positionals in capitals as help shows them, options without dashes
    const char *value = ""; ///< what help calls an option's value
    const char *help = "";
    bool required = false;
    char letter = 0; ///< a short form, as `o` for `-o`

    static Parameter one(const char *name, const char *help) { return {Kind::One, name, "", help, true, 0}; }
    static Parameter maybe(const char *name, const char *help) { return {Kind::Maybe, name, "", help, false, 0}; }
    static Parameter many(const char *name, const char *help) { return {Kind::Many, name, "", help, false, 0}; }
    static Parameter option(const char *name, const char *value, const char *help)
    {
        return {Kind::Option, name, value, help, false, 0};
    }
    static Parameter repeated(const char *name, const char *value, const char *help)
    {
        return {Kind::Repeated, name, value, help, false, 0};
    }
    static Parameter list(const char *name, const char *value, const char *help)
    {
        return {Kind::List, name, value, help, false, 0};
    }
    static Parameter flag(const char *name, const char *help) { return {Kind::Flag, name, "", help, false, 0}; }
    /// `[FIELD=VALUE]…`, read with Context::fields().
    static Parameter fields()
    {
        return many("FIELD=VALUE", "a field by its name as 'show --json' has it, and its value");
    }

    /// Whether a person writes what they like here, as a reason: its value is called TEXT or VALUE, or it is itself.
    bool isFreeText() const
    {
        const std::string_view called(kind <= Kind::Many ? name : value);
        return called == "TEXT" || called == "VALUE" || std::string_view(name) == "reference";
    }

    /// The same, and missing it is wrong usage.
    Parameter must() const
    {
        Parameter same = *this;
        same.required = true;
        return same;
    }
    /// The same with a short form.
    Parameter shortly(char c) const
    {
        Parameter same = *this;
        same.letter = c;
        return same;
    }
};

/// A command: `muster-cli NOUN VERB …`; one without a verb is `muster-cli NOUN …`.
struct Command
{
    const char *noun = "";
    const char *verb = "";
    const char *summary = ""; ///< one line for help
    Outcome (*run)(Context &context) = nullptr;
    std::vector<Parameter> parameters;
    const char *notes = ""; ///< further lines for help

    /// Whether its verb is one that leaves every register as it is.
    bool onlyReads() const;
};

/// Every command, in the order of help.
const std::vector<Command> &allCommands();

/// Runs one command line.
/// @param args         what follows the program's name
/// @param out          what was asked for
/// @param err          errors, one sentence each, and progress
/// @param environment  time, randomness, folders and variables
/// @return the exit status: 0 fine, 1 what was asked failed, 2 wrong usage, 3 something is overdue or doesn't verify
int run(const QStringList &args, std::ostream &out, std::ostream &err, const Environment &environment);

}
