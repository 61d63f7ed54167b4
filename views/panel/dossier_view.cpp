#include "views/panel/dossier_view.h"

#include "views/panel/dossier_words.h"
#include "views/panel/figures.h"
#include "views/parts/flow_layout.h"
#include "views/parts/long_text.h"

#include <QFontMetrics>
#include <QSettings>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using Tone = TagLook::Tone;
using Words = DossierWords;

namespace {

/// What a link has around its text, in line with which stands what is below it.
constexpr int linkInset = 5;

QString joined(const QStringList &parts)
{
    QStringList there = parts;
    there.removeAll(QString());
    return there.join(u" · "_s);
}

FlowLayout *tagRow(const std::vector<TagLook> &looks)
{
    auto *row = new FlowLayout(space::tiny);
    for (const auto &look : looks)
        row->addWidget(new Tag(look));
    return row;
}

/// Some label text with a tag after it.
QLayout *textAndTag(const QString &text, const std::optional<TagLook> &look)
{
    auto *row = columnOf(space::tiny);
    row->addWidget(valueLabel(text));
    if (look)
        row->addLayout(tagRow({*look}));
    return row;
}

}

DossierView::DossierView(const items::DelegationDossier &dossier, QSettings *settings, QWidget *parent)
    : QWidget(parent), m_dossier(dossier), m_settings(settings), m_column(new QVBoxLayout(this))
{
    setProperty("look", u"ground"_s);
    m_column->setContentsMargins(space::large, space::medium, space::large, space::medium);
    m_column->setSpacing(space::small);
    addHead();
    addFigures();
    m_column->addSpacing(space::tiny);
    addDecisions();
    addHandoff();
    addLimits();
    addMoves();
    addFindings();
    m_column->addStretch();
}

void DossierView::addHead()
{
    const auto &d = m_dossier.delegation;
    auto *top = rowOf(space::small);
    top->addWidget(new Tag(tagOf(d.category)));
    if (d.status != Status::Active)
        top->addWidget(new Tag({spoken(d.status), Mark::None, Tone::Neutral}));
    const QString risk = d.risk ? tr("%1 risk").arg(word(*d.risk)) : tr("risk not said");
    const QString tier = d.tier ? tr("%1 tier").arg(*d.tier) : QString();
    auto *meta = new PlainLabel(joined({risk, tier, d.team.value_or(Title())}), Type::Body, Ink::Muted);
    meta->setElided(true);
    top->addWidget(meta, 1);
    m_column->addLayout(top);

    auto *title = new PlainLabel(breakable(d.title, headingWord), Type::Title);
    title->setObjectName(u"title"_s);
    title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(title);
    if (d.purpose) {
        m_column->addWidget(textValue(*d.purpose, Type::Body, Ink::Muted));
    } else {
        addMissing(m_column, u"purpose"_s, tr("What it is for is not said yet."));
    }
    std::vector<TagLook> flags;
    for (const auto flag : m_dossier.flags)
        flags.push_back(tagOf(flag));
    if (!flags.empty())
        m_column->addLayout(tagRow(flags));
    m_column->addSpacing(space::tiny);
}

void DossierView::addFigures()
{
    auto *figures = new Figures;
    const auto &d = m_dossier.delegation;
    addPeople(*figures);
    if (d.category == Category::Avoid || d.categoryReason) {
        const QString name = d.category == Category::Avoid ? tr("Why avoid") : tr("Why");
        if (d.categoryReason)
            figures->add(name, *d.categoryReason);
        else
            addMissing(*figures, u"categoryReason"_s, name, tr("not said yet"));
    }
    if (d.category == Category::Automate || m_dossier.stopRule)
        addStopRule(*figures);
    if (d.category != Category::Avoid || m_dossier.definition)
        addDefinition(*figures);
    addSources(*figures);
    if (d.model || d.promptReference)
        addModel(*figures);
    addDates(*figures);
    for (const auto &[title, text] : m_dossier.ownTexts)
        figures->add(title, text);
    m_column->addWidget(figures);
}

