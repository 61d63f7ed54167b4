#include "views/panel/delegation_editor.h"

#include "items/when_done.h"
#include "views/panel/editor_page.h"
#include "views/panel/figures.h"
#include "views/parts/pieces.h"

#include <QListWidget>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::ChangeMade;
using items::ChangeRefusal;
using items::ChangeResult;
using items::ChangeSet;
using items::ChangeStep;

namespace {

/// Headings in line with the title above them.
class HeadingDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &colours = coloursOf(option.widget);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, colours.accentSoft);
        painter->setPen(colours.ink);
        painter->setFont(fontOf(Type::Body));
        const QRect words = option.rect.adjusted(space::huge, 0, -space::small, 0);
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeading,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    }
};

}

DelegationEditor::DelegationEditor(const Session &session, QWidget *parent)
    : QDialog(parent),
      m_session(session),
      m_title(new PlainLabel({}, Type::Title)),
      m_message(new InlineMessage),
      m_headings(new QListWidget),
      m_scroll(new QScrollArea),
      m_save(button(tr("&Save"), Look::Primary, this, &DelegationEditor::save)),
      m_discard(button(tr("&Discard what I typed"), Look::Quiet, this, &DelegationEditor::discardDraft))
{
    setObjectName(u"delegationEditor"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::large, 0, 0);
    layout->setSpacing(0);
    auto *head = columnOf(space::tiny);
    head->setContentsMargins(space::huge, 0, space::huge, space::small);
    m_title->setElided(true);
    head->addWidget(m_title);
    m_message->setObjectName(u"message"_s);
    head->addWidget(m_message);
    layout->addLayout(head);
    layout->addWidget(rule());
    auto *middle = rowOf(0);
    m_headings->setFixedWidth(scaled(176));
    m_headings->setItemDelegate(new HeadingDelegate(m_headings));
    m_headings->setAccessibleName(tr("Headings"));
    m_headings->setFrameShape(QFrame::NoFrame);
    m_headings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    middle->addWidget(m_headings);
    middle->addWidget(m_scroll, 1);
    layout->addLayout(middle, 1);
    layout->addWidget(rule());
    layout->addWidget(foot());
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(QKeySequence(Qt::CTRL | key), this), &QShortcut::activated, this,
                &DelegationEditor::save);
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(1000);
    connect(&m_draftTimer, &QTimer::timeout, this, &DelegationEditor::keepDraft);
    const auto goTo = [this] {
        if (const int row = m_headings->currentRow(); m_page && row >= 0)
            m_scroll->verticalScrollBar()->setValue(m_page->headings()[row].at->y());
    };
    connect(m_headings, &QListWidget::currentRowChanged, this, goTo);
    connect(m_headings, &QListWidget::itemClicked, this, goTo);
    const QSize wanted(scaled(880), scaled(680));
    resize(parent ? wanted.boundedTo(parent->window()->size()) : wanted);
}

DelegationEditor::~DelegationEditor()
{
    if (isVisible())
        keepDraft();
}

QWidget *DelegationEditor::foot()
{
    auto *foot = new QWidget;
    auto *row = rowOf(space::small);
    foot->setLayout(row);
    row->setContentsMargins(space::huge, space::small, space::huge, space::medium);
    row->addWidget(m_discard);
    row->addStretch();
    row->addWidget(new PlainLabel(tr("saves"), Type::Small, Ink::Muted));
    row->insertWidget(row->count() - 1, new KeyHint(tr("Ctrl Enter")));
    auto *close = button(tr("Close"), Look::Ordinary, this, &DelegationEditor::reject);
    close->setToolTip(tr("Esc; what you typed is kept as a draft"));
    row->addWidget(close);
    m_save->setObjectName(u"save"_s);
    m_discard->setObjectName(u"discard"_s);
    row->addWidget(m_save);
    return foot;
}

void DelegationEditor::add()
{
    m_wantedField = u"title"_s;
    load(std::nullopt);
}

void DelegationEditor::edit(const DelegationId &id)
{
    edit(id, u"title"_s);
}

