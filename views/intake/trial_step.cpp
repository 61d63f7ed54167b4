#include "views/intake/trial_step.h"

#include "exchange/problem_list.h"
#include "views/parts/background.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QLocale>
#include <QStackedWidget>
#include <QTabBar>

namespace muster::views {

using namespace Qt::StringLiterals;
using exchange::RowOutcome;
using items::ImportProblemsModel;
using items::ImportRowsModel;

namespace {

enum Tab { Problems, Rows };

std::optional<TagLook> outcomeTag(const QModelIndex &index)
{
    if (index.column() != ImportRowsModel::Outcome)
        return std::nullopt;
    using Tone = TagLook::Tone;
    const auto outcome = RowOutcome(index.data(ImportRowsModel::OutcomeRole).toInt());
    const QString text = items::outcomeWord(outcome);
    switch (outcome) {
    case RowOutcome::Accepted: return TagLook{text, Mark::Check, Tone::Pass};
    case RowOutcome::Updated: return TagLook{text, Mark::Check, Tone::Accent};
    case RowOutcome::Unchanged: return TagLook{text, Mark::None, Tone::Neutral};
    case RowOutcome::Refused: return TagLook{text, Mark::Cross, Tone::Fail};
    }
    return std::nullopt;
}

/// A delegate whose cells with a tag show nothing else.
class TagOnlyDelegate final : public TaggedDelegate
{
public:
    using TaggedDelegate::TaggedDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        TaggedDelegate::initStyleOption(option, index);
        if (index.column() == ImportRowsModel::Outcome)
            option->text.clear();
    }
};

}

TrialStep::TrialStep(ImportFlow &flow)
    : StepPage(flow, tr("Dry run")),
      m_sum(new PlainLabel({}, Type::Body, Ink::Normal)),
      m_strict(new QCheckBox(tr("&All rows or none"))),
      m_again(new QCheckBox(tr("&Import again: add these rows a second time"))),
      m_tabs(new QTabBar),
      m_filter(new QLineEdit),
      m_outcome(new QComboBox),
      m_save(button(tr("&Save as CSV…"))),
      m_stack(new QStackedWidget),
      m_empty(new EmptyState({}, {})),
      m_message(new InlineMessage)
{
    m_sum->setObjectName(u"sum"_s);
    m_strict->setObjectName(u"strict"_s);
    m_again->setObjectName(u"import-again"_s);
    m_message->setObjectName(u"trial-message"_s);
    m_save->setObjectName(u"save-problems"_s);
    heading()->add(m_strict);
    column()->addWidget(m_sum);
    column()->addWidget(m_message);
    column()->addWidget(m_again);
    buildTables();
    connect(m_again, &QCheckBox::toggled, &flow, &ImportFlow::setImportsAgain);
    connect(m_strict, &QCheckBox::toggled, &flow, &ImportFlow::setStrict);
    connect(m_tabs, &QTabBar::currentChanged, this, &TrialStep::showTab);
    connect(m_filter, &QLineEdit::textChanged, &m_problems, &ImportProblemsModel::setFilter);
    connect(m_outcome, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_rows.setFilter(index == 0 ? std::nullopt : std::optional(RowOutcome(index - 1))); });
    connect(m_save, &QPushButton::clicked, this, [this] {
        askForFile(this, tr("Save the problems"), tr("CSV (*.csv)"), true,
                   QFileInfo(this->flow().isPasted() ? QString() : this->flow().path()).completeBaseName()
                       + tr("-problems.csv"),
                   [this](const QString &path) { saveProblems(path); });
    });
    connect(&flow, &ImportFlow::trialChanged, this, &TrialStep::follow);
    connect(&flow, &ImportFlow::phaseChanged, m_message, &InlineMessage::clear);
    connect(&flow, &ImportFlow::trialFailed, m_message, &InlineMessage::showError);
    follow();
}