void DossierView::addPeople(Figures &figures)
{
    const auto &d = m_dossier.delegation;
    const QString deputy = m_dossier.name(d.deputy);
    if (d.owner)
        figures.add(tr("Owner"),
                    joined({m_dossier.name(d.owner), deputy.isEmpty() ? QString() : tr("deputy %1").arg(deputy)}));
    else
        addMissing(figures, u"owner"_s, tr("Owner"), tr("nobody yet"));
    QStringList others;
    const std::pair<QString, std::optional<PersonId>> roles[] = {
        {tr("reviewer %1"), d.reviewer}, {tr("maintainer %1"), d.maintainer}, {tr("escalation %1"), d.escalation}};
    for (const auto &[role, person] : roles) {
        if (person)
            others << role.arg(m_dossier.name(person));
    }
    if (!others.isEmpty())
        figures.add(tr("Others"), joined(others));
}

void DossierView::addStopRule(Figures &figures)
{
    const auto &rule = m_dossier.stopRule;
    if (!rule) {
        addMissing(figures, u"trigger"_s, tr("Stop rule"), tr("none yet"));
        return;
    }
    auto *value = figures.add(tr("Stop rule"));
    value->addWidget(valueLabel(rule->how ? u"%1: %2"_s.arg(rule->trigger, *rule->how) : rule->trigger));
    const QString deputy = m_dossier.name(rule->deputy);
    const QString who = joined({rule->puller ? m_dossier.name(rule->puller) : tr("nobody named"),
                                deputy.isEmpty() ? QString() : tr("deputy %1").arg(deputy),
                                rule->minutes ? tr("within %1 min").arg(*rule->minutes) : tr("no time named")});
    value->addWidget(valueLabel(who, Ink::Muted));
    value->addLayout(tagRow({Words::drill(m_dossier.lastDrill)}));
}

void DossierView::addDefinition(Figures &figures)
{
    if (!m_dossier.definition) {
        addMissing(figures, u"definition"_s, tr("Done means"), tr("not said yet"));
        return;
    }
    auto *value = figures.add(tr("Done means"));
    const auto &definition = *m_dossier.definition;
    value->addWidget(valueLabel(joined(
        {tr("%1, v%2").arg(definition.title, QString::number(definition.version)),
         m_dossier.criteria.size() == 1 ? tr("1 criterion") : tr("%1 criteria").arg(m_dossier.criteria.size())})));
    const auto modes = m_dossier.failureModes.size();
    if (modes > 0)
        value->addWidget(
            valueLabel(modes == 1 ? tr("1 failure mode known") : tr("%1 failure modes known").arg(modes), Ink::Muted));
}

void DossierView::addSources(Figures &figures)
{
    if (!m_dossier.sources.isEmpty()) {
        auto *value = figures.add(tr("Sources"));
        for (const auto &source : m_dossier.sources)
            value->addLayout(textAndTag(source.title, Words::freshness(source, m_dossier.today)));
    } else if (m_dossier.delegation.category != Category::Avoid) {
        addMissing(figures, u"sources"_s, tr("Sources"), tr("none named yet"));
    }
    if (m_dossier.credentials.isEmpty())
        return;
    auto *value = figures.add(tr("Credentials"));
    for (const auto &credential : m_dossier.credentials)
        value->addLayout(textAndTag(credential.title, Words::expiry(credential, m_dossier.today)));
}

void DossierView::addModel(Figures &figures)
{
    const auto &d = m_dossier.delegation;
    auto *value = figures.add(tr("Model"));
    if (d.model) {
        const QString kind = !d.modelKind                        ? QString()
                             : *d.modelKind == ModelKind::Pinned ? tr("pinned")
                                                                 : tr("floating alias");
        value->addWidget(valueLabel(joined({*d.model, kind})));
    }
    if (d.modelEndsOn)
        value->addWidget(valueLabel(tr("ends %1").arg(shown(*d.modelEndsOn)),
                                    *d.modelEndsOn < m_dossier.today ? Ink::Fail : Ink::Muted));
    if (d.promptReference)
        value->addWidget(valueLabel(d.promptVersion ? tr("%1, version %2").arg(*d.promptReference, *d.promptVersion)
                                                    : *d.promptReference,
                                    Ink::Muted));
}

