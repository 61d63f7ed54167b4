#include "views/audit/audit_list_series.h"

#include "items/when_done.h"
#include "register/audit_history.h"
#include "views/parts/counted.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

QString cadenceText(const std::optional<Cadence> &cadence)
{
    if (!cadence)
        return {};
    switch (cadence->unit) {
    case Cadence::Unit::Monthly: return SeriesPanel::tr("monthly");
    case Cadence::Unit::Sprint:
        return SeriesPanel::tr("every other Sprint of %1")
            .arg(counted(cadence->count, SeriesPanel::tr("week"), SeriesPanel::tr("weeks")));
    case Cadence::Unit::Days: break;
    }
    return SeriesPanel::tr("every %1").arg(counted(cadence->count, SeriesPanel::tr("day"), SeriesPanel::tr("days")));
}

QLineEdit *field(const QString &name, const QString &label, const QString &placeholder)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setPlaceholderText(placeholder);
    return edit;
}

}

SeriesPanel::SeriesPanel(const Session &session, QWidget *parent) : Card(parent), m_session(session)
{
    auto *heading = rowOf();
    heading->addWidget(new PlainLabel(tr("Series"), Type::Lead), 1);
    m_add = button(tr("Add s&eries"), Look::Quiet, this, [](SeriesPanel *self) { self->edit({}); });
    m_add->setObjectName(u"addSeries"_s);
    heading->addWidget(m_add);
    m_message = new InlineMessage;
    m_message->setObjectName(u"seriesMessage"_s);
    m_empty = new PlainLabel(tr("A series is a team's standing audit: somebody owns it, and it comes round by itself."),
                             Type::Body, Ink::Muted);
    m_form = form();
    m_form->hide();
    auto *ground = new QWidget;
    ground->setProperty("look", u"ground"_s);
    m_rows = new QVBoxLayout(ground);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(space::medium);
    auto *scroll = new QScrollArea;
    scroll->setWidget(ground);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column()->addLayout(heading);
    column()->addWidget(m_empty);
    column()->addWidget(m_message);
    column()->addWidget(m_form);
    column()->addWidget(scroll, 1);
    const auto followed = [this] {
        if (isVisible())
            refresh();
    };
    connect(session.reg.get(), &registry::OpenRegister::changed, this, followed);
    connect(session.reg.get(), &registry::OpenRegister::changedElsewhere, this, followed);
}

QWidget *SeriesPanel::form()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, space::small);
    layout->setSpacing(space::tiny);
    m_title = field(u"seriesTitle"_s, tr("Title"), tr("Checkout team, monthly"));
    m_cadence = field(u"seriesCadence"_s, tr("Cadence"), tr("monthly, sprint:2 or days:30"));
    m_slot = field(u"seriesSlot"_s, tr("Next slot"), tr("2026-07-10"));
    m_owner = new QComboBox;
    m_owner->setObjectName(u"seriesOwner"_s);
    m_length = new QComboBox;
    m_length->addItem(tr("60 minutes"), u"60"_s);
    m_length->addItem(tr("45 minutes"), u"45"_s);
    const std::pair<QString, QWidget *> fields[] = {{tr("Title"), m_title},
                                                    {tr("Owner"), m_owner},
                                                    {tr("Cadence"), m_cadence},
                                                    {tr("Length"), m_length},
                                                    {tr("Next slot"), m_slot}};
    for (const auto &[label, widget] : fields) {
        auto *name = new PlainLabel(label, Type::Small, Ink::Muted);
        name->setBuddy(widget);
        widget->setAccessibleName(label);
        layout->addWidget(name);
        layout->addWidget(widget);
        if (auto *edit = qobject_cast<QLineEdit *>(widget))
            connect(edit, &QLineEdit::returnPressed, this, &SeriesPanel::save);
    }
    auto *actions = rowOf();
    auto *keep = button(tr("Save"), Look::Primary, this, &SeriesPanel::save);
    keep->setObjectName(u"saveSeries"_s);
    actions->addStretch();
    actions->addWidget(button(tr("Cancel"), Look::Ordinary, this, &SeriesPanel::closeForm));
    actions->addWidget(keep);
    layout->addSpacing(space::tiny);
    layout->addLayout(actions);
    auto *escape = new QShortcut(Qt::Key_Escape, box);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &SeriesPanel::closeForm);
    return box;
}

void SeriesPanel::refresh()
{
    m_question.cancel();
    m_question = m_session.reg->run([](registry::Store &store) -> Result<items::PlanFacts> {
        const auto people = items::readRoomPeople(store);
        const auto series = registry::standingSeries(store);
        if (!people || !series)
            return tl::unexpected(!people ? people.error() : series.error());
        items::PlanFacts facts;
        facts.today = store.today();
        facts.people = *people;
        facts.series = *series;
        return facts;
    });
    items::whenDone(this, m_question, [this](const Result<items::PlanFacts> &facts) {
        if (facts)
            fill(*facts);
        else
            m_message->showError(facts.error());
    });
}

