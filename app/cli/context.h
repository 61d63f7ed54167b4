#pragma once

#include "domain/environment.h"
#include "output.h"
#include "register/entity_table.h"
#include "register/store.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <span>

class QIODevice;

namespace muster::cli {

struct Command;

/// The exit status of a command.
enum class Exit {
    Fine = 0,
    Failed = 1,
    Usage = 2,
    Attention = 3, ///< something overdue was listed, or the record doesn't verify
};

/// What a command comes to. An error becomes one sentence on stderr and status 1; one with ErrorCode::Usage status 2.
using Outcome = Result<Exit>;

/// What a command needs from outside. Clock and randomness outlive it.
struct Environment
{
    const Clock *clock = nullptr;
    Randomness *random = nullptr;
    QString stateFolder;               ///< where high-water marks lie
    QString userName;                  ///< the system's name of who runs this; owner of a new register
    QString timeZone;                  ///< the system's, an IANA name
    QString registerFile;              ///< MUSTER_REGISTER
    QString person;                    ///< MUSTER_PERSON
    bool showProgress = false;         ///< whether stderr is a terminal
    std::function<bool()> interrupted; ///< whether the user has asked to stop; may be empty
};

/// What was given on the command line: a name of Parameter → its values; a flag has one empty value.
using Arguments = QHash<QString, QStringList>;

/// What a command works with: its arguments, the register, and where its output goes.
class Context
{
public:
    /// @param command the one that runs; outlives this
    Context(const Command &command, Arguments arguments, const Environment &environment, Output &out);
    ~Context();

    /// Cleans what was typed for the command's parameters that take free text, see cleanText(). Error: InvalidInput
    /// naming the parameter.
    Result<void> cleanFreeText();

    Output &out() { return m_out; }
    const Environment &environment() const { return m_environment; }

    /// Whether a parameter was given.
    bool has(const char *name) const;
    /// The value of a parameter, empty where it wasn't given.
    QString text(const char *name) const;
    /// All values of a parameter.
    QStringList texts(const char *name) const;
    /// A whole number from 0 to 2^53 - 1, or nothing where it wasn't given. Error: Usage naming the option.
    Result<std::optional<qint64>> number(const char *name) const;
    /// A date, or nothing where it wasn't given. Error: InvalidInput naming the option.
    Result<std::optional<QDate>> date(const char *name) const;
    /// The values of Parameter::fields(), taken apart at the first `=`. Error: Usage where one has none.
    Result<QList<registry::FieldText>> fields() const;
    /// A value of a closed list, or nothing where it wasn't given. Error: InvalidInput naming the option and the words.
    template <typename E>
    Result<std::optional<E>> word(const char *name) const
    {
        if (!has(name))
            return std::optional<E>();
        if (const auto value = fromWord<E>(text(name)))
            return std::optional<E>(*value);
        return tl::unexpected(noSuchWord(name, Words<E>::all));
    }

    /// The register that --register or MUSTER_REGISTER names, opened the first time, with who acts set (--as,
    /// MUSTER_PERSON, otherwise its owner). Errors: Usage where none is named, Refused where who acts has left and the
    /// command may write, and what Store::open and resolve() say.
    Result<registry::Store *> store();

    /// The path of the register. Error: Usage where none is named.
    Result<QString> registerFile() const;

    /// What Store needs, from the environment.
    registry::StoreOptions storeOptions() const;

    /// The identifier a text names, or nothing where the option wasn't given; see registry::resolve().
    template <typename IdType>
    Result<std::optional<IdType>> named(const char *name, const Entity &entity)
    {
        if (!has(name))
            return std::optional<IdType>();
        return store()
            .and_then([&](registry::Store *open) { return registry::resolve(*open, entity, text(name)); })
            .map([](const QString &id) { return std::optional<IdType>(IdType(id)); });
    }

    /// Writes a file as a whole or not at all; `-` is stdout. Errors: DiskFull, Io, and those of `write`.
    Result<void> save(const QString &path, const std::function<Result<void>(QIODevice &)> &write);

    /// A function to hand to long work: shows how far it is, where stderr is a terminal, and stops it when the user
    /// asks to. The line is taken away when the command ends.
    std::function<bool(qint64 done, qint64 total)> progress(const QString &what);

private:
    Error noSuchWord(const char *name, std::span<const std::string_view> words) const;
    Result<void> setActor();
    bool mayWrite() const;

    const Command &m_command;
    Arguments m_arguments;
    const Environment &m_environment;
    Output &m_out;
    std::unique_ptr<registry::Store> m_store;
};

}
