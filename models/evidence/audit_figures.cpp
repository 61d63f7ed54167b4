#include "evidence/audit_figures.h"

#include "domain/iso_date.h"
#include "ledger/canonical.h"

#include <nlohmann/json.hpp>

namespace muster::evidence {

using namespace Qt::StringLiterals;
using namespace muster::registry;
using nlohmann::json;

namespace {

json jsonOfFigure(const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return *number;
    if (const auto *yes = std::get_if<bool>(&value))
        return *yes;
    return textOf(value).toStdString();
}

json figuresOnSide(const Signal &signal, bool isPrivate)
{
    json figures = json::object();
    for (const auto &figure : signal.figures) {
        if (figure.isPrivate == isPrivate && !isAbsent(figure.value))
            figures[figure.name.toStdString()] = jsonOfFigure(figure.value);
    }
    return figures;
}

Result<QString> canonicalText(const json &list)
{
    if (list.empty())
        return QString();
    return ledger::canonical(list).map([](const std::string &text) { return QString::fromStdString(text); });
}

json listFrom(const QString &text)
{
    auto list = json::parse(text.toStdString(), nullptr, false);
    return list.is_array() ? list : json::array();
}

QString keptText(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? QString::fromStdString(*found) : QString();
}

Value keptFigure(const json &value)
{
    if (value.is_boolean())
        return value.get<bool>();
    if (value.is_number_integer())
        return value.get<qint64>();
    return value.is_string() ? Value(QString::fromStdString(value)) : Value();
}

void addKept(Signal &signal, const json &object, bool isPrivate)
{
    const auto figures = object.find("figures");
    if (figures == object.end() || !figures->is_object())
        return;
    for (const auto &[name, value] : figures->items())
        signal.figures.append({QString::fromStdString(name), keptFigure(value), isPrivate});
}

QStringList sentencesOf(const QList<Signal> &list)
{
    QStringList sentences;
    for (const auto &signal : list) {
        if (signal.state == SignalState::Raised)
            sentences << u"%1: %2"_s.arg(titleOf(signal), sentenceOf(signal));
    }
    return sentences;
}

}

Result<CheckFigures> figuresOf(const QList<Signal> &list, Check check)
{
    json open = json::array(), hidden = json::array();
    for (const auto &signal : list) {
        if (signal.check != check)
            continue;
        const auto name = signal.name.toStdString();
        open.push_back({{"figures", figuresOnSide(signal, false)},
                        {"signal", name},
                        {"since", signal.since ? json(isoText(*signal.since).toStdString()) : json()},
                        {"state", std::string(wordView(signal.state))}});
        if (auto texts = figuresOnSide(signal, true); !texts.empty())
            hidden.push_back({{"figures", std::move(texts)}, {"signal", name}});
    }
    const auto figures = canonicalText(open), privateFigures = canonicalText(hidden);
    if (!figures || !privateFigures)
        return tl::unexpected(!figures ? figures.error() : privateFigures.error());
    return CheckFigures{*figures, *privateFigures};
}

QList<Signal> signalsFrom(Check check, const CheckFigures &kept)
{
    const json hidden = listFrom(kept.privateFigures);
    QList<Signal> list;
    for (const auto &object : listFrom(kept.figures)) {
        const auto state = object.is_object() ? fromWord<SignalState>(keptText(object, "state")) : std::nullopt;
        if (!state)
            continue;
        Signal signal{check, keptText(object, "signal"), *state, {}, {}};
        if (const auto since = QDate::fromString(keptText(object, "since"), Qt::ISODate); since.isValid())
            signal.since = since;
        addKept(signal, object, false);
        for (const auto &other : hidden) {
            if (other.is_object() && keptText(other, "signal") == signal.name)
                addKept(signal, other, true);
        }
        list.append(signal);
    }
    return list;
}

QList<Signal> signalsFrom(const Finding &finding)
{
    return signalsFrom(finding.check, {finding.figures, finding.privateFigures});
}

Result<void> keepShown(Store &store, const AuditId &audit, const DelegationId &delegation, const QList<Signal> &list)
{
    QMap<Check, CheckFigures> figures;
    for (const auto &signal : list) {
        if (figures.contains(signal.check))
            continue;
        const auto one = figuresOf(list, signal.check);
        if (!one)
            return tl::unexpected(one.error());
        figures.insert(signal.check, *one);
    }
    return AuditService(store).keepFigures(audit, delegation, figures);
}

Result<QList<Signal>> keepSignals(Store &store, const AuditId &audit, const DelegationId &delegation)
{
    const auto read = readSignals(store, {delegation, {}, {}});
    if (!read)
        return tl::unexpected(read.error());
    const auto list = read->isEmpty() ? QList<Signal>() : read->first().list;
    return keepShown(store, audit, delegation, list).map([&] { return list; });
}

Result<QList<DelegationSignals>> keepSignals(Store &store, const AuditId &audit, const Progress &progress)
{
    const auto open = AuditService(store).get(audit);
    if (!open)
        return tl::unexpected(open.error());
    QList<DelegationSignals> kept;
    for (const auto &item : open->delegations) {
        const auto list = keepSignals(store, audit, item.id);
        if (!list)
            return tl::unexpected(list.error());
        kept.append({item.id, item.title, *list});
        if (progress && !progress(kept.size(), open->delegations.size()))
            return failure(ErrorCode::Cancelled, u"Reading the signals was stopped."_s);
    }
    return kept;
}

QStringList raisedSentences(const OpenDelegation &item, Check check)
{
    return sentencesOf(signalsFrom(check, item.figures.value(check)));
}

QStringList raisedSentences(const Finding &finding)
{
    return sentencesOf(signalsFrom(finding));
}

}
