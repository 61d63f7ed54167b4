#include "views/panel/editor_page.h"

#include "domain/closing_rules.h"
#include "views/parts/pieces.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

EditorPage::EditorPage(const EditorFacts &facts, QWidget *parent)
    : QWidget(parent), m_facts(facts), m_column(new QVBoxLayout(this))
{
    setProperty("look", u"ground"_s);
    m_column->setContentsMargins(space::huge, space::large, space::huge, space::huge);
    m_column->setSpacing(space::medium);
    m_delegation = makeForm(entityOf<Delegation>(), u"delegation"_s, facts.delegation);
    addQuick();
    for (const auto &part : EditorLayout::parts())
        addPart(part);
    addOwnColumns();
    m_column->addStretch();
    follow();
}

RowForm *EditorPage::makeForm(const Entity &entity, const QString &key, const std::optional<Row> &row)
{
    auto *form = new RowForm(entity, key, row, this);
    connect(form, &RowForm::changed, this, [this] {
        follow();
        Q_EMIT changed();
    });
    return form;
}

void EditorPage::addQuick()
{
    const auto quick = EditorLayout::quick();
    auto *column = addHeading(quick.title, quick.sentence);
    placeFields(m_delegation, quick.places, column);
    m_duties = new InlineMessage;
    m_duties->setObjectName(u"duties"_s);
    column->addWidget(m_duties);
}

void EditorPage::addPart(const EditorLayout::Part &part)
{
    auto *column = addHeading(part.title, part.sentence);
    placeFields(m_delegation, part.places, column);
    if (part.key == u"stop") {
        m_stopRule = makeForm(entityOf<StopRule>(), u"stop-rule"_s, m_facts.stopRule);
        m_attached.append(m_stopRule);
        placeFields(m_stopRule, EditorLayout::attached(entityOf<StopRule>()), column);
    } else if (part.key == u"sources") {
        addRows(column, entityOf<Source>(), m_facts.sources, tr("Add a source"));
    } else if (part.key == u"credentials") {
        addRows(column, entityOf<Credential>(), m_facts.credentials, tr("Add a credential"));
    }
    if (auto *status = part.key == u"standing" && !m_facts.delegation ? m_delegation->field(u"status"_s) : nullptr) {
        status->setText(word(Status::Active));
        status->setBase(status->text());
    }
}

QVBoxLayout *EditorPage::addHeading(const QString &title, const QString &sentence)
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    if (!m_headings.isEmpty())
        column->addWidget(rule());
    column->addWidget(new PlainLabel(title, Type::Lead));
    if (!sentence.isEmpty())
        column->addWidget(new PlainLabel(sentence, Type::Small, Ink::Muted));
    m_column->addWidget(part);
    m_headings.append({title, part});
    return column;
}

/// What this register wants to know besides.
void EditorPage::addOwnColumns()
{
    if (m_facts.columns.isEmpty())
        return;
    auto *column = addHeading(tr("This register’s own"), {});
    QList<FieldEdit *> fields;
    for (const auto &own : m_facts.columns)
        fields.append(m_delegation->addOwn(own, m_facts));
    arrange(fields, column);
}

void EditorPage::placeFields(RowForm *form, const QList<EditorLayout::Place> &places, QBoxLayout *column)
{
    QList<FieldEdit *> fields;
    for (const auto &place : places) {
        fields.append(form->addField(place.field, place.label, m_facts));
        if (!place.hint.isEmpty())
            fields.last()->setHint(place.hint);
    }
    arrange(fields, column);
}

/// Short fields two a line, long ones with a line of their own.
void EditorPage::arrange(const QList<FieldEdit *> &fields, QBoxLayout *column)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::large);
    grid->setVerticalSpacing(space::medium);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    int row = 0, at = 0;
    for (auto *field : fields) {
        const bool wide = field->isLong() || field->name() == u"title";
        if (wide && at > 0) {
            ++row;
            at = 0;
        }
        grid->addWidget(field, row, at, 1, wide ? 2 : 1, Qt::AlignTop);
        row += wide || at == 1;
        at = wide ? 0 : 1 - at;
    }
    column->addLayout(grid);
}

void EditorPage::addRows(QVBoxLayout *column, const Entity &entity, const QList<Row> &rows, const QString &add)
{
    auto *list = columnOf(space::small);
    m_rowColumns.insert(&entity, list);
    column->addLayout(list);
    for (const auto &row : rows)
        insertRow(entity, row);
    auto *foot = rowOf();
    auto *more = button(add, Look::Ordinary, this, [kind = &entity](EditorPage *page) {
        page->addRow(*kind)->fields().first()->input()->setFocus();
        Q_EMIT page->changed();
    });
    more->setObjectName(u"add-"_s + QLatin1StringView(entity.noun.data(), qsizetype(entity.noun.size())));
    foot->addWidget(more);
    foot->addStretch();
    column->addLayout(foot);
}

