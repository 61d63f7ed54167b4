#include "views/wall/field_editors.h"

#include "register/inventory_services.h"
#include "register/own_columns.h"
#include "views/parts/tag.h"

#include <QAbstractItemView>
#include <QCollator>
#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QKeyEvent>
#include <QLineEdit>

namespace muster::views::wall {

using namespace Qt::StringLiterals;

namespace {

/// A date, or none: the delete key empties it.
class OptionalDateEdit final : public QDateEdit
{
public:
    explicit OptionalDateEdit(const QDate &today, QWidget *parent) : QDateEdit(parent), m_today(today)
    {
        setCalendarPopup(true);
        setDisplayFormat(u"yyyy-MM-dd"_s);
        setMinimumDate(none());
        setSpecialValueText(QObject::tr("no date"));
    }

    static QDate none() { return {1900, 1, 1}; }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Delete)
            setDate(none());
        else if (date() == none() && !event->text().isEmpty() && event->text().at(0).isDigit())
            setDate(m_today);
        QDateEdit::keyPressEvent(event);
    }

private:
    QDate m_today;
};

QComboBox *makeWordList(QWidget *parent, const QStringList &words, bool mayBeAbsent)
{
    auto *list = new QComboBox(parent);
    if (mayBeAbsent)
        list->addItem(QObject::tr("none"), QString());
    for (const auto &word : words)
        list->addItem(spoken(word), word);
    return list;
}

template <typename E>
QStringList wordsOf()
{
    QStringList words;
    for (size_t i = 0; i < Words<E>::all.size(); ++i)
        words << word(E(i));
    return words;
}

QComboBox *makeCompleting(QWidget *parent, const QList<std::pair<QString, QString>> &entries)
{
    auto *list = new QComboBox(parent);
    list->setEditable(true);
    list->setInsertPolicy(QComboBox::NoInsert);
    list->addItem(QString(), QString());
    for (const auto &[name, value] : entries)
        list->addItem(name, value);
    auto *completer = list->completer();
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    list->lineEdit()->setClearButtonEnabled(false);
    return list;
}

QComboBox *makeCadences(QWidget *parent)
{
    auto *list = makeCompleting(parent, {{QObject::tr("monthly"), u"monthly"_s},
                                         {QObject::tr("every other Sprint of 2 weeks"), u"sprint:2"_s},
                                         {QObject::tr("every 7 days"), u"days:7"_s},
                                         {QObject::tr("every 30 days"), u"days:30"_s},
                                         {QObject::tr("every 90 days"), u"days:90"_s}});
    list->lineEdit()->setPlaceholderText(QObject::tr("monthly, sprint:2 or days:30"));
    return list;
}

/// An editor for a column of the register's own.
QWidget *makeOwn(const OwnColumn &column, const Choices &choices, QWidget *parent)
{
    if (column.type == ColumnType::Date)
        return new OptionalDateEdit(choices.today, parent);
    if (column.type != ColumnType::Choice)
        return new QLineEdit(parent);
    auto *list = new QComboBox(parent);
    list->addItem(QObject::tr("none"), QString());
    for (const auto &choice : registry::fromJsonList(column.choices))
        list->addItem(choice, choice);
    return list;
}

QWidget *makeBare(const QString &field, const Choices &choices, QWidget *parent)
{
    if (field == u"category")
        return makeWordList(parent, wordsOf<Category>(), false);
    if (field == u"risk")
        return makeWordList(parent, wordsOf<Risk>(), true);
    if (field == u"status")
        return makeWordList(parent, wordsOf<Status>(), false);
    if (field == u"pattern")
        return makeWordList(parent, wordsOf<Pattern>(), true);
    if (field == u"tier")
        return makeWordList(parent, choices.tiers, true);
    if (field == u"owner" || field == u"deputy" || field == u"reviewer")
        return makeCompleting(parent, choices.people);
    if (field == u"definition")
        return makeCompleting(parent, choices.definitions);
    if (field == u"cadence")
        return makeCadences(parent);
    if (field == u"nextDue")
        return new OptionalDateEdit(choices.today, parent);
    if (field == u"team") {
        QList<std::pair<QString, QString>> teams;
        for (const auto &team : choices.teams)
            teams.append({team, team});
        return makeCompleting(parent, teams);
    }
    const auto *own = registry::columnNamed(choices.columns, field);
    return own ? makeOwn(*own, choices, parent) : new QLineEdit(parent);
}

}

