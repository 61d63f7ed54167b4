#include "signal_output.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

nlohmann::ordered_json jsonOf(const evidence::Figure &figure)
{
    if (const auto *number = std::get_if<qint64>(&figure.value))
        return *number;
    if (const auto *boolean = std::get_if<bool>(&figure.value))
        return *boolean;
    return isAbsent(figure.value) ? nlohmann::ordered_json() : nlohmann::ordered_json(utf8(textOf(figure.value)));
}

nlohmann::ordered_json jsonOf(const DelegationId &delegation, const evidence::Signal &signal)
{
    auto figures = nlohmann::ordered_json::object();
    for (const auto &figure : signal.figures)
        figures[utf8(figure.name)] = jsonOf(figure);
    return {{"delegation", utf8(delegation.text())}, {"check", latin(wordView(signal.check))},
            {"signal", utf8(signal.name)},           {"state", latin(wordView(signal.state))},
            {"figures", std::move(figures)},         {"since", cli::jsonOf(signal.since)}};
}

}

nlohmann::ordered_json signalsJson(const QList<evidence::DelegationSignals> &read)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto &one : read) {
        for (const auto &signal : one.list)
            list.push_back(jsonOf(one.delegation, signal));
    }
    return list;
}

void printSignals(const QList<evidence::DelegationSignals> &read, bool everything, Output &out)
{
    QList<QStringList> lines;
    for (const auto &one : read) {
        for (const auto &signal : one.list) {
            if (everything || signal.state == evidence::SignalState::Raised)
                lines << QStringList{shortened(one.title, 40),
                                     word(signal.check),
                                     signal.name,
                                     word(signal.state),
                                     signal.since ? signal.since->toString(Qt::ISODate) : QString(),
                                     evidence::sentenceOf(signal)};
        }
    }
    if (lines.isEmpty())
        out.line(u"No signal is raised; --all also lists those that are quiet or lack data."_s);
    else
        out.table({u"delegation"_s, u"check"_s, u"signal"_s, u"state"_s, u"since"_s, u"figures"_s}, lines);
}

}
