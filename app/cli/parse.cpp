#include "parse.h"

#include <algorithm>
#include <array>
#include <map>

#include <CLI/CLI.hpp>

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

using Kind = Parameter::Kind;

/// CLI11 splits a list's value that stands in brackets, but here text is text. A mark before it keeps it whole.
constexpr char keepWhole = '\x1f';

std::string guarded(const QString &arg)
{
    std::string text = arg.toStdString();
    const size_t start = text.starts_with("--") ? text.find('=') + 1 : 0;
    if (start < text.size() && (text[start] == '[' || text[start] == keepWhole)
        && (start > 0 || !text.starts_with("--")))
        text.insert(start, 1, keepWhole);
    return text;
}

QString unguarded(const std::string &text)
{
    return QString::fromStdString(!text.empty() && text.front() == keepWhole ? text.substr(1) : text);
}

/// A parameter given to CLI11, to be read back by its name.
struct Bound
{
    const Parameter *parameter;
    CLI::Option *option;
};

class Parser
{
public:
    Parser();
    Result<Parsed> parse(std::vector<std::string> args);

private:
    struct Leaf
    {
        const Command *command;
        CLI::App *app;
        std::vector<Bound> bound;
    };

    CLI::App *addNoun(const char *noun);
    void addCommand(const Command &command);
    static CLI::Option *addParameter(CLI::App &app, const Parameter &parameter);
    const Leaf *chosen() const;
    Result<Parsed> read() const;
    QString strayWord(const std::vector<std::string> &args) const;
    tl::unexpected<Error> usage(const QString &what) const;

    CLI::App m_root{"", "muster-cli"};
    std::map<std::string, CLI::App *> m_nouns;
    std::vector<Bound> m_global;
    std::vector<Leaf> m_leaves;
    CLI::Option *m_version;
};

const std::array<Parameter, 3> &globalParameters()
{
    static const std::array<Parameter, 3> parameters{
        Parameter::option("register", "FILE", ""),
        Parameter::option("as", "PERSON", ""),
        Parameter::flag("json", ""),
    };
    return parameters;
}

Parser::Parser()
{
    m_root.fallthrough();
    m_root.require_subcommand(1);
    m_version = m_root.add_flag("--version");
    for (const auto &parameter : globalParameters())
        m_global.push_back({&parameter, addParameter(m_root, parameter)});
    for (const auto &command : allCommands())
        addCommand(command);
}

CLI::App *Parser::addNoun(const char *noun)
{
    auto &app = m_nouns[noun];
    if (!app)
        app = m_root.add_subcommand(noun);
    return app;
}

void Parser::addCommand(const Command &command)
{
    CLI::App *app = addNoun(command.noun);
    if (*command.verb) {
        app->require_subcommand(1);
        app = app->add_subcommand(command.verb);
    }
    Leaf leaf{&command, app, {}};
    for (const auto &parameter : command.parameters)
        leaf.bound.push_back({&parameter, addParameter(*app, parameter)});
    m_leaves.push_back(std::move(leaf));
}

CLI::Option *Parser::addParameter(CLI::App &app, const Parameter &parameter)
{
    const bool positional = parameter.kind <= Kind::Many;
    std::string name = parameter.name;
    if (positional)
        std::ranges::replace(name, '=', '-');
    else
        name = (parameter.letter ? std::string("-") + parameter.letter + ",--" : std::string("--")) + name;
    if (parameter.kind == Kind::Flag)
        return app.add_flag(name);
    CLI::Option *option = app.add_option(name);
    if (parameter.kind == Kind::Many || parameter.kind == Kind::List)
        option->expected(1, CLI::detail::expected_max_vector_size)->allow_extra_args();
    if (parameter.kind == Kind::Repeated || parameter.kind == Kind::List || parameter.kind == Kind::Many)
        option->take_all();
    return option->required(parameter.required);
}