Result<Choices> readChoices(registry::Store &store)
{
    registry::RuleContext context(store);
    const auto policy = context.policy();
    if (!policy)
        return tl::unexpected(policy.error());
    const auto people = context.people();
    if (!people)
        return tl::unexpected(people.error());
    const auto columns = registry::ownColumns(store);
    if (!columns)
        return tl::unexpected(columns.error());
    const auto definitions = registry::DefinitionService(store).all();
    if (!definitions)
        return tl::unexpected(definitions.error());
    Choices choices{context.today(), {}, policy->tiers, {}, {}, *columns};
    QHash<QString, int> names;
    for (const auto &person : **people)
        ++names[person.name];
    for (const auto &person : **people) {
        const QString name = person.name;
        if (person.isActive(choices.today))
            choices.people.append({name, names.value(name) == 1 ? name : person.id.text()});
    }
    QHash<QString, int> titles;
    for (const auto &definition : *definitions)
        ++titles[definition.title];
    for (const auto &definition : *definitions) {
        const QString title = definition.title;
        if (!definition.endedOn)
            choices.definitions.append({title, titles.value(title) == 1 ? title : definition.id.text()});
    }
    QCollator collator;
    const auto byName = [&](const auto &a, const auto &b) { return collator.compare(a.first, b.first) < 0; };
    std::ranges::sort(choices.people, byName);
    std::ranges::sort(choices.definitions, byName);
    return choices;
}

QString labelOf(const QString &field)
{
    static const QHash<QString, const char *> labels{
        {u"title"_s, QT_TRANSLATE_NOOP("QObject", "Delegation")},
        {u"team"_s, QT_TRANSLATE_NOOP("QObject", "Team")},
        {u"owner"_s, QT_TRANSLATE_NOOP("QObject", "Owner")},
        {u"deputy"_s, QT_TRANSLATE_NOOP("QObject", "Deputy")},
        {u"reviewer"_s, QT_TRANSLATE_NOOP("QObject", "Reviewer")},
        {u"pattern"_s, QT_TRANSLATE_NOOP("QObject", "Pattern")},
        {u"definition"_s, QT_TRANSLATE_NOOP("QObject", "Definition of Done")},
        {u"category"_s, QT_TRANSLATE_NOOP("QObject", "Category")},
        {u"tier"_s, QT_TRANSLATE_NOOP("QObject", "Tier")},
        {u"risk"_s, QT_TRANSLATE_NOOP("QObject", "Risk")},
        {u"status"_s, QT_TRANSLATE_NOOP("QObject", "Status")},
        {u"nextDue"_s, QT_TRANSLATE_NOOP("QObject", "Next due")},
        {u"cadence"_s, QT_TRANSLATE_NOOP("QObject", "Cadence")},
        {u"externalId"_s, QT_TRANSLATE_NOOP("QObject", "External ID")}};
    const auto *label = labels.value(field);
    return label ? QObject::tr(label) : field;
}

QString spokenLabel(const QString &field)
{
    const QString label = labelOf(field);
    return label == field ? QString(field).replace(u'&', u"&&"_s) : label.toLower();
}

QWidget *makeEditor(const QString &field, const Choices &choices, QWidget *parent)
{
    auto *editor = makeBare(field, choices, parent);
    editor->setObjectName(u"edit-"_s + field);
    editor->setAccessibleName(labelOf(field));
    return editor;
}

void setEditorText(QWidget *editor, const QString &text)
{
    if (auto *date = qobject_cast<QDateEdit *>(editor)) {
        const auto parsed = QDate::fromString(text, Qt::ISODate);
        date->setDate(parsed.isValid() ? parsed : OptionalDateEdit::none());
        return;
    }
    auto *list = qobject_cast<QComboBox *>(editor);
    if (!list) {
        static_cast<QLineEdit *>(editor)->setText(text);
        return;
    }
    const int known = std::max(list->findData(text), list->isEditable() ? list->findText(text) : -1);
    if (known < 0 && !list->isEditable())
        list->addItem(spoken(text), text);
    list->setCurrentIndex(known >= 0 ? known : list->isEditable() ? -1 : list->count() - 1);
    if (!list->isEditable())
        return;
    if (known < 0)
        list->setEditText(text);
    list->lineEdit()->selectAll(); // typing replaces it, as in a line
}

QString editorText(const QWidget *editor)
{
    if (const auto *date = qobject_cast<const QDateEdit *>(editor))
        return date->date() == OptionalDateEdit::none() ? QString() : date->date().toString(Qt::ISODate);
    const auto *list = qobject_cast<const QComboBox *>(editor);
    if (!list)
        return static_cast<const QLineEdit *>(editor)->text();
    if (!list->isEditable())
        return list->currentData().toString();
    const QString typed = list->currentText().trimmed();
    const int known = list->findText(typed, Qt::MatchFixedString);
    return known >= 0 ? list->itemData(known).toString() : typed;
}

}
