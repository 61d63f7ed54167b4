#include "views/audit/audit_result.h"

#include "domain/check_guide.h"
#include "evidence/audit_figures.h"
#include "items/audit_list_model.h"
#include "items/when_done.h"
#include "reports/audit_result.h"
#include "reports/render_csv.h"
#include "reports/render_html.h"
#include "reports/render_markdown.h"
#include "reports/save_file.h"
#include "views/audit/verdict_delegate.h"
#include "views/parts/tag.h"

#include <QBuffer>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QShortcut>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::ClosedAudit;

namespace {

constexpr Check allChecks[] = {Check::Output, Check::Model, Check::Stop, Check::Creep};

void clearOut(QLayout *layout)
{
    while (auto *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        else if (item->layout())
            clearOut(item->layout());
        delete item;
    }
}

/// A value with its label above.
QWidget *fact(const QString &label, const QString &value, Ink ink = Ink::Normal)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(new PlainLabel(label, Type::Small, Ink::Muted));
    layout->addWidget(new PlainLabel(value, Type::Body, ink));
    layout->addStretch();
    return box;
}

QString agendaName(const Audit &audit)
{
    return audit.kind == AuditKind::Spot ? AuditResult::tr("Spot check")
                                         : AuditResult::tr("Full audit, %1 minutes").arg(audit.form);
}

AgendaForm formOf(const Audit &audit)
{
    return fromWord<AgendaForm>(audit.form).value_or(AgendaForm::Full60);
}

QString decisionText(const registry::ClosedDecision &item)
{
    const QString what = spoken(item.decision.kind);
    if (!item.before.isEmpty() && !item.after.isEmpty())
        return AuditResult::tr("%1: %2 → %3").arg(what, item.before, item.after);
    return item.after.isEmpty() ? what : AuditResult::tr("%1: %2").arg(what, item.after);
}

QString decisionWho(const registry::ClosedDecision &item)
{
    QStringList parts;
    if (!item.owner.isEmpty())
        parts << item.owner;
    if (item.decision.due)
        parts << AuditResult::tr("due %1").arg(shown(*item.decision.due));
    if (!item.decidedBy.isEmpty())
        parts << AuditResult::tr("decided by %1").arg(item.decidedBy.join(u", "_s));
    return parts.join(u" · "_s);
}

TagLook tagOf(DecisionState state)
{
    switch (state) {
    case DecisionState::Done: return {spoken(state), Mark::Check, TagLook::Tone::Pass};
    case DecisionState::Dropped: return {spoken(state), Mark::None, TagLook::Tone::Neutral};
    case DecisionState::Open: break;
    }
    return {spoken(state), Mark::None, TagLook::Tone::Open};
}

QStringList shownHints(const Finding &finding)
{
    return evidence::raisedSentences(finding);
}

QWidget *decisionRow(const registry::ClosedDecision &item)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, space::tiny, 0, space::tiny);
    layout->setSpacing(2);
    auto *first = rowOf();
    first->addWidget(new PlainLabel(u"%1  %2"_s.arg(item.decision.number).arg(item.delegation), Type::Strong), 1);
    first->addWidget(new Tag(tagOf(item.decision.state)), 0, Qt::AlignTop);
    layout->addLayout(first);
    layout->addWidget(new PlainLabel(decisionText(item)));
    if (!item.decision.why.isEmpty())
        layout->addWidget(new PlainLabel(item.decision.why, Type::Body, Ink::Muted));
    layout->addWidget(new PlainLabel(decisionWho(item), Type::Small, Ink::Muted));
    return box;
}

QWidget *amendmentRow(const registry::ClosedAmendment &item)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, space::tiny, 0, space::tiny);
    layout->setSpacing(2);
    const QString about = item.delegation.isEmpty() ? AuditResult::tr("The whole audit")
                          : item.check              ? u"%1: %2"_s.arg(item.delegation, checkTitle(*item.check))
                                                    : item.delegation;
    auto *first = rowOf();
    first->addWidget(new PlainLabel(u"%1  %2"_s.arg(shown(item.amendment.amendedOn), about), Type::Strong), 1);
    if (item.amendment.verdict)
        first->addWidget(new Tag(views::tagOf(*item.amendment.verdict)), 0, Qt::AlignTop);
    layout->addLayout(first);
    layout->addWidget(new PlainLabel(item.amendment.why));
    if (item.amendment.note)
        layout->addWidget(new PlainLabel(*item.amendment.note, Type::Body, Ink::Muted));
    return box;
}

}

