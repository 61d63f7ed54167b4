#include "views/intake/values_step.h"

#include "views/intake/choice_delegate.h"

#include <QCheckBox>
#include <QLocale>
#include <QStackedWidget>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::Fate;
using items::ImportValuesModel;

namespace {

constexpr qsizetype namesShown = 12;

std::optional<TagLook> fateTag(const QModelIndex &index)
{
    if (index.column() != ImportValuesModel::Becomes)
        return std::nullopt;
    using Tone = TagLook::Tone;
    switch (Fate(index.data(ImportValuesModel::FateRole).toInt())) {
    case Fate::Refused: return TagLook{ValuesStep::tr("unknown"), Mark::Cross, Tone::Fail};
    case Fate::Unclassified: return TagLook{ValuesStep::tr("unknown"), Mark::Triangle, Tone::Drift};
    case Fate::NewPerson: return TagLook{ValuesStep::tr("new person"), Mark::Dot, Tone::Accent};
    default: return std::nullopt;
    }
}

ChoiceDelegate::Offer meanings(const QModelIndex &index)
{
    auto choices = wordChoices(index.data(ImportValuesModel::TargetsRole).toStringList());
    choices.append({ValuesStep::tr("(leave empty)"), QString()});
    choices.append({ValuesStep::tr("(as it stands in the file)"), QVariant()});
    return {choices, index.data(ImportValuesModel::OtherWordsRole).toBool()};
}

}

ValuesStep::ValuesStep(ImportFlow &flow)
    : StepPage(flow, tr("Values")),
      m_model(flow.draft()),
      m_stack(new QStackedWidget),
      m_table(buildTable()),
      m_only(new QCheckBox(tr("Only those to look &at"))),
      m_people(new QCheckBox(tr("Names that are nobody yet become &people"))),
      m_names(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_message(new InlineMessage)
{
    m_only->setObjectName(u"only-unknown"_s);
    m_people->setObjectName(u"create-people"_s);
    m_names->setObjectName(u"new-people"_s);
    heading()->add(m_only);
    m_stack->addWidget(m_table);
    m_stack->addWidget(new EmptyState(
        tr("Nothing to translate"),
        tr("No column goes to a field that takes only certain words or names, such as category, risk or owner.")));
    column()->addWidget(m_stack, 1);
    column()->addWidget(m_message);
    column()->addWidget(m_people);
    column()->addWidget(m_names);
    connect(m_only, &QCheckBox::toggled, this, [this](bool only) { m_model.setOnlyAttention(only); });
    connect(m_people, &QCheckBox::toggled, this, [this](bool create) { draft().setCreatesPeople(create); });
    connect(&draft(), &items::ImportDraft::valuesChanged, this, &ValuesStep::follow);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ValuesStep::follow);
    connect(&m_model, &ImportValuesModel::refused, this, [this](const Error &error) { m_message->showError(error); });
    follow();
}

RowTable *ValuesStep::buildTable()
{
    auto *table = new RowTable(&m_model, u"values"_s, tr("Values in the file and what they become"));
    table->setItemDelegate(new ChoiceDelegate(fateTag, meanings, table));
    table->editsIn(ImportValuesModel::Becomes);
    table->setWidths({130, 0, 80, 300});
    return table;
}

void ValuesStep::enter()
{
    if (m_model.rowCount() == 0 && !m_only->isChecked())
        return;
    if (!m_table->currentIndex().isValid()) {
        int row = 0;
        while (row + 1 < m_model.rowCount() && !m_model.index(row, 0).data(ImportValuesModel::AttentionRole).toBool())
            ++row;
        const bool any = m_model.index(row, 0).data(ImportValuesModel::AttentionRole).toBool();
        m_table->setCurrentIndex(m_model.index(any ? row : 0, ImportValuesModel::Becomes));
    }
    m_table->setFocus();
}

void ValuesStep::follow()
{
    const bool any = m_model.total() > 0;
    m_stack->setCurrentIndex(any ? 0 : 1);
    m_only->setVisible(any);
    QString count = counted(m_model.total(), tr("different value"), tr("different values"));
    if (m_model.attention() > 0)
        count += tr(" · %1 to look at").arg(m_model.attention());
    if (m_model.unlisted() > 0)
        count += tr(" · %1 cells with rarer values are not listed").arg(QLocale().toString(m_model.unlisted()));
    heading()->setCount(any ? count : QString());
    m_message->clear();
    tellPeople();
}

void ValuesStep::tellPeople()
{
    const QStringList names = draft().newPeople();
    m_people->setVisible(!names.isEmpty() || draft().createsPeople());
    m_people->setChecked(draft().createsPeople());
    const QString list = names.mid(0, namesShown).join(u", "_s)
                         + (names.size() > namesShown ? tr(" and %1 more").arg(names.size() - namesShown) : QString());
    if (names.isEmpty())
        m_names->setText({});
    else if (draft().createsPeople())
        m_names->setText(tr("Will be added: %1.").arg(list));
    else
        m_names->setText(tr("Nobody in the register: %1. Their rows are refused until they become people, or somebody "
                            "else is chosen above.")
                             .arg(list));
    m_names->setVisible(!names.isEmpty());
}

}
