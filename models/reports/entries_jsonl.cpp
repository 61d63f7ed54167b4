#include "reports/entries_jsonl.h"

#include "register/log.h"
#include "reports/text_sink.h"

#include <QTimeZone>

#include <nlohmann/json.hpp>

namespace muster::reports {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

QString textAt(const json &line, const char *key)
{
    const auto found = line.find(key);
    return found != line.end() && found->is_string() ? QString::fromStdString(found->get_ref<const std::string &>())
                                                     : QString();
}

/// Tells of each line whether the filter shows it.
class Shows
{
public:
    Shows(const EntryFilter &filter, const QTimeZone &zone) : m_filter(filter), m_zone(zone) {}

    Result<bool> operator()(std::string_view line) const
    {
        if (!m_filter.from && !m_filter.to && !m_filter.delegation)
            return true;
        const auto entry = json::parse(line, nullptr, false);
        if (!entry.is_object())
            return failure(ErrorCode::Damaged, u"The record holds a line that is no entry; run 'register verify'."_s);
        return fitsDay(entry) && concernsDelegation(entry);
    }

private:
    bool fitsDay(const json &entry) const
    {
        if (!m_filter.from && !m_filter.to)
            return true;
        const QDate day = QDateTime::fromString(textAt(entry, "at"), Qt::ISODateWithMs).toTimeZone(m_zone).date();
        return (!m_filter.from || day >= *m_filter.from) && (!m_filter.to || day <= *m_filter.to);
    }

    bool concernsDelegation(const json &entry) const
    {
        if (!m_filter.delegation)
            return true;
        const bool isItself = textAt(entry, "kind").startsWith("delegation."_L1);
        return textAt(entry, isItself ? "id" : "delegation") == m_filter.delegation->text();
    }

    const EntryFilter &m_filter;
    QTimeZone m_zone;
};

}

Result<EntriesWritten> writeEntriesJsonl(registry::Store &store, const EntryFilter &filter, QIODevice &device,
                                         const registry::Progress &progress)
{
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    const auto head = store.head();
    if (!head)
        return tl::unexpected(head.error());
    const QTimeZone zone(info->timeZone.toLatin1());
    const Shows shows(filter, zone.isValid() ? zone : QTimeZone::utc());
    TextSink sink(device);
    EntriesWritten written;
    const auto read = registry::readPublicLines(store, [&](std::string_view line) -> Result<void> {
        const auto show = shows(line);
        if (!show)
            return tl::unexpected(show.error());
        std::string text = *show ? std::string(line) : '#' + ledger::toHex(ledger::leafHash(line));
        text += '\n';
        sink << text.c_str();
        ++(*show ? written.shown : written.withheld);
        if (sink.failed())
            return tl::unexpected(writeError(device));
        if (progress && !progress(written.shown + written.withheld, head->size()))
            return failure(ErrorCode::Cancelled, u"Writing the entries was stopped; nothing was saved."_s);
        return {};
    });
    const auto finished = sink.finish();
    if (!read)
        return tl::unexpected(read.error());
    return finished ? Result<EntriesWritten>(written) : tl::unexpected(finished.error());
}

}
