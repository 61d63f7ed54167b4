#include "views/evidence/evidence_import_view.h"

#include "views/evidence/mapping_form.h"
#include "views/evidence/unknown_names.h"
#include "views/parts/counted.h"
#include "views/parts/pieces.h"
#include "views/parts/row_table.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QScrollArea>
#include <QStackedWidget>

namespace muster::views {

using namespace Qt::StringLiterals;
using Phase = EvidenceIntake::Phase;

namespace {

QString formatName(const evidence::Format &format)
{
    const QString kind = word(format.kind);
    return format.title.contains(kind, Qt::CaseInsensitive) ? format.title : format.title + u" · "_s + kind;
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

}

EvidenceImportView::EvidenceImportView(const Session &session, QWidget *parent)
    : QWidget(parent),
      m_intake(new EvidenceIntake(session, this)),
      m_stack(new QStackedWidget),
      m_message(new InlineMessage),
      m_preview(new items::EvidencePreviewModel(this)),
      m_problems(new items::ImportProblemsModel(this)),
      m_names(new UnknownNames(session)),
      m_progress(new ProgressStrip)
{
    m_message->setObjectName(u"import-message"_s);
    m_stack->addWidget(buildColumns());
    m_stack->addWidget(buildTrial());
    auto *column = columnOf(space::medium);
    setLayout(column);
    column->addWidget(m_message);
    column->addWidget(m_stack, 1);
    column->addWidget(m_progress);
    column->addLayout(buildBar());
    connect(m_intake, &EvidenceIntake::phaseChanged, this, &EvidenceImportView::follow);
    connect(m_intake, &EvidenceIntake::failed, this, &EvidenceImportView::fail);
    connect(m_intake, &EvidenceIntake::began, this,
            [this](const QString &what, const QFuture<void> &work) { m_progress->follow(what, work); });
    connect(m_names, &UnknownNames::assigned, m_intake, &EvidenceIntake::tryOut);
}

QWidget *EvidenceImportView::buildColumns()
{
    auto *page = new QWidget;
    auto *column = columnOf(space::medium);
    page->setLayout(column);
    m_format = new QComboBox;
    m_format->setObjectName(u"format"_s);
    m_format->setAccessibleName(tr("Format of the file"));
    m_format->setPlaceholderText(tr("Choose what the file is"));
    for (const auto &format : evidence::formats())
        m_format->addItem(formatName(format));
    connect(m_format, &QComboBox::activated, this,
            [this](int index) { m_intake->readAs(&evidence::formats()[index]); });
    auto *row = rowOf();
    auto *label = new PlainLabel(tr("The file is read as"), Type::Body, Ink::Muted);
    label->setWordWrap(false);
    label->setBuddy(m_format);
    row->addWidget(label);
    row->addWidget(m_format);
    row->addStretch();
    column->addLayout(row);
    auto *both = rowOf(space::large);
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    m_form = new MappingForm;
    auto *ground = new QWidget;
    ground->setProperty("look", u"ground"_s);
    ground->setLayout(columnOf(0));
    ground->layout()->addWidget(m_form);
    static_cast<QBoxLayout *>(ground->layout())->addStretch();
    area->setWidget(ground);
    area->setMinimumWidth(scaled(340));
    auto *preview = new RowTable(m_preview, u"preview"_s, tr("First rows of the file"));
    preview->horizontalHeader()->setMaximumSectionSize(scaled(260));
    preview->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    preview->horizontalHeader()->setStretchLastSection(true);
    both->addWidget(area, 2);
    both->addWidget(preview, 3);
    column->addLayout(both, 1);
    connect(m_form, &MappingForm::edited, this, &EvidenceImportView::followFormat);
    return page;
}

QWidget *EvidenceImportView::buildTrial()
{
    auto *page = new QWidget;
    auto *column = columnOf(space::medium);
    page->setLayout(column);
    m_sum = new PlainLabel({}, Type::Lead);
    m_sum->setObjectName(u"sum"_s);
    m_details = new PlainLabel({}, Type::Body, Ink::Muted);
    m_details->setObjectName(u"details"_s);
    m_problemTable = new RowTable(m_problems, u"problems"_s, tr("Problems"));
    m_problemTable->setWidths({80, 160, 0});
    m_noProblems = new EmptyState(tr("No problems"), tr("Every row can be taken."));
    column->addWidget(m_sum);
    column->addWidget(m_details);
    column->addWidget(m_problemTable, 1);
    column->addWidget(m_noProblems, 1);
    column->addWidget(m_names, 1);
    return page;
}

QLayout *EvidenceImportView::buildBar()
{
    auto *row = rowOf();
    m_leave = button(tr("&Leave"), Look::Quiet, this, [](EvidenceImportView *view) {
        view->m_intake->cancel();
        Q_EMIT view->finished();
    });
    m_leave->setObjectName(u"leave"_s);
    m_back = button(tr("&Back to the columns"), Look::Ordinary, this, &EvidenceImportView::back);
    m_back->setObjectName(u"back"_s);
    m_undo = button(tr("&Undo this import"), Look::Danger, m_intake, &EvidenceIntake::undo);
    m_undo->setObjectName(u"undo"_s);
    m_next = button(tr("&Try it out"), Look::Primary, this, &EvidenceImportView::next);
    m_next->setObjectName(u"next"_s);
    row->addWidget(m_leave);
    row->addStretch();
    row->addWidget(m_back);
    row->addWidget(m_undo);
    row->addWidget(m_next);
    return row;
}

void EvidenceImportView::openFile(const QString &path, const QString &delegation)
{
    Q_EMIT named(QFileInfo(path).fileName());
    m_intake->openFile(path, delegation);
}

void EvidenceImportView::setFocusInside()
{
    if (m_next->isEnabled())
        m_next->setFocus();
    else
        m_format->setFocus();
}

QString EvidenceImportView::reasonToStay() const
{
    switch (m_intake->phase()) {
    case Phase::Deciding:
    case Phase::Trying:
    case Phase::Tried: return tr("An import of evidence is open: what you matched there would be lost.");
    case Phase::Importing: return tr("An import of evidence is running: it would be stopped, and nothing of it kept.");
    case Phase::Undoing: return tr("An import of evidence is being taken back: that would be stopped.");
    default: return {};
    }
}

void EvidenceImportView::follow()
{
    const auto phase = m_intake->phase();
    if (phase == Phase::Reading) {
        m_message->clear();
        m_formIsNew = true;
    }
    if (phase == Phase::Deciding && std::exchange(m_formIsNew, false)) {
        auto &draft = m_intake->draft();
        m_format->setCurrentIndex(int(draft.format() - evidence::formats().constData()));
        m_form->setDraft(draft);
        m_preview->setRows(draft.headers(), draft.firstRows());
    }
    m_form->setVisible(m_intake->draft().format() != nullptr);
    if (phase == Phase::Nothing) {
        m_format->setCurrentIndex(-1);
        m_preview->setRows({}, {});
    }
    const bool decides = phase == Phase::Nothing || phase == Phase::Reading || phase == Phase::Deciding
                         || (phase == Phase::Trying && !m_intake->report());
    m_stack->setCurrentIndex(decides ? Columns : Trial);
    m_stack->setEnabled(phase != Phase::Trying && !m_intake->isWorking());
    if (m_intake->report())
        showReport();
    const bool done = phase == Phase::Imported || phase == Phase::Undone || phase == Phase::Undoing;
    m_leave->setVisible(!done && phase != Phase::Importing);
    m_back->setVisible(phase == Phase::Tried);
    m_undo->setVisible(phase == Phase::Imported && m_intake->report()->id);
    m_next->setText(done ? tr("&Done") : decides ? tr("&Try it out") : tr("&Import"));
    const bool hasRows = m_intake->report() && m_intake->report()->accepted > 0;
    m_next->setEnabled(phase == Phase::Deciding || (phase == Phase::Tried && hasRows) || phase == Phase::Imported
                       || phase == Phase::Undone);
    followFormat();
    if (phase == Phase::Deciding || phase == Phase::Tried || phase == Phase::Imported || phase == Phase::Undone)
        setFocusInside();
}

/// Says what is still missing beside the field it concerns.
void EvidenceImportView::followFormat()
{
    if (m_intake->phase() != Phase::Deciding)
        return;
    const QString missing = m_intake->draft().missingField();
    m_form->markMissing(missing);
    m_next->setEnabled(missing.isEmpty());
    if (!missing.isEmpty())
        m_message->show(InlineMessage::Kind::Note,
                        tr("Say which column is “%1”, or what it is for every row.").arg(items::fieldTitle(missing)));
    else if (m_message->text().startsWith(tr("Say which column")))
        m_message->clear();
}

void EvidenceImportView::showReport()
{
    const auto &report = *m_intake->report();
    const QString sum = tr("%1 = %2 new + %3 unchanged + %4 refused")
                            .arg(counted(report.rows, tr("row"), tr("rows")), countText(report.accepted),
                                 countText(report.unchanged), countText(report.refused));
    QStringList details;
    switch (m_intake->phase()) {
    case Phase::Imported: m_sum->setText(tr("Imported: %1").arg(sum)); break;
    case Phase::Undone:
        m_sum->setText(tr("Undone"));
        details << tr("The register is as it was before the import; the record tells of both.");
        break;
    default: m_sum->setText(sum); details << tr("Nothing has been changed yet.");
    }
    if (report.firstOn && report.lastOn)
        details << tr("The rows are of %1 to %2.").arg(shown(*report.firstOn), shown(*report.lastOn));
    if (report.aside > 0)
        details << tr("%1 no delegation yet and would be kept aside.")
                       .arg(counted(report.aside, tr("new row names"), tr("new rows name")));
    m_details->setText(details.join(u' '));
    auto shared = std::make_shared<exchange::ImportReport>();
    shared->rows = report.rows;
    shared->problems = report.problems;
    m_problems->setReport(shared);
    m_problemTable->setVisible(!report.problems.isEmpty());
    m_noProblems->setVisible(report.problems.isEmpty());
    m_names->setNames(m_intake->phase() == Phase::Undone ? QList<evidence::UnknownName>() : report.unknown);
}

void EvidenceImportView::next()
{
    switch (m_intake->phase()) {
    case Phase::Deciding:
        m_message->clear();
        m_intake->tryOut();
        break;
    case Phase::Tried:
        m_message->clear();
        m_intake->startImport();
        break;
    case Phase::Imported:
    case Phase::Undone: Q_EMIT finished(); break;
    default: break;
    }
}

void EvidenceImportView::back()
{
    m_message->clear();
    m_intake->reconsider();
}

void EvidenceImportView::fail(const Error &error)
{
    m_message->show(error.code == ErrorCode::Cancelled ? InlineMessage::Kind::Note : InlineMessage::Kind::Error,
                    error.message);
    if (m_intake->phase() == Phase::Nothing)
        m_format->setFocus();
}

}
