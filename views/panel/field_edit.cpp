#include "views/panel/field_edit.h"

#include "register/own_columns.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QAbstractItemView>
#include <QAbstractTextDocumentLayout>
#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStyle>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

/// A combo box that a turn of the wheel over a form doesn't change.
class QuietCombo final : public QComboBox
{
protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

QList<Choice> wordsOf(const Field &field, bool mayBeAbsent)
{
    QList<Choice> choices;
    if (mayBeAbsent)
        choices.append({{}, QObject::tr("not said")});
    for (size_t i = 0; i < field.wordCount; ++i) {
        const QString word = QString::fromLatin1(field.words[i].data(), qsizetype(field.words[i].size()));
        choices.append({word, spoken(word)});
    }
    return choices;
}

QList<Choice> cadences()
{
    QList<Choice> choices{{{}, {}}};
    for (const auto &text : {u"monthly"_s, u"sprint:1"_s, u"sprint:2"_s, u"sprint:3"_s, u"days:30"_s, u"days:60"_s,
                             u"days:90"_s, u"days:180"_s})
        choices.append({text, spokenCadence(text)});
    return choices;
}

QList<Choice> tiersOf(const QStringList &tiers)
{
    QList<Choice> choices{{{}, QObject::tr("not said")}};
    for (const auto &tier : tiers)
        choices.append({tier, tier});
    return choices;
}

}

QString spokenCadence(const QString &text)
{
    const auto cadence = parseCadence(text);
    if (!cadence)
        return text;
    switch (cadence->unit) {
    case Cadence::Unit::Monthly: return QObject::tr("monthly");
    case Cadence::Unit::Sprint:
        return cadence->count == 1 ? QObject::tr("every other Sprint of 1 week")
                                   : QObject::tr("every other Sprint of %1 weeks").arg(cadence->count);
    case Cadence::Unit::Days: return QObject::tr("every %1 days").arg(cadence->count);
    }
    return text;
}

FieldEdit::FieldEdit(const Field &field, const QString &label, const EditorFacts &facts, QWidget *parent)
    : QWidget(parent), m_field(field), m_label(label), m_column(new QVBoxLayout(this))
{
    build(facts);
}

FieldEdit::FieldEdit(const OwnColumn &column, const EditorFacts &facts, QWidget *parent)
    : QWidget(parent),
      m_field(entityOf<Delegation>().fields[size_t(entityOf<Delegation>().indexOf(u"columnValues"))]),
      m_own(column),
      m_label(column.title),
      m_column(new QVBoxLayout(this))
{
    build(facts);
}

void FieldEdit::build(const EditorFacts &facts)
{
    setObjectName(name());
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::tiny);
    auto *caption = new PlainLabel(m_own ? QString(m_label).replace(u'&', u"&&"_s) : m_label, Type::Small, Ink::Muted);
    m_column->addWidget(caption);
    makeInput(facts);
    input()->setAccessibleName(m_label);
    input()->setObjectName(name() + u"Input"_s);
    caption->setBuddy(input());
    m_column->addWidget(input());
    m_column->setAlignment(Qt::AlignTop);
}

QWidget *FieldEdit::input() const
{
    return m_combo ? static_cast<QWidget *>(m_combo) : m_text ? static_cast<QWidget *>(m_text) : m_line;
}

void FieldEdit::makeInput(const EditorFacts &facts)
{
    if (m_own)
        return makeOwnInput();
    const bool hasDefault = m_field.name == "category" || m_field.name == "status";
    switch (m_field.type) {
    case FieldType::Reference:
        m_combo = makeCombo(m_field.refers == "person" ? facts.people : facts.definitions, true);
        break;
    case FieldType::Word: m_combo = makeCombo(wordsOf(m_field, !hasDefault), false); break;
    case FieldType::Tier: m_combo = makeCombo(tiersOf(facts.tiers), false); break;
    case FieldType::Cadence: m_combo = makeCombo(cadences(), true); break;
    case FieldType::Boolean:
        m_combo = makeCombo({{{}, tr("not said")}, {u"yes"_s, tr("Yes")}, {u"no"_s, tr("No")}}, false);
        break;
    case FieldType::Text:
    case FieldType::List: makeText(); break;
    default: makeLine(m_field.type == FieldType::Date ? tr("YYYY-MM-DD") : QString());
    }
}

void FieldEdit::makeOwnInput()
{
    switch (m_own->type) {
    case ColumnType::Text: return makeText();
    case ColumnType::Number: return makeLine({});
    case ColumnType::Date: return makeLine(tr("YYYY-MM-DD"));
    case ColumnType::Choice: break;
    }
    QList<Choice> choices{{{}, tr("not said")}};
    for (const auto &choice : registry::fromJsonList(m_own->choices))
        choices.append({choice, choice});
    m_combo = makeCombo(choices, false);
}

void FieldEdit::makeLine(const QString &hint)
{
    m_line = new QLineEdit;
    m_line->setPlaceholderText(hint);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        clearMessage();
        Q_EMIT changed();
    });
}