void DossierView::addDates(Figures &figures)
{
    const auto &d = m_dossier.delegation;
    if (const auto &trusted = m_dossier.trusted) {
        auto *value = figures.add(tr("Trusted until"));
        const bool over = trusted->date < m_dossier.today;
        value->addWidget(valueLabel(shown(trusted->date), over ? Ink::Fail : Ink::Normal));
        value->addWidget(valueLabel(Words::trustEnd(trusted->because), Ink::Muted));
    }
    auto *next = figures.add(tr("Next audit"));
    if (d.nextDue) {
        const bool late = *d.nextDue < m_dossier.today;
        const QString when = shownFrom(*d.nextDue, m_dossier.today);
        next->addWidget(
            valueLabel(late ? tr("was due %1").arg(when) : tr("due %1").arg(when), late ? Ink::Fail : Ink::Normal));
    } else {
        addMissing(next, u"cadence"_s, tr("no date and no cadence yet"));
    }
    next->addWidget(
        valueLabel(d.lastAudit ? tr("last audited %1").arg(shown(*d.lastAudit)) : tr("never audited"), Ink::Muted));
}

void DossierView::addDecisions()
{
    if (m_dossier.openDecisions.isEmpty())
        return;
    auto *part = section(u"decisions"_s, tr("Open decisions"), true);
    part->setNote(QString::number(m_dossier.openDecisions.size()));
    for (const auto &item : m_dossier.openDecisions) {
        const auto &decision = item.decision;
        const QString after = m_dossier.readable(decision.after.value_or(Title()));
        const QString text =
            after.isEmpty() ? spoken(decision.kind) : u"%1 → %2"_s.arg(spoken(decision.kind), spoken(after));
        auto *link = button(QFontMetrics(font()).elidedText(text, Qt::ElideRight, scaled(230)).replace(u'&', u"&&"_s),
                            Look::Link);
        link->setAccessibleName(tr("Show decision %1: %2").arg(decision.number).arg(text));
        connect(link, &QPushButton::clicked, this, [this, id = decision.id] { Q_EMIT decisionWanted(id); });
        auto *line = rowOf();
        line->addWidget(link);
        line->addStretch();
        auto *about = columnOf(space::tiny);
        about->addLayout(line);
        auto *below = columnOf(space::tiny);
        below->setContentsMargins(linkInset, 0, 0, 0);
        about->addLayout(below);
        part->column()->addLayout(about);
        if (!decision.why.isEmpty())
            below->addWidget(valueLabel(decision.why));
        const QString due = decision.due ? tr("due %1").arg(shown(*decision.due)) : tr("no date");
        below->addWidget(valueLabel(joined({item.ownerName, item.overdue ? tr("%1, overdue").arg(due) : due}),
                                    item.overdue ? Ink::Fail : Ink::Muted));
    }
}

void DossierView::addHandoff()
{
    const auto &d = m_dossier.delegation;
    struct Part
    {
        QString field, name;
        std::optional<QString> text;
    };
    const Part parts[] = {
        {u"taskSplit"_s, tr("Task split"), d.taskSplit}, {u"inputs"_s, tr("Inputs"), d.inputs},
        {u"outputs"_s, tr("Outputs"), d.outputs},        {u"validation"_s, tr("Validation"), d.validation},
        {u"fallback"_s, tr("If it fails"), d.fallback},  {u"records"_s, tr("Records"), d.records}};
    const auto said = std::ranges::count_if(parts, [](const Part &part) { return part.text.has_value(); });
    if (d.category == Category::Avoid && said == 0)
        return;
    auto *part = section(u"handoff"_s, tr("Handoff"), true);
    part->setNote(tr("%1 of %2").arg(said).arg(std::size(parts)));
    auto *figures = new Figures;
    for (const auto &[field, name, text] : parts) {
        if (text)
            figures->add(name, *text);
        else
            addMissing(*figures, field, name, tr("not said yet"));
    }
    part->column()->addWidget(figures);
}