const Parser::Leaf *Parser::chosen() const
{
    for (const auto &leaf : m_leaves) {
        if (leaf.app->parsed() && (*leaf.command->verb || leaf.app->get_subcommands({}).empty()))
            return &leaf;
    }
    return nullptr;
}

Result<Parsed> Parser::read() const
{
    Parsed parsed;
    if (const auto *leaf = chosen()) {
        parsed.command = leaf->command;
        for (const auto *list : {&m_global, &leaf->bound}) {
            for (const auto &[parameter, option] : *list) {
                if (option->count() == 0)
                    continue;
                QStringList values;
                for (const auto &value : option->results())
                    values << (parameter->kind == Kind::Flag ? QString() : unguarded(value));
                parsed.arguments.insert(QString::fromLatin1(parameter->name), values);
            }
        }
    }
    const auto nouns = m_root.get_subcommands();
    if (!nouns.empty())
        parsed.noun = QString::fromStdString(nouns.front()->get_name());
    return parsed;
}

tl::unexpected<Error> Parser::usage(const QString &what) const
{
    QString path = u"muster-cli"_s;
    if (const auto parsed = read(); parsed && parsed->command)
        path += u" %1 %2"_s.arg(QLatin1StringView(parsed->command->noun), QLatin1StringView(parsed->command->verb));
    else if (parsed && !parsed->noun.isEmpty())
        path += u' ' + parsed->noun;
    return failure(ErrorCode::Usage, u"%1; see '%2 --help'."_s.arg(what, path.trimmed()));
}

/// The first word that should name a noun or verb and doesn't; empty where all do.
QString Parser::strayWord(const std::vector<std::string> &args) const
{
    const CLI::App *app = &m_root;
    for (size_t i = 0; i < args.size(); ++i) {
        if (args[i] == "--register" || args[i] == "--as")
            ++i;
        else if (!args[i].starts_with("-")) {
            const auto known = app->get_subcommands([](const CLI::App *) { return true; });
            const auto next = std::ranges::find(known, args[i], [](const CLI::App *each) { return each->get_name(); });
            if (next == known.end())
                return known.empty() ? QString() : unguarded(args[i]);
            app = *next;
        }
    }
    return {};
}

QString withoutMarks(const std::string &text)
{
    return QString::fromStdString(text).remove(QLatin1Char(keepWhole));
}

Result<Parsed> Parser::parse(std::vector<std::string> args)
{
    const QString stray = strayWord(args);
    std::ranges::reverse(args);
    try {
        m_root.parse(std::move(args));
    } catch (const CLI::CallForHelp &) {
        auto parsed = read();
        parsed->wantsHelp = true;
        return parsed;
    } catch (const CLI::ParseError &error) {
        if (m_version->count() > 0) {
            Parsed parsed;
            parsed.wantsVersion = true;
            return parsed;
        }
        if (const auto *extras = dynamic_cast<const CLI::ExtrasError *>(&error))
            return usage(withoutMarks(extras->what())
                             .replace(u"The following argument was not expected: "_s, u"Not expected here: "_s)
                             .replace(u"The following arguments were not expected: "_s, u"Not expected here: "_s));
        if (dynamic_cast<const CLI::RequiredError *>(&error) && !chosen())
            return usage(!stray.isEmpty()                   ? u"There is no command \"%1\""_s.arg(stray)
                         : m_root.get_subcommands().empty() ? u"Name what to do, as in 'delegation list'"_s
                                                            : u"Name what to do with it"_s);
        return usage(withoutMarks(error.what()));
    }
    return read();
}

}

Result<Parsed> parse(const QStringList &args)
{
    std::vector<std::string> texts;
    for (const auto &arg : args)
        texts.push_back(guarded(arg));
    try {
        return Parser().parse(std::move(texts));
    } catch (const std::exception &error) {
        return failure(ErrorCode::Usage, u"The command line can't be read: %1."_s.arg(QString::fromUtf8(error.what())));
    }
}

}