QComboBox *FieldEdit::makeCombo(const QList<Choice> &choices, bool open)
{
    m_choices = choices;
    auto *combo = new QuietCombo;
    combo->setFocusPolicy(Qt::StrongFocus);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(8);
    combo->setMaxVisibleItems(12);
    combo->setEditable(open);
    if (open) {
        combo->setInsertPolicy(QComboBox::NoInsert);
        combo->completer()->setFilterMode(Qt::MatchContains);
        combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
        combo->lineEdit()->setAccessibleName(m_label);
    }
    if (open && m_field.type == FieldType::Reference)
        combo->addItem(QString(), QString());
    for (const auto &choice : choices) {
        if (choice.offered)
            combo->addItem(choice.text, choice.value);
    }
    combo->setCurrentIndex(0);
    connect(combo, &QComboBox::currentTextChanged, this, [this] {
        clearMessage();
        tellNewPerson();
        Q_EMIT changed();
    });
    return combo;
}

void FieldEdit::makeText()
{
    m_text = new QPlainTextEdit;
    m_text->setTabChangesFocus(true);
    const auto fit = [this] {
        constexpr int fewest = 2, most = 8;
        const int lines = std::clamp(int(m_text->document()->size().height()), fewest, most);
        m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + scaled(22));
    };
    fit();
    connect(m_text->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, fit);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        clearMessage();
        Q_EMIT changed();
    });
}

QString FieldEdit::text() const
{
    if (m_line)
        return m_line->text();
    if (m_text)
        return m_text->toPlainText();
    if (!m_combo->isEditable())
        return m_combo->currentData().toString();
    const QString typed = m_combo->currentText().trimmed();
    const int at = m_combo->findText(typed, Qt::MatchFixedString);
    return at >= 0 ? m_combo->itemData(at).toString() : typed;
}

void FieldEdit::setText(const QString &text)
{
    if (m_line) {
        m_line->setText(text);
        m_line->setCursorPosition(0);
    } else if (m_text) {
        m_text->setPlainText(text);
    } else {
        int at = m_combo->findData(text);
        if (at < 0) {
            const auto known = std::ranges::find(m_choices, text, &Choice::value);
            const bool isReference = m_field.type == FieldType::Reference;
            if (known == m_choices.end() && isReference) {
                m_combo->setEditText(text);
                return;
            }
            m_combo->addItem(known != m_choices.end()             ? known->text
                             : m_field.type == FieldType::Cadence ? spokenCadence(text)
                                                                  : text,
                             text);
            at = m_combo->count() - 1;
        }
        m_combo->setCurrentIndex(at);
    }
}

QString FieldEdit::shownText(const QString &value) const
{
    const auto known = std::ranges::find(m_choices, value, &Choice::value);
    return value.isEmpty() || known == m_choices.end() ? value : known->text;
}

QString FieldEdit::newPerson() const
{
    if (m_field.refers != "person" || !m_combo)
        return {};
    const QString typed = text();
    return m_combo->findData(typed) < 0 ? typed : QString();
}

/// A name nobody has is as good as any: saving adds the person.
void FieldEdit::tellNewPerson()
{
    const QString name = newPerson();
    if (name.isEmpty())
        return;
    messageLine()->show(InlineMessage::Kind::Note, tr("Saving adds %1 as a person.").arg(name));
    m_noting = true;
}

void FieldEdit::setHint(const QString &hint)
{
    if (m_line)
        m_line->setPlaceholderText(hint);
    else if (m_text)
        m_text->setPlaceholderText(hint);
    else if (m_combo->isEditable())
        m_combo->lineEdit()->setPlaceholderText(hint);
}

void FieldEdit::showError(const QString &sentence)
{
    QString said = sentence;
    if (said.startsWith(name()))
        said.replace(0, name().size(), m_label);
    messageLine()->show(InlineMessage::Kind::Error, said);
    m_noting = false;
    setWrong(true);
}

void FieldEdit::showConflict(const QString &theirs, const QString &theirText)
{
    const QString shownTheirs = theirs.isEmpty() ? tr("empty") : u"“%1”"_s.arg(theirs);
    const QString mine = m_combo ? m_combo->currentText() : text();
    messageLine()->show(InlineMessage::Kind::Warning,
                        tr("Somebody has set this to %1 meanwhile; you have %2. Saving again keeps yours.")
                            .arg(shownTheirs, mine.isEmpty() ? tr("nothing") : u"“%1”"_s.arg(mine)));
    messageLine()->offer(tr("Take theirs"), [this, theirText] {
        setText(theirText);
        clearMessage();
    });
    m_noting = false;
    setWrong(true);
}

void FieldEdit::clearMessage()
{
    if (m_message && (m_noting || !m_message->text().isEmpty())) {
        m_message->clear();
        setWrong(false);
    }
    m_noting = false;
}

QString FieldEdit::message() const
{
    return m_message ? m_message->text() : QString();
}

InlineMessage *FieldEdit::messageLine()
{
    if (!m_message) {
        m_message = new InlineMessage;
        m_message->setObjectName(name() + u"Message"_s);
        m_column->addWidget(m_message);
    }
    return m_message;
}

void FieldEdit::setWrong(bool wrong)
{
    auto *widget = input();
    if (widget->property("wrong").toBool() == wrong)
        return;
    widget->setProperty("wrong", wrong);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}
