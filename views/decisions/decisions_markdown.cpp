#include "views/decisions/decisions_markdown.h"

#include "reports/render_markdown.h"

namespace muster::views {

using namespace Qt::StringLiterals;
using reports::markdownText;

namespace {

QString isoOf(const std::optional<QDate> &date)
{
    return date ? date->toString(Qt::ISODate) : DecisionListModel::tr("no date");
}

QString whenOf(const items::ShownDecision &shown)
{
    const auto &decision = shown.decision;
    if (decision.state == DecisionState::Done)
        return DecisionListModel::tr("done on %1").arg(isoOf(decision.endedOn));
    if (decision.state == DecisionState::Dropped)
        return DecisionListModel::tr("dropped on %1").arg(isoOf(decision.endedOn));
    return shown.overdue ? DecisionListModel::tr("**overdue since %1**").arg(isoOf(decision.due))
                         : DecisionListModel::tr("due %1").arg(isoOf(decision.due));
}

QString taskOf(const items::ShownDecision &shown)
{
    const auto &decision = shown.decision;
    const bool open = decision.state == DecisionState::Open;
    return u"- [%1] **%2** – %3, %4 (no. %5): %6\n"_s.arg(open ? u" "_s : u"x"_s, markdownText(shown.delegationTitle),
                                                          markdownText(phraseOf(shown)), whenOf(shown),
                                                          QString::number(decision.number), markdownText(decision.why));
}

}

QString decisionsMarkdown(const DecisionListModel &list)
{
    QString text;
    for (const auto &line : list.lines()) {
        if (line.isHeading)
            text += u"%1### %2\n\n"_s.arg(text.isEmpty() ? QString() : u"\n"_s, markdownText(line.owner));
        else
            text += taskOf(line.decision);
    }
    return text;
}

}
