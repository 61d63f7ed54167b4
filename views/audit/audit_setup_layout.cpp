#include "views/audit/audit_setup.h"
#include "views/audit/audit_setup_lists.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QShortcut>
#include <QStringListModel>
#include <QVBoxLayout>

/// How the setup of an audit is laid out.
namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

/// A heading with a mnemonic for what stands below it.
QLabel *headingOf(const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setFont(fontOf(Type::Lead));
    label->setBuddy(buddy);
    return label;
}

/// A field's label in muted ink.
PlainLabel *fieldLabel(const QString &text)
{
    auto *label = new PlainLabel(text, Type::Small, Ink::Muted);
    label->setWordWrap(false);
    return label;
}

/// Down leads from a search into the list below it.
class IntoList final : public QObject
{
public:
    IntoList(QLineEdit *edit, QAbstractItemView *list) : QObject(edit), m_list(list) { edit->installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Down)
            return QObject::eventFilter(watched, event);
        m_list->setFocus();
        if (!m_list->currentIndex().isValid())
            m_list->setCurrentIndex(m_list->model()->index(0, 0));
        return true;
    }

private:
    QAbstractItemView *m_list;
};

}

AuditSetup::AuditSetup(const Session &session, QWidget *parent) : QWidget(parent), m_session(session)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::large, space::huge, space::large);
    layout->setSpacing(space::medium);
    layout->addWidget(head());
    auto *columns = rowOf(space::large);
    columns->addWidget(scopeCard(), 5);
    columns->addWidget(peopleCard(), 4);
    layout->addLayout(columns, 1);
    layout->addWidget(foot());
    connectKeys();
}

QWidget *AuditSetup::head()
{
    m_heading = new PageHeading(tr("New audit"));
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::small);
    row->addWidget(m_heading, 1);
    m_forms = new QButtonGroup(this);
    const QString names[] = {tr("&60 minutes"), tr("&45 minutes"), tr("Spot check, &15")};
    for (int i = 0; i < 3; ++i) {
        auto *one = button(names[i]);
        one->setCheckable(true);
        one->setObjectName(u"form%1"_s.arg(i));
        m_forms->addButton(one, i);
        row->addWidget(one);
    }
    connect(m_forms, &QButtonGroup::idClicked, this, [this](int id) { setForm(AgendaForm(id)); });
    m_series = new QComboBox;
    m_series->setObjectName(u"series"_s);
    m_series->setAccessibleName(tr("Series"));
    m_series->setMinimumWidth(scaled(150));
    m_series->setMaximumWidth(scaled(240));
    m_series->addItem(tr("No series"), QString());
    row->addSpacing(space::small);
    row->addWidget(m_series);
    return box;
}

