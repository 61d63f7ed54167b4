#include "views/intake/import_step.h"

#include <QLocale>

namespace muster::views {

using namespace Qt::StringLiterals;
using Phase = ImportFlow::Phase;

namespace {

QString n(qint64 count)
{
    return QLocale().toString(count);
}

}

ImportStep::ImportStep(ImportFlow &flow)
    : StepPage(flow, tr("Import")),
      m_card(new Card),
      m_title(new PlainLabel({}, Type::Title)),
      m_sentence(new PlainLabel),
      m_details(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_message(new InlineMessage),
      m_wall(button(tr("Show on the &wall"), Look::Primary)),
      m_undo(button(tr("&Undo this import"))),
      m_keep(button(tr("&Keep this mapping"))),
      m_another(button(tr("Import &another file"), Look::Quiet))
{
    m_title->setObjectName(u"import-title"_s);
    m_sentence->setObjectName(u"import-sentence"_s);
    m_message->setObjectName(u"import-message"_s);
    m_wall->setObjectName(u"show-on-wall"_s);
    m_undo->setObjectName(u"undo-import"_s);
    m_keep->setObjectName(u"keep-mapping"_s);
    m_another->setObjectName(u"another-file"_s);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_sentence, m_details, m_message})
        m_card->column()->addWidget(part);
    auto *row = rowOf();
    for (auto *action : {m_wall, m_undo, m_keep, m_another})
        row->addWidget(action);
    row->addStretch();
    m_card->column()->addSpacing(space::small);
    m_card->column()->addLayout(row);
    column()->addWidget(m_card);
    column()->addStretch(1);
    connect(m_wall, &QPushButton::clicked, this, &ImportStep::wallWanted);
    connect(m_another, &QPushButton::clicked, this, &ImportStep::anotherWanted);
    connect(m_undo, &QPushButton::clicked, &flow, &ImportFlow::undo);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        this->flow().keepMapping();
        m_message->show(InlineMessage::Kind::Done, tr("Kept. The next file with these columns begins with it."));
        follow();
    });
    connect(&flow, &ImportFlow::phaseChanged, this, [this] {
        m_message->clear();
        follow();
    });
    connect(&flow, &ImportFlow::trialChanged, this, &ImportStep::follow);
    connect(&flow, &ImportFlow::importFailed, this, [this](const Error &error) {
        m_message->show(error.code == ErrorCode::Cancelled ? InlineMessage::Kind::Note : InlineMessage::Kind::Error,
                        error.message);
    });
    connect(&flow, &ImportFlow::undoFailed, m_message, &InlineMessage::showError);
    follow();
}

void ImportStep::enter()
{
    if (flow().phase() == Phase::Imported)
        m_wall->setFocus();
}

void ImportStep::follow()
{
    const auto phase = flow().phase();
    m_wall->setVisible(phase == Phase::Imported);
    m_undo->setVisible(phase == Phase::Imported && flow().outcome() && flow().outcome()->id);
    m_keep->setVisible((phase == Phase::Imported || phase == Phase::Undone) && flow().readAs().hasHeader);
    m_keep->setEnabled(!flow().isKept());
    m_another->setVisible(phase == Phase::Imported || phase == Phase::Undone);
    heading()->setCount(flow().name());
    if (flow().outcome())
        describeOutcome();
    else
        describe();
    m_details->setVisible(!m_details->text().isEmpty());
}

void ImportStep::describe()
{
    const auto &trial = flow().trial();
    if (flow().phase() == Phase::Importing) {
        m_title->setText(tr("Importing"));
        m_sentence->setText(tr("Stopping it leaves the register as it was."));
        m_details->setText({});
        return;
    }
    const QString hindrance = flow().hindrance();
    m_title->setText(hindrance.isEmpty() ? tr("Ready") : tr("Not ready yet"));
    if (!hindrance.isEmpty() || !trial) {
        m_sentence->setText(hindrance);
        m_details->setText({});
        return;
    }
    m_sentence->setText(tr("%1 will be added and %2 updated, in one go.")
                            .arg(counted(trial->accepted, tr("delegation"), tr("delegations")), n(trial->updated)));
    QStringList details;
    if (trial->peopleAdded > 0)
        details << tr("%1 will be added.").arg(counted(trial->peopleAdded, tr("person"), tr("people")));
    if (!trial->columnsAdded.isEmpty())
        details << tr("%1 will be made: %2.")
                       .arg(counted(trial->columnsAdded.size(), tr("column"), tr("columns")),
                            trial->columnsAdded.join(u", "_s));
    if (trial->unchanged > 0)
        details << tr("%1 in the register already, just so.")
                       .arg(counted(trial->unchanged, tr("row stands"), tr("rows stand")));
    if (trial->refused > 0)
        details << tr("%1 will be left out; the dry run says why.").arg(counted(trial->refused, tr("row"), tr("rows")));
    details << tr("It can be undone as a whole afterwards.");
    m_details->setText(details.join(u'\n'));
}

void ImportStep::describeOutcome()
{
    const auto &report = *flow().outcome();
    const bool undone = flow().phase() == Phase::Undone;
    m_title->setText(undone ? tr("Undone") : tr("Imported"));
    m_sentence->setText(undone ? tr("The register is as it was before the import; the record tells of both.")
                               : tr("%1: %2 new, %3 updated, %4 unchanged, %5 refused.")
                                     .arg(counted(report.rows, tr("row"), tr("rows")), n(report.accepted),
                                          n(report.updated), n(report.unchanged), n(report.refused)));
    QStringList details;
    if (!undone && report.peopleAdded > 0)
        details << tr("People added: %1.").arg(n(report.peopleAdded));
    if (!undone && !report.columnsAdded.isEmpty())
        details << tr("Columns made: %1.").arg(report.columnsAdded.join(u", "_s));
    m_details->setText(details.join(u'\n'));
}

}