/// A section of texts: a heading and cards' worth of lines.
Card *AuditResult::sectionOf(const QString &heading)
{
    auto *card = new Card;
    card->column()->addWidget(new PlainLabel(heading, Type::Lead));
    return card;
}

AuditResult::AuditResult(const Session &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(new QStandardItemModel(this))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(space::huge, space::large, space::huge, space::large);
    outer->setSpacing(space::medium);
    m_heading = new PageHeading(tr("Audit"));
    m_heading->add(button(tr("Back"), Look::Quiet, this, &AuditResult::goBack));
    m_heading->add(button(tr("&Copy as Markdown"), Look::Ordinary, this, &AuditResult::copy));
    m_heading->add(button(tr("E&xport log of this audit…"), Look::Ordinary, this, &AuditResult::chooseFile));
    m_amend = button(tr("A&mend"), Look::Ordinary, this, &AuditResult::amend);
    m_amend->setObjectName(u"amend"_s);
    m_heading->add(m_amend);
    m_message = new InlineMessage;
    m_message->setObjectName(u"message"_s);
    auto *ground = new QWidget;
    ground->setProperty("look", u"ground"_s);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, space::small, 0);
    column->setSpacing(space::medium);
    auto *summary = new Card;
    m_summary = new QVBoxLayout;
    m_summary->setSpacing(space::medium);
    summary->column()->addLayout(m_summary);
    m_texts = new QVBoxLayout;
    m_texts->setSpacing(space::medium);
    column->addWidget(amendCard());
    column->addWidget(summary);
    column->addWidget(matrixCard());
    column->addLayout(m_texts);
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidget(ground);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("What came of the audit"));
    outer->addWidget(m_heading);
    outer->addWidget(m_message);
    outer->addWidget(scroll, 1);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &AuditResult::goBack);
    const auto followed = [this] {
        if (isVisible() && !m_id.isNull())
            refresh();
    };
    connect(session.reg.get(), &registry::OpenRegister::changed, this, followed);
    connect(session.reg.get(), &registry::OpenRegister::changedElsewhere, this, followed);
}

QWidget *AuditResult::matrixCard()
{
    auto *card = sectionOf(tr("Delegations and checks"));
    m_matrix = new QTableView;
    m_matrix->setObjectName(u"matrix"_s);
    m_matrix->setAccessibleName(tr("Delegations and checks"));
    m_matrix->setModel(m_model);
    m_matrix->setItemDelegate(new VerdictDelegate(m_matrix));
    m_matrix->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_matrix->setSelectionMode(QAbstractItemView::SingleSelection);
    m_matrix->setShowGrid(false);
    m_matrix->setTabKeyNavigation(false);
    m_matrix->setStyleSheet(u"QTableView { border: none; }"_s); // it lies in a card
    m_matrix->verticalHeader()->hide();
    m_matrix->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cell = new PlainLabel({}, Type::Small, Ink::Muted);
    m_note = new PlainLabel;
    m_note->setObjectName(u"note"_s);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    card->column()->addWidget(m_matrix);
    card->column()->addWidget(m_cell);
    card->column()->addWidget(m_note);
    m_hints = new PlainLabel({}, Type::Small, Ink::Muted);
    m_hints->setObjectName(u"hints"_s);
    m_hints->setTextInteractionFlags(Qt::TextSelectableByMouse);
    card->column()->addWidget(m_hints);
    connect(m_matrix->selectionModel(), &QItemSelectionModel::currentChanged, this, &AuditResult::showCell);
    return card;
}

void AuditResult::showAudit(const AuditId &id)
{
    keepAmendment();
    m_id = id;
    m_amended.reset();
    m_amendCard->hide();
    m_message->clear();
    refresh();
    m_matrix->setFocus();
}

