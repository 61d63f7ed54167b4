#include "views/record/workflow_picker.h"

#include "items/when_done.h"
#include "register/delegation_list.h"
#include "register/inventory_services.h"
#include "register/search.h"
#include "views/parts/choice_popup.h"
#include "views/parts/pieces.h"

#include <QCollator>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::DelegationSummary;
using registry::Store;

namespace {

constexpr qsizetype mostOffered = 100;
/// Of more hits than this every title is read: a search for so little fits much.
constexpr qsizetype fewHits = 1000;

Result<QList<DelegationSummary>> fitting(Store &store, const QString &text)
{
    if (!text.trimmed().isEmpty()) {
        const auto hits = registry::Search(store).find(text);
        if (!hits)
            return tl::unexpected(hits.error());
        if (hits->isEmpty())
            return QList<DelegationSummary>();
        if (hits->size() <= fewHits)
            return registry::summariesOf(store, hits->values());
    }
    registry::DelegationQuery query;
    query.search = text;
    query.withRetired = true;
    return registry::listDelegations(store, query);
}

}

WorkflowPicker::WorkflowPicker(registry::OpenRegister::Pointer openRegister, QWidget *parent)
    : QPushButton(parent), m_register(std::move(openRegister))
{
    setProperty("look", u"ordinary"_s);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QPushButton::clicked, this, &WorkflowPicker::openList);
    showTitle({});
}

/// By title, what begins with the words first.
Result<QList<WorkflowPicker::Offer>> WorkflowPicker::find(Store &store, const QString &text)
{
    return fitting(store, text).map([&](const QList<DelegationSummary> &all) {
        QList<Offer> offers;
        for (const auto &one : all)
            offers.append({one.title.simplified(), one.id});
        QCollator collator;
        collator.setCaseSensitivity(Qt::CaseInsensitive);
        std::ranges::sort(offers, [&](const Offer &a, const Offer &b) { return collator(a.title, b.title); });
        const QString wanted = registry::foldForSearch(text).trimmed();
        std::ranges::stable_partition(
            offers, [&](const Offer &one) { return registry::foldForSearch(one.title).startsWith(wanted); });
        return offers.mid(0, mostOffered);
    });
}

void WorkflowPicker::choose(const std::optional<DelegationId> &id)
{
    m_chosen = id;
    if (id)
        refresh();
    else
        showTitle({});
}

void WorkflowPicker::refresh()
{
    if (!m_chosen)
        return;
    const auto reading =
        m_register->run([id = *m_chosen](Store &store) { return registry::DelegationService(store).get(id); });
    items::whenDone(this, reading, [this, id = *m_chosen](const Result<Delegation> &delegation) {
        if (m_chosen == id)
            showTitle(delegation ? QString(delegation->title) : tr("a workflow that is gone"));
    });
}

void WorkflowPicker::showTitle(const QString &title)
{
    const QString shown = title.isEmpty() ? tr("All workflows") : title.simplified();
    setText(fontMetrics().elidedText(shown, Qt::ElideRight, scaled(150)).replace(u'&', u"&&"_s));
    setToolTip(title.isEmpty() ? QString() : plainToolTip(shown));
    setAccessibleName(tr("Workflow: %1").arg(shown));
}

void WorkflowPicker::openList()
{
    m_list = new ChoicePopup({}, tr("Find a workflow"), this);
    connect(m_list, &ChoicePopup::chosen, this, &WorkflowPicker::take);
    m_list->searchBy([this](const QString &text) { search(text); });
    m_list->openUnder(this);
}

void WorkflowPicker::search(const QString &text)
{
    m_question.cancel();
    m_question = m_register->run([text](Store &store) { return find(store, text); });
    items::whenDone(this, m_question, [this, text](const Result<QList<Offer>> &found) {
        if (!m_list)
            return;
        m_offered.clear();
        QStringList names;
        if (text.trimmed().isEmpty()) {
            m_offered.append(std::nullopt);
            names << tr("All workflows");
        }
        for (const auto &offer : found.value_or(QList<Offer>())) {
            m_offered.append(offer.id);
            names << offer.title;
        }
        m_list->setNames(names);
    });
}

void WorkflowPicker::take(int position)
{
    choose(m_offered.value(position));
    Q_EMIT activated();
}

}