void DelegationEditor::edit(const DelegationId &id, const QString &field)
{
    m_wantedField = field;
    load(id);
}

void DelegationEditor::load(const std::optional<DelegationId> &id)
{
    keepDraft();
    m_id = id;
    const auto reading = m_session.reg->run([id](registry::Store &store) { return readEditorFacts(store, id); });
    items::whenDone(this, reading, [this, id](const Result<EditorFacts> &facts) {
        if (id != m_id)
            return;
        if (facts)
            take(*facts);
        else
            Q_EMIT m_session.navigator->said(facts.error().message);
    });
}

void DelegationEditor::take(const EditorFacts &facts)
{
    m_saving = false;
    m_discarding = false;
    m_message->clear();
    m_page = new EditorPage(facts);
    m_scroll->setWidget(m_page);
    const auto *title = m_page->delegation()->field(u"title"_s);
    m_title->setText(facts.delegation ? tr("Edit “%1”").arg(title->text()) : tr("Add a delegation"));
    setWindowTitle(m_title->text());
    m_save->setText(facts.delegation ? tr("&Save") : tr("&Add"));
    fillHeadings();
    auto *overtaken = restoreDraft();
    connect(m_page, &EditorPage::changed, this, [this] {
        m_draftTimer.start();
        follow();
    });
    follow();
    open();
    overtaken ? focusField(overtaken) : focusWanted();
}

void DelegationEditor::focusWanted()
{
    if (m_wantedField == u"sources") {
        auto *add = m_page->findChild<QPushButton *>(u"add-source"_s);
        add->setFocus(Qt::OtherFocusReason);
        QCoreApplication::sendPostedEvents(m_page, QEvent::LayoutRequest);
        m_scroll->ensureWidgetVisible(add, 0, scaled(60));
        return;
    }
    auto *wanted = m_page->delegation()->field(m_wantedField);
    if (!wanted)
        wanted = m_page->stopRule()->field(m_wantedField);
    focusField(wanted ? wanted : m_page->delegation()->fields().first());
}

void DelegationEditor::fillHeadings()
{
    m_headings->clear();
    for (const auto &heading : m_page->headings())
        m_headings->addItem(heading.title);
    for (int row = 0; row < m_headings->count(); ++row)
        m_headings->item(row)->setSizeHint({0, scaled(30)});
}

void DelegationEditor::follow()
{
    m_save->setEnabled(!m_saving);
    m_discard->setVisible(m_page && m_page->isTouched());
}

void DelegationEditor::reject()
{
    if (m_saving)
        return;
    const bool kept = m_page && m_page->isTouched();
    keepDraft();
    QDialog::reject();
    if (kept)
        Q_EMIT m_session.navigator->said(tr("What you typed is kept; it is there when you open this again."));
}

void DelegationEditor::save()
{
    if (m_saving || !m_page)
        return;
    m_message->clear();
    FieldEdit *wrong = nullptr;
    auto *title = m_page->delegation()->field(u"title"_s);
    if (title->text().trimmed().isEmpty()) {
        title->showError(tr("A delegation needs a title; give it one."));
        wrong = title;
    }
    const auto forms = m_page->forms();
    for (auto *form : forms) {
        auto *first = form->findMistakes();
        wrong = wrong ? wrong : first;
    }
    if (wrong) {
        focusField(wrong);
        return;
    }
    const auto set = changes();
    m_saving = true;
    follow();
    items::whenDone(this, m_session.history->make(set), [this](const ChangeResult &result) {
        m_saving = false;
        follow();
        if (result)
            finish(*result);
        else
            refuse(result.error());
    });
}

/// One command of everything that was typed. Where a delegation is there already it comes last, for it may become
/// Automate by what is added to it.
ChangeSet DelegationEditor::changes()
{
    const QString title = m_page->delegation()->field(u"title"_s)->text().trimmed();
    ChangeSet set{{}, m_id ? tr("Edit “%1”").arg(title) : tr("Add “%1”").arg(title), {}};
    m_steps.clear();
    addPeople(set);
    if (m_id)
        addAttached(set, m_id->text(), -1);
    addDelegation(set);
    if (!m_id)
        addAttached(set, {}, int(set.steps.size()) - 1);
    return set;
}

