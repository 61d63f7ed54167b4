#include "views/audit/room_parts.h"

#include "views/parts/facts.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollArea>

namespace muster::views {

using namespace Qt::StringLiterals;

QDate RoomContext::today() const
{
    for (const auto &item : open().delegations) {
        if (const auto *dossier = dossiers->find(item.id))
            return dossier->today;
    }
    return session.clock->now().date();
}

QString RoomContext::openChecksText() const
{
    const auto [done, all] = audit->checksDone();
    if (done == all)
        return {};
    return done == 0 ? QObject::tr("No check has a verdict yet.")
                     : QObject::tr("%1 of %2 checks have no verdict yet.").arg(all - done).arg(all);
}

FactsList::FactsList(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::medium);
    m_grid->setVerticalSpacing(space::small);
    m_grid->setColumnStretch(0, 2);
    m_grid->setColumnStretch(1, 3);
}

void FactsList::setFacts(const QList<ShownFact> &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    clear(m_grid);
    for (const auto &fact : facts)
        addRow(fact);
}

void FactsList::addRow(const ShownFact &fact)
{
    const int row = m_grid->rowCount();
    auto *label = new PlainLabel(breakable(fact.label), Type::Body, Ink::Muted);
    auto *value = new PlainLabel(breakable(fact.value));
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setFocusPolicy(Qt::NoFocus);
    value->setAccessibleName(fact.label + u": "_s + fact.value);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    auto *column = columnOf(space::tiny);
    if (!fact.value.isEmpty())
        column->addWidget(value);
    else
        delete value;
    if (fact.tag)
        column->addWidget(new Tag(*fact.tag), 0, Qt::AlignLeft);
    m_grid->addLayout(column, row, 1);
    m_grid->addWidget(rule(), row + 1, 0, 1, 2);
}

Clockface::Clockface(Type type, QWidget *parent) : QWidget(parent), m_type(type)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Clockface::setTime(const QString &text, bool over)
{
    if (text == m_text && over == m_over)
        return;
    const bool wider = text.size() != m_text.size();
    m_text = text;
    m_over = over;
    if (wider)
        updateGeometry();
    update();
}

int Clockface::advance(const QFontMetrics &metrics, QChar letter) const
{
    return letter.isDigit() ? metrics.horizontalAdvance(u'0') : metrics.horizontalAdvance(letter);
}

QSize Clockface::sizeHint() const
{
    const QFontMetrics metrics(fontOf(m_type));
    int width = 0;
    for (const QChar letter : m_text)
        width += advance(metrics, letter);
    return {width, metrics.height()};
}

void Clockface::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(this);
    QPainter painter(this);
    painter.setFont(fontOf(m_type));
    painter.setPen(m_over ? colours.drift : colours.ink);
    int left = 0;
    for (const QChar letter : m_text) {
        const int width = advance(painter.fontMetrics(), letter);
        painter.drawText(QRect(left, 0, width, height()), Qt::AlignCenter, letter);
        left += width;
    }
}

QString phaseTitle(Phase phase, AgendaForm form)
{
    switch (phase) {
    case Phase::DataWalk: return QObject::tr("Data walk");
    case Phase::Checks:
        return form == AgendaForm::Spot15 ? QObject::tr("The four checks") : QObject::tr("Four checks in pairs");
    case Phase::Reclassify: return QObject::tr("Re-classify");
    case Phase::Decisions: return QObject::tr("Decisions and owners");
    case Phase::Close: break;
    }
    return QObject::tr("Close the record");
}

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        } else if (QLayout *inner = item->layout()) {
            clear(inner);
        }
        delete item;
    }
}

QWidget *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    content->setProperty("look", u"ground"_s);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

void fillPeople(QComboBox *combo, const items::AuditSession &audit, const QString &nobody)
{
    QList<std::pair<QString, QString>> wanted, there;
    if (!nobody.isEmpty())
        wanted << std::pair(nobody, QString());
    for (const auto &person : audit.people()) {
        if (person.active)
            wanted << std::pair(person.name, person.id.text());
    }
    for (int i = 0; i < combo->count(); ++i)
        there << std::pair(combo->itemText(i), combo->itemData(i).toString());
    if (wanted == there)
        return; // it may be open just now
    const QSignalBlocker quiet(combo);
    const QVariant chosen = combo->currentData();
    combo->clear();
    for (const auto &[name, id] : std::as_const(wanted))
        combo->addItem(name, id);
    combo->setCurrentIndex(std::max(combo->findData(chosen), nobody.isEmpty() ? -1 : 0));
}

PersonId personIn(const QComboBox *combo)
{
    return PersonId(combo->currentData().toString());
}

void choosePerson(QComboBox *combo, const PersonId &person)
{
    combo->setCurrentIndex(person.isNull() ? -1 : combo->findData(person.text()));
}

NoteField::NoteField(const QString &name, QWidget *parent) : QPlainTextEdit(parent)
{
    setAccessibleName(name);
    setTabChangesFocus(true);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            Q_EMIT edited(toPlainText());
    });
}

void NoteField::show(const QString &text)
{
    if (toPlainText() == text)
        return;
    m_showing = true;
    setPlainText(text);
    moveCursor(QTextCursor::End);
    m_showing = false;
}

}