void TrialStep::buildTables()
{
    m_tabs->setObjectName(u"trial-tabs"_s);
    m_tabs->addTab(tr("Problems"));
    m_tabs->addTab(tr("Rows"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_filter->setObjectName(u"problem-filter"_s);
    m_filter->setAccessibleName(tr("Filter the problems"));
    m_filter->setPlaceholderText(tr("Filter by column, reason or row"));
    m_filter->setClearButtonEnabled(true);
    m_outcome->setObjectName(u"outcome"_s);
    m_outcome->setAccessibleName(tr("Outcome"));
    m_outcome->addItem(tr("every outcome"));
    for (int i = 0; i <= int(RowOutcome::Refused); ++i)
        m_outcome->addItem(items::outcomeWord(RowOutcome(i)));
    auto *row = rowOf();
    row->addWidget(m_tabs);
    row->addStretch();
    m_filter->setMinimumWidth(scaled(240));
    row->addWidget(m_filter);
    row->addWidget(m_outcome);
    row->addWidget(m_save);
    column()->addLayout(row);
    m_problemTable = new RowTable(&m_problems, u"problems"_s, tr("Problems"));
    m_problemTable->setWidths({70, 180, 0});
    m_rowTable = new RowTable(&m_rows, u"rows"_s, tr("What would happen to each row"));
    m_rowTable->setWidths({70, 120, 0});
    m_rowTable->setItemDelegate(new TagOnlyDelegate(outcomeTag, m_rowTable));
    m_stack->addWidget(m_problemTable);
    m_stack->addWidget(m_rowTable);
    m_stack->addWidget(m_empty);
    column()->addWidget(m_stack, 1);
}

void TrialStep::enter()
{
    if (m_again->isVisibleTo(this) && !m_again->isChecked())
        m_again->setFocus();
    else if (m_tabs->currentIndex() == Problems && m_problems.rowCount() > 0)
        m_problemTable->setFocus();
    else if (m_tabs->currentIndex() == Rows)
        m_rowTable->setFocus();
    else
        m_tabs->setFocus();
}

void TrialStep::follow()
{
    if (flow().trial() && flow().trial() != m_shown)
        showReport();
    if (flow().isTrying() || flow().trial())
        m_message->clear();
    showEarlier();
    if (!flow().trial()) {
        const QString missing = draft().missing();
        m_sum->setText(missing.isEmpty() ? tr("Finding out what would happen to each row…") : missing);
    }
    m_strict->setChecked(flow().isStrict());
    m_stack->setEnabled(flow().trial() != nullptr);
    showTab(m_tabs->currentIndex());
}

void TrialStep::showEarlier()
{
    const QString earlier = flow().earlierImport();
    m_again->setVisible(!earlier.isEmpty());
    if (earlier.isEmpty())
        return;
    const QSignalBlocker quiet(m_again);
    m_again->setChecked(flow().importsAgain());
    m_message->show(InlineMessage::Kind::Warning, earlier + u' '
                                                      + tr("Without a column that tells rows apart, its rows are added "
                                                           "a second time."));
}

void TrialStep::showReport()
{
    const bool first = !m_shown;
    m_shown = flow().trial();
    const auto &report = *m_shown;
    const QLocale locale;
    const auto n = [&](qint64 count) { return locale.toString(count); };
    m_sum->setText(
        tr("%1 rows = %2 new + %3 updated + %4 unchanged + %5 refused. Nothing has been changed yet.")
            .arg(n(report.rows), n(report.accepted), n(report.updated), n(report.unchanged), n(report.refused))
        + (report.peopleAdded > 0
               ? tr(" %1 would be added.").arg(counted(report.peopleAdded, tr("person"), tr("people")))
               : QString())
        + (report.columnsAdded.isEmpty() ? QString()
                                         : tr(" %1 would be made: %2.")
                                               .arg(counted(report.columnsAdded.size(), tr("column"), tr("columns")),
                                                    report.columnsAdded.join(u", "_s))));
    heading()->setCount(report.preview.size() < report.rows
                            ? tr("the first %1 rows are listed").arg(n(report.preview.size()))
                            : QString());
    m_problems.setReport(m_shown);
    m_rows.setReport(m_shown);
    m_tabs->setTabText(Problems, tr("Problems  %1").arg(n(report.problems.size())));
    m_tabs->setTabText(Rows, tr("Rows  %1").arg(n(report.rows)));
    if (first)
        m_tabs->setCurrentIndex(report.problems.isEmpty() ? Rows : Problems);
}

void TrialStep::showTab(int tab)
{
    m_filter->setVisible(tab == Problems);
    m_save->setVisible(tab == Problems);
    m_outcome->setVisible(tab == Rows);
    const bool none = !m_shown || m_shown->problems.isEmpty();
    m_filter->setEnabled(!none);
    m_save->setEnabled(!none);
    if (tab == Problems && none) {
        m_empty->setTexts(m_shown ? tr("No problems") : tr("Not tried yet"),
                          m_shown ? tr("Every row can be taken.")
                                  : tr("The problems stand here once the import was tried."));
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    m_stack->setCurrentIndex(tab);
}

void TrialStep::saveProblems(const QString &path)
{
    const auto result = std::make_shared<Result<void>>();
    const auto future =
        runOnPool([result, path, source = flow().path(), problems = m_problems.shownProblems()](
                      const registry::Progress &) { *result = exchange::saveProblems(path, problems, source); });
    onceFinished(this, future, [this, result, path, count = m_problems.rowCount()] {
        if (*result)
            m_message->show(
                InlineMessage::Kind::Done,
                tr("%1 saved in %2.").arg(counted(count, tr("problem"), tr("problems")), QFileInfo(path).fileName()));
        else
            m_message->showError(result->error());
    });
}

}
