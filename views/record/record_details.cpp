#include "views/record/record_details.h"

#include "views/parts/tag.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::LogRow;

namespace {

QPlainTextEdit *lineField(const QString &name, const QString &accessible)
{
    auto *made = new QPlainTextEdit;
    made->setObjectName(name);
    made->setAccessibleName(accessible);
    made->setReadOnly(true);
    made->setTabChangesFocus(true);
    made->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    made->setWordWrapMode(QTextOption::WrapAnywhere);
    made->setFont(fixedFontOf(Type::Small));
    return made;
}

QString headingOf(const LogRow &row)
{
    if (row.amendment)
        return LogDetail::tr("Amendment of audit %1").arg(row.audit);
    return row.audit > 0 ? LogDetail::tr("Audit %1").arg(row.audit) : LogDetail::tr("Outside an audit");
}

}

LogDetail::LogDetail(Navigator *navigator, QWidget *parent)
    : Card(parent), m_navigator(navigator), m_body(new ScrollColumn)
{
    column()->addWidget(m_body);
    m_body->setAccessibleName(tr("About the line of the log"));
    showNothing();
}

void LogDetail::showNothing()
{
    m_body->clear();
    m_body->addText(tr("Choose a line of the log to read it in full."), Type::Body, Ink::Muted);
}

QWidget *LogDetail::head(const LogRow &row) const
{
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    if (row.verdict)
        layout->addWidget(new Tag(tagOf(*row.verdict)));
    auto *where = new PlainLabel(u"%1 · %2"_s.arg(headingOf(row), shown(row.date)), Type::Body, Ink::Muted);
    where->setElided(true);
    layout->addWidget(where, 1);
    if (row.delegationId.isNull())
        return line;
    auto *open = button(tr("Show delegation"), Look::Link);
    open->setObjectName(u"showDelegation"_s);
    connect(open, &QPushButton::clicked, m_navigator,
            [navigator = m_navigator, id = row.delegationId] { Q_EMIT navigator->delegationWanted(id); });
    layout->addWidget(open);
    return line;
}

void LogDetail::showRow(const LogRow &row)
{
    m_body->clear();
    m_body->add(head(row));
    m_body->addText(row.delegation, Type::Title);
    m_body->addText(row.note);
    auto *facts = new FactList;
    facts->add(tr("Check"), row.check ? spoken(*row.check) : QString());
    facts->add(tr("Owner"), row.owner);
    facts->add(tr("Tier"), row.tier);
    facts->add(tr("Last output"), row.lastOutput ? shown(*row.lastOutput) : QString());
    if (row.selfChecked)
        facts->add(tr("Checked"), tr("self-checked: by its owner alone"));
    if (row.followUp && !row.decision)
        facts->add(tr("Next audit"), shown(*row.followUp));
    if (row.amendment)
        facts->add(tr("Amended by"), row.decidedBy.join(u", "_s));
    m_body->add(facts);
    if (row.decision)
        addDecision(row);
}

void LogDetail::addDecision(const LogRow &row)
{
    m_body->addSpace();
    m_body->addText(tr("Decision %1: %2").arg(row.decisionNumber).arg(spoken(*row.decision).toLower()), Type::Lead);
    auto *facts = new FactList;
    facts->add(tr("Before"), row.before);
    facts->add(tr("After"), row.after);
    facts->add(tr("Why"), row.why);
    facts->add(tr("Decided by"), row.decidedBy.join(u", "_s));
    facts->add(tr("Owner"), row.decisionOwner);
    facts->add(tr("Due"), row.followUp ? shown(*row.followUp) : QString());
    m_body->add(facts);
}

EntryDetail::EntryDetail(QWidget *parent)
    : Card(parent),
      m_title(new PlainLabel({}, Type::Title)),
      m_what(new PlainLabel),
      m_leaf(new QLineEdit),
      m_public(lineField(u"publicLine"_s, tr("Public line"))),
      m_private(lineField(u"privateLine"_s, tr("Private line"))),
      m_takeBack(button(tr("Take this import back"))),
      m_message(new InlineMessage)
{
    m_takeBack->setObjectName(u"takeImportBack"_s);
    m_takeBack->setToolTip(tr("Withdraws what it added and sets back what it changed, all of it or nothing"));
    m_message->setObjectName(u"entryMessage"_s);
    connect(m_takeBack, &QPushButton::clicked, this, [this] {
        m_takeBack->setEnabled(false);
        m_message->show(InlineMessage::Kind::Note, tr("Taking it back…"));
        Q_EMIT takeBackWanted(*m_import);
    });
    m_leaf->setObjectName(u"leaf"_s);
    m_leaf->setReadOnly(true);
    m_leaf->setAccessibleName(tr("Leaf"));
    column()->addWidget(m_title);
    column()->addWidget(m_what);
    column()->addWidget(m_takeBack, 0, Qt::AlignLeft);
    column()->addWidget(m_message);
    column()->addWidget(new PlainLabel(tr("Public line"), Type::Strong));
    column()->addWidget(m_public, 1);
    column()->addWidget(new PlainLabel(tr("Private line"), Type::Strong));
    column()->addWidget(m_private, 1);
    column()->addWidget(new PlainLabel(tr("Leaf"), Type::Strong));
    column()->addWidget(m_leaf);
    showNothing();
}

void EntryDetail::showNothing()
{
    m_n = -1;
    m_import.reset();
    m_takeBack->hide();
    m_message->clear();
    m_title->setText(tr("No entry chosen"));
    m_what->setText(tr("Choose an entry to see its two lines as they are kept."));
    m_public->clear();
    m_private->clear();
    m_leaf->clear();
}

void EntryDetail::showEntry(const items::ShownEntry &entry)
{
    if (entry.n != m_n) {
        m_import.reset();
        m_takeBack->hide();
        m_message->clear();
    }
    m_n = entry.n;
    m_title->setText(entry.kind.isEmpty() ? tr("Entry %1").arg(entry.n)
                                          : u"%1 · %2"_s.arg(tr("Entry %1").arg(entry.n), entry.kind));
    m_what->setText(breakable(entry.what));
    m_leaf->setText(entry.leaf); // whole, for copying
    m_leaf->setCursorPosition(0);
}

void EntryDetail::setImport(const Import &import)
{
    m_import = import.id;
    m_takeBack->setVisible(!import.undoneOn);
    m_takeBack->setEnabled(true);
    if (import.undoneOn)
        m_message->show(InlineMessage::Kind::Note, tr("Taken back on %1.").arg(shown(*import.undoneOn)));
}

void EntryDetail::takenBack(const Result<void> &outcome)
{
    m_takeBack->setEnabled(true);
    if (!outcome) {
        m_message->showError(outcome.error());
        return;
    }
    m_takeBack->hide();
    m_message->show(InlineMessage::Kind::Done,
                    tr("Taken back: the inventory is as it was before the import, and the record tells of both."));
}

void EntryDetail::setLines(const registry::RecordLine &line)
{
    if (line.n != m_n)
        return;
    m_public->setPlainText(QString::fromUtf8(line.publicLine));
    m_private->setPlainText(line.privateLine ? QString::fromUtf8(*line.privateLine)
                                             : tr("Erased; the entry's leaf and the root stay as they were."));
}

}
