#pragma once

#include "register/audit_service.h"
#include "sample/sample_environment.h"

#include <initializer_list>

/// The sample's story as a list of what people did. The first step that fails is kept and ends it: what follows does
/// nothing, so that the story reads as one and is asked once at its end.
namespace muster::sample {

/// A field and its text, as a person types FIELD=VALUE; in UTF-8.
struct Text
{
    const char *field;
    const char *text;
};
using Texts = std::initializer_list<Text>;
using Names = std::initializer_list<const char *>;

QString utf16(const char *text);
/// A date written YYYY-MM-DD; invalid for an empty text.
QDate dayOf(const char *text);

class Script
{
public:
    /// @param store, clock outlive the script; the clock is the store's
    Script(registry::Store &store, SampleClock &clock) : m_store(store), m_clock(clock) {}

    registry::Store &store() { return m_store; }
    const Result<void> &outcome() const { return m_outcome; }

    /// It is that day and that time in UTC (HH:MM), and this person acts.
    void on(const char *day, const char *utc, const char *who);
    /// Time passes.
    void pass(int minutes) { m_clock.advance(minutes); }

    template <typename Service>
    void add(Texts texts)
    {
        step([&] { return Service(m_store).add(fields(texts)); });
    }

    template <typename Service>
    void set(const char *what, Texts texts, const char *why)
    {
        step([&] {
            Service service(m_store);
            return service.find(utf16(what)).and_then([&](const auto &id) {
                return service.set(id, fields(texts), {utf16(why)});
            });
        });
    }

    /// Runs a step of its own kind, unless one failed before; some minutes pass with it.
    template <typename Work>
    void step(Work &&work, int minutes = 3)
    {
        if (!m_outcome)
            return;
        if (const auto done = work(); !done)
            m_outcome = tl::unexpected(done.error());
        pass(minutes);
    }

    /// The identifier of what `name` names; null where there is none, which ends the script.
    template <typename T>
    decltype(T::id) find(const char *name)
    {
        if (!m_outcome)
            return {};
        const auto id = registry::resolve(m_store, entityOf<T>(), utf16(name));
        if (!id)
            m_outcome = tl::unexpected(id.error());
        return decltype(T::id)(id.value_or(QString()));
    }
    QList<PersonId> people(Names names);

private:
    static QList<registry::FieldText> fields(Texts texts);

    registry::Store &m_store;
    SampleClock &m_clock;
    Result<void> m_outcome;
};

}