void AuditResult::refresh()
{
    const auto read =
        m_session.reg->run([id = m_id](registry::Store &store) { return registry::readClosedAudit(store, id); });
    items::whenDone(this, read, [this](const Result<ClosedAudit> &closed) {
        if (!closed)
            m_message->showError(closed.error());
        else if (closed->audit.id == m_id)
            fill(*closed);
    });
}

void AuditResult::fill(const ClosedAudit &closed)
{
    m_closed = closed;
    m_heading->setTitle(tr("Audit %1").arg(closed.audit.number));
    m_heading->setCount(tr("%1 · %2").arg(agendaName(closed.audit), shown(closed.audit.heldOn)));
    fillSummary();
    fillMatrix();
    fillTexts();
}

void AuditResult::fillSummary()
{
    clearOut(m_summary);
    QStringList pairs;
    for (const auto &pair : m_closed.pairs)
        pairs << pair.join(u" + "_s);
    auto *people = rowOf(space::huge);
    people->addWidget(fact(tr("Facilitated by"), m_closed.facilitator), 1);
    if (m_closed.pairs.size() > 0)
        people->addWidget(fact(tr("Pairs"), pairs.join(u"; "_s)), 3);
    if (!m_closed.series.isEmpty())
        people->addWidget(fact(tr("Series"), m_closed.series), 1);
    if (m_closed.audit.personMinutes)
        people->addWidget(fact(tr("Person-minutes"), QString::number(*m_closed.audit.personMinutes)), 1);
    auto *phases = rowOf(space::huge);
    for (const auto &phase : m_closed.phases) {
        const bool over = phase.milliseconds > qint64(phase.timebox) * 60'000;
        phases->addWidget(fact(items::phaseTitle(phase.phase, formOf(m_closed.audit)), reports::phaseText(phase),
                               over ? Ink::Fail : Ink::Normal),
                          1);
    }
    m_summary->addLayout(people);
    m_summary->addWidget(rule());
    m_summary->addLayout(phases);
}