void DossierView::addLimits()
{
    const auto &d = m_dossier.delegation;
    auto *figures = new Figures;
    if (d.allowed)
        figures->add(tr("Allowed"), *d.allowed);
    if (d.forbidden)
        figures->add(tr("Forbidden"), *d.forbidden);
    if (d.untrustedInput)
        figures->add(tr("Untrusted input"), *d.untrustedInput ? tr("reads it") : tr("does not read any"));
    if (d.outcome)
        figures->add(tr("Outcome"), *d.outcome);
    if (d.outcomeMeasure)
        figures->add(tr("Measured by"),
                     joined({*d.outcomeMeasure, d.outcomeTarget ? tr("target %1").arg(*d.outcomeTarget) : QString(),
                             d.outcomeLatest ? tr("latest %1").arg(*d.outcomeLatest) : QString()}));
    if (d.notes)
        figures->add(tr("Notes"), *d.notes);
    if (figures->count() == 0) {
        delete figures;
        return;
    }
    section(u"limits"_s, tr("Limits and outcome"), false)->column()->addWidget(figures);
}

void DossierView::addMoves()
{
    const auto moves = Words::moves(m_dossier);
    if (moves.isEmpty())
        return;
    auto *part = section(u"moved"_s, tr("What moved"), true);
    part->setNote(QString::number(moves.size()));
    auto *figures = new Figures;
    for (const auto &move : moves) {
        auto *value = figures->add(shown(move.day));
        value->addWidget(valueLabel(move.what.join(u'\n')));
        const QString by = joined({move.by, move.why});
        if (!by.isEmpty())
            value->addWidget(valueLabel(by, Ink::Muted));
    }
    part->column()->addWidget(figures);
}

void DossierView::addFindings()
{
    constexpr qsizetype most = 6;
    const auto inspections = Words::inspections(m_dossier);
    auto *part = section(u"findings"_s, tr("Findings"), true);
    part->setNote(QString::number(inspections.size()));
    auto *figures = new Figures;
    for (const auto &inspection : inspections.first(std::min(most, inspections.size()))) {
        auto *value = figures->add(shown(inspection.day));
        for (const auto &finding : inspection.findings) {
            auto *line = new FlowLayout(space::small);
            line->addWidget(valueLabel(Words::checkName(*finding.check)));
            line->addWidget(new Tag(tagOf(finding.verdict.value_or(Verdict::NotChecked))));
            value->addLayout(line);
            if (!finding.note.isEmpty())
                value->addWidget(valueLabel(finding.note, Ink::Muted));
        }
    }
    if (inspections.isEmpty())
        part->column()->addWidget(
            valueLabel(tr("Nobody has audited it yet. A 15-minute check is a start."), Ink::Muted));
    part->column()->addWidget(figures);
    if (inspections.size() > most) {
        auto *more = rowOf();
        more->addWidget(button(tr("All %1 in the log").arg(inspections.size()), Look::Link, this,
                               [](DossierView *view) { Q_EMIT view->logWanted(); }));
        more->addStretch();
        part->column()->addLayout(more);
    }
}

Section *DossierView::section(const QString &key, const QString &title, bool openAtFirst)
{
    auto *made = new Section(title);
    made->setObjectName(key);
    const QString setting = u"panel/open/"_s + key;
    made->setOpen(m_settings->value(setting, openAtFirst).toBool());
    connect(made, &Section::toggled, this,
            [settings = m_settings, setting](bool open) { settings->setValue(setting, open); });
    m_column->addWidget(rule());
    m_column->addWidget(made);
    return made;
}

void DossierView::addMissing(Figures &figures, const QString &field, const QString &name, const QString &text)
{
    addMissing(figures.add(name, Qt::AlignVCenter), field, text);
}

/// What nobody has said yet, and the way to say it.
void DossierView::addMissing(QBoxLayout *column, const QString &field, const QString &text)
{
    auto *row = rowOf(space::tiny);
    auto *label = new PlainLabel(text, Type::Small, Ink::Muted);
    label->setWordWrap(false);
    row->addWidget(label);
    auto *link = button(tr("Add"), Look::Link, this, [field](DossierView *view) { Q_EMIT view->editWanted(field); });
    link->setObjectName(u"add-"_s + field);
    link->setAccessibleName(tr("Add what is missing: %1").arg(text));
    row->addWidget(link);
    row->addStretch();
    column->addLayout(row);
}

}