QWidget *AuditSetup::scopeCard()
{
    auto *card = new Card;
    m_search = new QLineEdit;
    m_search->setObjectName(u"scopeSearch"_s);
    m_search->setPlaceholderText(tr("Find another delegation; Enter ticks it"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Find a delegation to audit"));
    m_capacity = new PlainLabel({}, Type::Small, Ink::Muted);
    m_capacity->setObjectName(u"capacity"_s);
    m_scopeList = new QListView;
    m_scopeList->setObjectName(u"scope"_s);
    m_scopeList->setAccessibleName(tr("What the audit looks at"));
    m_scopeList->setModel(&m_scope);
    m_scopeList->setItemDelegate(new ScopeDelegate(m_scopeList));
    m_scopeList->setUniformItemSizes(true);
    m_scopeList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scopeList->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_scopeList->setMouseTracking(true);
    m_scopeMessage = new InlineMessage;
    m_scopeMessage->setObjectName(u"scopeMessage"_s);
    card->column()->addWidget(headingOf(tr("What to &look at"), m_search));
    card->column()->addWidget(m_capacity);
    card->column()->addWidget(m_search);
    card->column()->addWidget(m_scopeMessage);
    card->column()->addWidget(m_scopeList, 1);
    new IntoList(m_search, m_scopeList);
    return card;
}

QWidget *AuditSetup::peopleCard()
{
    auto *card = new Card;
    m_person = new QLineEdit;
    m_person->setObjectName(u"person"_s);
    m_person->setPlaceholderText(tr("Add somebody by name; Enter adds"));
    m_person->setAccessibleName(tr("Add a participant"));
    m_candidates = new QStringListModel(this);
    auto *completer = new QCompleter(m_candidates, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_person->setCompleter(completer);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, &AuditSetup::addPerson);
    m_facilitator = new QComboBox;
    m_facilitator->setObjectName(u"facilitator"_s);
    m_facilitator->setAccessibleName(tr("Who facilitates"));
    m_pairList = new PairList;
    m_pairList->setObjectName(u"pairs"_s);
    m_pairList->setAccessibleName(tr("Pairs and what they check"));
    m_pairList->setModel(&m_pairs);
    m_peopleMessage = new InlineMessage;
    m_peopleMessage->setObjectName(u"peopleMessage"_s);
    m_up = button(tr("Move up"), Look::Quiet, this, [](AuditSetup *self) { self->shiftPerson(-1); });
    m_up->setToolTip(tr("To the pair above: Alt+Up"));
    m_down = button(tr("Move down"), Look::Quiet, this, [](AuditSetup *self) { self->shiftPerson(1); });
    m_down->setToolTip(tr("To the pair below, or a new one: Alt+Down"));
    m_remove = button(tr("Take out"), Look::Quiet, this, &AuditSetup::removePerson);
    m_remove->setToolTip(tr("Delete"));
    m_anew = button(tr("Propose pairs"), Look::Quiet, this, [](AuditSetup *self) {
        self->m_plan.proposeAnew();
        self->showPlan();
        self->refresh();
    });
    m_anew->setObjectName(u"proposePairs"_s);
    auto *facilitates = rowOf();
    facilitates->addWidget(fieldLabel(tr("Facilitates")));
    facilitates->addWidget(m_facilitator, 1);
    auto *actions = rowOf(space::tiny);
    for (auto *one : {m_up, m_down, m_remove})
        actions->addWidget(one);
    actions->addStretch();
    actions->addWidget(m_anew);
    card->column()->addWidget(headingOf(tr("&Who takes part"), m_person));
    card->column()->addWidget(m_person);
    card->column()->addWidget(m_peopleMessage);
    card->column()->addWidget(m_pairList, 1);
    card->column()->addLayout(actions);
    card->column()->addWidget(rule());
    card->column()->addLayout(facilitates);
    return card;
}

QWidget *AuditSetup::foot()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    m_message = new InlineMessage;
    m_message->setObjectName(u"message"_s);
    m_summary = new PlainLabel({}, Type::Body, Ink::Muted);
    m_summary->setWordWrap(false);
    m_open = button(tr("Open audit"), Look::Primary, this, &AuditSetup::open, QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_open->setObjectName(u"open"_s);
    auto *back = button(tr("Back"), Look::Ordinary, this, &AuditSetup::cancelled);
    auto *row = rowOf();
    row->addWidget(m_summary, 1);
    row->addWidget(back);
    row->addWidget(m_open);
    row->addWidget(new KeyHint(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)));
    column->addWidget(m_message);
    column->addLayout(row);
    return box;
}

void AuditSetup::connectKeys()
{
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &AuditSetup::cancelled);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_scope.setSearch(text);
        refresh();
    });
    connect(m_search, &QLineEdit::returnPressed, this, &AuditSetup::tickCurrent);
    connect(m_person, &QLineEdit::returnPressed, this, [this] { addPerson(m_person->text()); });
    connect(m_person, &QLineEdit::textEdited, this, [this] { showProblems(); });
    connect(&m_scope, &items::ScopeModel::ticked, this, [this] {
        m_touched = true;
        showPlan();
        refresh();
    });
    connect(m_series, &QComboBox::currentIndexChanged, this, &AuditSetup::chooseSeries);
    connect(m_facilitator, &QComboBox::currentIndexChanged, this, [this] {
        m_plan.facilitator = PersonId(m_facilitator->currentData().toString());
        showPlan();
    });
    connect(m_pairList->selectionModel(), &QItemSelectionModel::currentChanged, this, &AuditSetup::showActions);
    connect(m_pairList, &PairList::moveWanted, this, &AuditSetup::shiftPerson);
    connect(m_pairList, &PairList::removeWanted, this, &AuditSetup::removePerson);
    const auto followed = [this] {
        if (m_begun && isVisible())
            refresh();
    };
    connect(m_session.reg.get(), &registry::OpenRegister::changed, this, followed);
    connect(m_session.reg.get(), &registry::OpenRegister::changedElsewhere, this, followed);
}

}