void AuditResult::fillMatrix()
{
    const auto current = m_matrix->currentIndex();
    m_model->clear();
    QStringList headers{tr("Delegation")};
    for (const auto check : allChecks)
        headers << checkTitle(check);
    m_model->setHorizontalHeaderLabels(headers << tr("Checked by"));
    for (const auto &item : m_closed.delegations) {
        QList<QStandardItem *> row{new QStandardItem(item.title)};
        for (const auto check : allChecks) {
            auto *cell = new QStandardItem;
            if (item.findings.contains(check)) {
                cell->setText(word(item.findings[check].verdict)); // for screen readers; painted as a tag
                cell->setData(int(item.findings[check].verdict), VerdictDelegate::VerdictRole);
                cell->setData(!item.findings[check].note.value_or(QString()).isEmpty(), VerdictDelegate::NotedRole);
            }
            row << cell;
        }
        const QString who = item.checkers.join(u" + "_s);
        row << new QStandardItem(item.selfChecked ? tr("%1, self-checked").arg(who) : who);
        m_model->appendRow(row);
    }
    auto *header = m_matrix->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_matrix->verticalHeader()->setDefaultSectionSize(scaled(36));
    // The page scrolls, not the table, unless it is very long.
    const int rows = std::min<int>(m_model->rowCount(), 40);
    m_matrix->setFixedHeight(header->sizeHint().height() + rows * scaled(36) + 4);
    m_matrix->setVerticalScrollBarPolicy(m_model->rowCount() > rows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_matrix->setCurrentIndex(current.isValid() ? m_model->index(current.row(), current.column())
                                                : m_model->index(0, 1));
}

const Finding *AuditResult::currentFinding() const
{
    const auto at = m_matrix->currentIndex();
    if (at.row() < 0 || at.row() >= m_closed.delegations.size() || at.column() < 1 || at.column() > 4)
        return nullptr;
    const auto &findings = m_closed.delegations[at.row()].findings;
    const auto found = findings.constFind(allChecks[at.column() - 1]);
    return found == findings.cend() ? nullptr : &*found;
}

void AuditResult::showCell()
{
    const auto *finding = currentFinding();
    m_amend->setText(finding ? tr("A&mend this finding…") : tr("A&mend…"));
    m_cell->setVisible(finding);
    m_note->setVisible(finding);
    m_hints->setVisible(finding && !evidence::raisedSentences(*finding).isEmpty());
    if (!finding)
        return;
    const auto &item = m_closed.delegations[m_matrix->currentIndex().row()];
    m_cell->setText(u"%1: %2"_s.arg(item.title, checkTitle(finding->check)));
    m_note->setText(finding->note.value_or(tr("No note.")));
    m_hints->setText(tr("What the figures hinted at: %1").arg(evidence::raisedSentences(*finding).join(u"; "_s)));
}

void AuditResult::fillTexts()
{
    clearOut(m_texts);
    auto *decisions = sectionOf(tr("Decisions"));
    if (m_closed.decisions.isEmpty())
        decisions->column()->addWidget(new PlainLabel(tr("This audit decided nothing."), Type::Body, Ink::Muted));
    for (const auto &item : m_closed.decisions)
        decisions->column()->addWidget(decisionRow(item));
    m_texts->addWidget(decisions);
    const std::pair<QString, std::optional<QString>> texts[] = {{tr("Notes"), m_closed.audit.notes},
                                                                {tr("Parking lot"), m_closed.audit.parkingLot}};
    for (const auto &[heading, text] : texts) {
        if (!text || text->isEmpty())
            continue;
        auto *card = sectionOf(heading);
        card->column()->addWidget(new PlainLabel(*text));
        m_texts->addWidget(card);
    }
    if (m_closed.amendments.isEmpty())
        return;
    auto *amendments = sectionOf(tr("Amendments"));
    amendments->setObjectName(u"amendments"_s);
    for (const auto &item : m_closed.amendments)
        amendments->column()->addWidget(amendmentRow(item));
    m_texts->addWidget(amendments);
}

/// Out of the amendment being typed, which is kept, or back to the list.
void AuditResult::goBack()
{
    if (m_amendCard->isHidden()) {
        Q_EMIT backWanted();
        return;
    }
    keepAmendment();
    m_amendCard->hide();
    m_matrix->setFocus();
}

void AuditResult::copy()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (const auto done = reports::renderMarkdown(reports::auditResultDocument(m_closed, shownHints), buffer); !done) {
        m_message->showError(done.error());
        return;
    }
    QGuiApplication::clipboard()->setText(QString::fromUtf8(buffer.data()));
    m_message->show(InlineMessage::Kind::Done, tr("The audit is on the clipboard as Markdown."));
}

void AuditResult::chooseFile()
{
    const QString name = u"audit-%1.csv"_s.arg(m_closed.audit.number);
    auto *dialog =
        new QFileDialog(this, tr("Export log of this audit"), name,
                        tr("Table for other programs (*.csv);;Web page that prints (*.html);;Markdown (*.md)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString &filter) { dialog->setDefaultSuffix(filter.section(u"*."_s, 1).chopped(1)); });
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &AuditResult::exportTo);
    dialog->open();
}

void AuditResult::exportTo(const QString &path)
{
    const auto done = m_session.reg->run([path, closed = m_closed](registry::Store &store) -> Result<void> {
        if (path.endsWith(u".csv"_s, Qt::CaseInsensitive)) {
            const auto table = reports::auditLogTable(store, closed);
            if (!table)
                return tl::unexpected(table.error());
            return reports::saveFile(path, [&](QIODevice &device) { return reports::renderCsv(*table, device); });
        }
        const auto document = reports::auditResultDocument(closed, shownHints);
        const bool html = path.endsWith(u".html"_s, Qt::CaseInsensitive);
        return reports::saveFile(path, [&](QIODevice &device) {
            return html ? reports::renderHtml(document, device) : reports::renderMarkdown(document, device);
        });
    });
    items::whenDone(this, done, [this, path](const Result<void> &outcome) {
        if (outcome)
            m_message->show(InlineMessage::Kind::Done, tr("Written to %1.").arg(path));
        else
            m_message->showError(outcome.error());
    });
}

}
