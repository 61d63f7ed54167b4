#include "context.h"

#include "command.h"
#include "domain/entities.h"
#include "reports/save_file.h"

#include <QBuffer>

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestNumber = (1LL << 53) - 1; // what the record's JSON can hold
constexpr qsizetype longestText = 200'000;

QString nameOf(const char *name)
{
    const QString text = QString::fromLatin1(name);
    return text == text.toUpper() ? text : u"--"_s + text;
}

}

Context::Context(const Command &command, Arguments arguments, const Environment &environment, Output &out)
    : m_command(command), m_arguments(std::move(arguments)), m_environment(environment), m_out(out)
{
}

Context::~Context() = default;

bool Context::has(const char *name) const
{
    return m_arguments.contains(QString::fromLatin1(name));
}

QString Context::text(const char *name) const
{
    return texts(name).value(0);
}

QStringList Context::texts(const char *name) const
{
    return m_arguments.value(QString::fromLatin1(name));
}

Result<void> Context::cleanFreeText()
{
    for (const auto &parameter : m_command.parameters) {
        const auto given = m_arguments.find(QString::fromLatin1(parameter.name));
        if (!parameter.isFreeText() || given == m_arguments.end())
            continue;
        for (auto &text : *given) {
            auto clean = cleanText(text, nameOf(parameter.name), false, longestText);
            if (!clean)
                return tl::unexpected(clean.error());
            text = std::move(*clean);
        }
    }
    return {};
}

Result<std::optional<qint64>> Context::number(const char *name) const
{
    if (!has(name))
        return std::optional<qint64>();
    bool ok = false;
    const qint64 value = text(name).toLongLong(&ok);
    if (!ok || value < 0)
        return failure(ErrorCode::Usage,
                       u"%1 takes a whole number from 0, not \"%2\"."_s.arg(nameOf(name), text(name).left(40)));
    if (value > largestNumber)
        return failure(ErrorCode::Usage,
                       u"%1 is too large: it takes a whole number up to %2."_s.arg(nameOf(name)).arg(largestNumber));
    return std::optional(value);
}

Result<std::optional<QDate>> Context::date(const char *name) const
{
    if (!has(name))
        return std::optional<QDate>();
    return parseDate(text(name), nameOf(name)).map([](QDate day) { return std::optional(day); });
}

Result<QList<registry::FieldText>> Context::fields() const
{
    QList<registry::FieldText> fields;
    for (const auto &text : texts("FIELD=VALUE")) {
        const auto equals = text.indexOf(u'=');
        if (equals < 1)
            return failure(ErrorCode::Usage,
                           u"\"%1\" is no FIELD=VALUE; quote a value that holds blanks."_s.arg(text.left(60)));
        fields.append({text.left(equals), text.mid(equals + 1)});
    }
    return fields;
}

Result<QString> Context::registerFile() const
{
    const QString named = has("register") ? text("register") : m_environment.registerFile;
    if (named.isEmpty())
        return failure(ErrorCode::Usage, u"No register is named; give --register FILE or set MUSTER_REGISTER."_s);
    return named;
}

registry::StoreOptions Context::storeOptions() const
{
    registry::StoreOptions options;
    options.clock = m_environment.clock;
    options.random = m_environment.random;
    options.stateFolder = m_environment.stateFolder;
    return options;
}

Result<registry::Store *> Context::store()
{
    if (m_store)
        return m_store.get();
    const auto file = registerFile();
    if (!file)
        return tl::unexpected(file.error());
    auto opened = registry::Store::open(*file, storeOptions());
    if (!opened)
        return tl::unexpected(opened.error());
    m_store = std::move(*opened);
    if (const auto set = setActor(); !set) {
        m_store.reset();
        return tl::unexpected(set.error());
    }
    return m_store.get();
}

Result<void> Context::setActor()
{
    const bool given = has("as");
    const QString named = given ? text("as") : m_environment.person;
    if (named.isEmpty() && !given)
        return {};
    const QString where = given ? u"--as"_s : u"MUSTER_PERSON"_s;
    const auto person = registry::resolve(*m_store, entityOf<Person>(), named).and_then([this](const QString &id) {
        return registry::byId<Person>(*m_store, PersonId(id));
    });
    if (!person)
        return failure(person.error().code, u"%1: %2"_s.arg(where, person.error().message));
    if (mayWrite() && !person->isActive(m_store->today()))
        return failure(ErrorCode::Refused,
                       u"%1: %2 left on %3 and acts no more; name somebody who is there, or %4 to act as the "
                       "register's owner."_s.arg(where, person->name, person->leftOn->toString(Qt::ISODate),
                                                 given ? u"leave it out"_s : u"unset it"_s));
    m_store->setActor(person->id);
    return {};
}

bool Context::mayWrite() const
{
    return !m_command.onlyReads() && !has("dry-run");
}

Result<void> Context::save(const QString &path, const std::function<Result<void>(QIODevice &)> &write)
{
    if (path != u"-"_s)
        return reports::saveFile(path, write);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (const auto written = write(buffer); !written)
        return written;
    m_out.bytes(buffer.data());
    return {};
}

std::function<bool(qint64, qint64)> Context::progress(const QString &what)
{
    qint64 shown = -1;
    if (m_environment.interrupted)
        m_environment.interrupted();
    return [this, what, shown](qint64 done, qint64 total) mutable {
        const qint64 step = total > 0 ? done * 100 / total : done / 1000;
        if (m_environment.showProgress && std::exchange(shown, step) != step)
            m_out.progress(total > 0 ? u"%1: %2 %"_s.arg(what).arg(step) : u"%1: %2"_s.arg(what).arg(done));
        return !(m_environment.interrupted && m_environment.interrupted());
    };
}

Error Context::noSuchWord(const char *name, std::span<const std::string_view> words) const
{
    QStringList known;
    for (const auto word : words)
        known << QString::fromLatin1(word.data(), qsizetype(word.size()));
    return {ErrorCode::InvalidInput,
            u"%1 takes one of %2, not \"%3\"."_s.arg(nameOf(name), known.join(u", "_s), text(name).left(40))};
}

}