void DelegationEditor::addPeople(ChangeSet &set)
{
    QStringList names;
    const auto forms = m_page->forms();
    for (const auto *form : forms) {
        for (const auto *field : form->fields()) {
            const QString name = field->newPerson();
            if (!name.isEmpty() && !names.contains(name, Qt::CaseInsensitive))
                names << name;
        }
    }
    for (const auto &name : names)
        addStep(set, nullptr, {&entityOf<Person>(), {}, {{u"name"_s, name}}, {}, {}});
}

void DelegationEditor::addDelegation(ChangeSet &set)
{
    auto *form = m_page->delegation();
    auto texts = form->texts();
    if (form->field(u"category"_s)->text() == word(Category::Avoid))
        texts.removeIf([](const registry::FieldText &one) {
            return one.field == u"tier" || one.field == u"model" || one.field == u"modelKind";
        });
    ChangeStep step{&form->entity(), {}, texts, {}, {}};
    if (form->row())
        step.row = items::RowVersion{form->row()->id, form->row()->n};
    addStep(set, form, step);
}

void DelegationEditor::addAttached(ChangeSet &set, const QString &delegation, int delegationStep)
{
    const auto forms = m_page->attached();
    for (auto *form : forms) {
        ChangeStep step{&form->entity(), {}, form->texts(), {}, {}};
        if (form->row()) {
            step.row = items::RowVersion{form->row()->id, form->row()->n};
            if (form->isEnding() || form->isBlank())
                step.texts = {{u"endedOn"_s, m_page->facts().today.toString(Qt::ISODate)}};
        } else if (form->isBlank()) {
            continue;
        } else if (delegationStep >= 0) {
            step.links.append({u"delegation"_s, delegationStep});
        } else {
            step.texts.append({u"delegation"_s, delegation});
        }
        if (!step.texts.isEmpty())
            addStep(set, form, step);
    }
}

void DelegationEditor::addStep(ChangeSet &set, RowForm *form, ChangeStep step)
{
    set.steps.append(std::move(step));
    m_steps.append(form);
}

void DelegationEditor::refuse(const ChangeRefusal &refusal)
{
    auto *form = m_steps.value(refusal.step);
    if (form && refusal.now) {
        showConflict(form, refusal);
        return;
    }
    auto *field = form ? form->placeError(refusal.error) : nullptr;
    if (field)
        focusField(field);
    else
        m_message->showError(refusal.error);
}

void DelegationEditor::showConflict(RowForm *form, const ChangeRefusal &refusal)
{
    auto *field = form->rebase(*refusal.now, refusal.theirs);
    m_message->show(InlineMessage::Kind::Warning,
                    field ? tr("Somebody changed this meanwhile. Look at both values and save again.")
                          : tr("Somebody changed other fields of this meanwhile; they are shown now. Save again."));
    if (field)
        focusField(field);
}

void DelegationEditor::finish(const QList<ChangeMade> &made)
{
    for (const auto &one : made) {
        if (one.entity->isDelegation() && one.added)
            m_id = DelegationId(one.added->id);
    }
    const bool isNew = !m_page->facts().delegation;
    const QString title = m_page->delegation()->field(u"title"_s)->text().trimmed();
    const auto id = m_id.value_or(DelegationId());
    m_session.settings->remove(isNew ? u"panel/draft/%1/new"_s.arg(m_session.reg->id()) : draftKey());
    m_discarding = true;
    accept();
    if (!made.isEmpty())
        Q_EMIT m_session.navigator->said(isNew ? tr("Added “%1”.").arg(title) : tr("Saved “%1”.").arg(title));
    Q_EMIT saved(id);
}

void DelegationEditor::focusField(FieldEdit *field)
{
    field->input()->setFocus(Qt::OtherFocusReason);
    QCoreApplication::sendPostedEvents(m_page, QEvent::LayoutRequest);
    m_scroll->ensureWidgetVisible(field, 0, scaled(60));
}

}