RowForm *EditorPage::addRow(const Entity &entity)
{
    return insertRow(entity, std::nullopt);
}

RowForm *EditorPage::insertRow(const Entity &entity, const std::optional<Row> &row)
{
    const QString noun = QString::fromLatin1(entity.noun.data(), qsizetype(entity.noun.size()));
    auto *form = makeForm(entity, u"%1.%2"_s.arg(noun, row ? row->id : u"+%1"_s.arg(m_added[&entity]++)), row);
    m_attached.append(form);
    auto *card = new Card;
    placeFields(form, EditorLayout::attached(entity), card->column());
    auto *foot = rowOf();
    foot->addStretch();
    auto *remove = button(tr("Remove"), Look::Quiet);
    remove->setAccessibleName(tr("Remove this %1").arg(noun));
    m_removals.insert(form, remove);
    connect(remove, &QPushButton::clicked, this, [this, form, card] {
        if (form->row()) {
            setEnding(form, !form->isEnding());
        } else {
            m_removals.remove(form);
            m_attached.removeOne(form);
            form->deleteLater();
            card->deleteLater();
        }
        Q_EMIT changed();
    });
    foot->addWidget(remove);
    card->column()->addLayout(foot);
    m_rowColumns[&entity]->addWidget(card);
    return form;
}

void EditorPage::setEnding(RowForm *form, bool ending)
{
    form->setEnding(ending);
    if (auto *button = m_removals.value(form))
        button->setText(ending ? tr("Removed when saved. Keep it") : tr("Remove"));
}

QList<RowForm *> EditorPage::forms() const
{
    return QList<RowForm *>{m_delegation} + m_attached;
}

RowForm *EditorPage::form(const QString &key)
{
    const auto all = forms();
    const auto found = std::ranges::find(all, key, &RowForm::key);
    return found == all.end() ? nullptr : *found;
}

bool EditorPage::isTouched() const
{
    const auto all = forms();
    return std::ranges::any_of(all, &RowForm::isTouched);
}

QStringList EditorPage::missingDuties() const
{
    const auto has = [this](const QString &field) { return !m_delegation->field(field)->text().isEmpty(); };
    if (m_delegation->field(u"category"_s)->text() != word(Category::Automate))
        return {};
    return muster::missingDuties({has(u"owner"_s), has(u"definition"_s),
                                  !m_stopRule->field(u"trigger"_s)->text().trimmed().isEmpty(), has(u"cadence"_s)});
}

/// What follows from the category: what it owes, what it can't have, what it is asked for.
void EditorPage::follow()
{
    if (!m_stopRule || !m_delegation->field(u"cadence"_s) || !m_delegation->field(u"definition"_s))
        return;
    const auto *chosen = m_delegation->field(u"category"_s);
    const bool avoid = chosen->text() == word(Category::Avoid);
    for (const auto &name : {u"tier"_s, u"model"_s, u"modelKind"_s})
        m_delegation->field(name)->setEnabled(!avoid);
    m_delegation->field(u"categoryReason"_s)
        ->setHint(avoid ? tr("A standing decision: say why people keep it") : tr("What speaks for it"));
    m_delegation->field(u"categoryReason"_s)->setVisible(chosen->text() != word(Category::Unclassified));
    const bool automate = chosen->text() == word(Category::Automate);
    const QString missing = missingDuties().join(u", "_s);
    if (avoid) {
        const bool said = !m_delegation->field(u"categoryReason"_s)->text().trimmed().isEmpty();
        m_duties->show(InlineMessage::Kind::Note,
                       said ? tr("An Avoid has no tier and no model.")
                            : tr("An Avoid has no tier and no model. Say why it stays with people."));
    } else if (!automate) {
        m_duties->clear();
    } else if (missing.isEmpty()) {
        m_duties->show(InlineMessage::Kind::Done, tr("Automate has all it owes: an owner, an AI Definition of Done, a "
                                                     "stop rule and a cadence."));
    } else if (m_facts.delegation && chosen->isTouched()) {
        m_duties->show(
            InlineMessage::Kind::Warning,
            tr("It can’t become Automate yet: it lacks %1. Give that below; it is saved together.").arg(missing));
    } else {
        m_duties->show(InlineMessage::Kind::Warning,
                       tr("Automate still lacks %1. It is kept as it is and flagged incomplete.").arg(missing));
    }
}

}