void SeriesPanel::fill(const items::PlanFacts &facts)
{
    m_facts = facts;
    while (auto *item = m_rows->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const auto &series : facts.series)
        m_rows->addWidget(rowFor(series, facts.today));
    m_rows->addStretch();
    m_empty->setVisible(facts.series.isEmpty() && m_form->isHidden());
}

QWidget *SeriesPanel::rowFor(const Series &series, const QDate &today)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(new PlainLabel(series.title, Type::Strong));
    const auto owner = std::ranges::find(m_facts.people, series.owner.value_or(PersonId()), &items::RoomPerson::id);
    const bool left = owner == m_facts.people.end() || !owner->active;
    const QString name = owner == m_facts.people.end() ? tr("no owner")
                         : left                        ? tr("%1 (left)").arg(owner->name)
                                                       : owner->name;
    layout->addWidget(new PlainLabel(u"%1 · %2"_s.arg(name, cadenceText(series.cadence)), Type::Small,
                                     left ? Ink::Fail : Ink::Muted));
    const bool late = series.nextSlot && *series.nextSlot < today;
    layout->addWidget(new PlainLabel(series.nextSlot ? tr("next slot %1").arg(shownFrom(*series.nextSlot, today))
                                                     : tr("no next slot"),
                                     Type::Small, late ? Ink::Fail : Ink::Muted));
    auto *actions = rowOf(space::tiny);
    auto *start =
        button(tr("Start audit"), Look::Link, this, [series](SeriesPanel *self) { Q_EMIT self->startWanted(series); });
    start->setAccessibleName(tr("Start an audit of %1").arg(series.title));
    actions->addWidget(start);
    actions->addWidget(button(tr("Edit"), Look::Link, this, [series](SeriesPanel *self) { self->edit(series); }));
    actions->addWidget(button(tr("End"), Look::Link, this, [series](SeriesPanel *self) { self->end(series); }));
    actions->addStretch();
    layout->addLayout(actions);
    return box;
}

void SeriesPanel::edit(const Series &series)
{
    m_edited = series;
    m_message->clear();
    m_owner->clear();
    for (const auto &person : m_facts.people) {
        if (person.active)
            m_owner->addItem(person.name, person.id.text());
    }
    m_owner->setCurrentIndex(m_owner->findData(series.owner.value_or(PersonId()).text()));
    m_title->setText(series.title);
    m_cadence->setText(series.cadence ? toText(*series.cadence) : QString());
    m_slot->setText(series.nextSlot.value_or(QDate()).toString(Qt::ISODate));
    m_length->setCurrentIndex(series.form.value_or(Title()) == u"45"_s ? 1 : 0);
    m_empty->hide();
    m_form->show();
    m_title->setFocus();
}

void SeriesPanel::closeForm()
{
    m_form->hide();
    m_message->clear();
    m_empty->setVisible(m_facts.series.isEmpty());
    m_add->setFocus();
}

void SeriesPanel::save()
{
    const QList<registry::FieldText> texts{{u"title"_s, m_title->text()},
                                           {u"owner"_s, m_owner->currentData().toString()},
                                           {u"cadence"_s, m_cadence->text()},
                                           {u"form"_s, m_length->currentData().toString()},
                                           {u"nextSlot"_s, m_slot->text()}};
    const auto &entity = entityOf<Series>();
    if (m_edited.id.isNull()) {
        items::whenDone(this, m_session.history->add(entity, texts, m_title->text()), [this](const Result<Row> &row) {
            finish(row ? Result<void>() : tl::unexpected(row.error()), {});
        });
        return;
    }
    const auto done = m_session.history->edit({&entity, {{m_edited.id.text(), m_edited.n}}, texts, m_edited.title, {}});
    items::whenDone(this, done, [this](const items::EditResult &changes) {
        finish(changes ? Result<void>() : tl::unexpected(changes.error().error), {});
    });
}

void SeriesPanel::end(const Series &series)
{
    const QList<registry::FieldText> texts{{u"endedOn"_s, m_facts.today.toString(Qt::ISODate)}};
    const auto done =
        m_session.history->edit({&entityOf<Series>(), {{series.id.text(), series.n}}, texts, series.title, {}});
    items::whenDone(this, done, [this, title = series.title](const items::EditResult &changes) {
        finish(changes ? Result<void>() : tl::unexpected(changes.error().error), tr("“%1” has ended.").arg(title));
    });
}

/// Shows an error where the form is, with everything typed kept, or closes the form.
void SeriesPanel::finish(const Result<void> &done, const QString &said)
{
    if (!done) {
        m_message->showError(done.error());
        return;
    }
    if (said.isEmpty()) {
        closeForm();
    } else {
        m_message->show(InlineMessage::Kind::Done, said);
        m_message->offer(tr("Undo"), [this] {
            m_session.history->undo();
            m_message->clear();
        });
    }
    refresh();
}

}
