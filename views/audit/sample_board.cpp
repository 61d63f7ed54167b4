#include "views/audit/sample_board.h"

#include "domain/check_guide.h"
#include "items/when_done.h"
#include "views/parts/facts.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::Sample;

namespace {

QString dayOf(const Sample &sample)
{
    return sample.date.isValid() ? shown(sample.date) : QObject::tr("a day that is not known");
}

/// A criterion or source on up to five lines, and its answer as a tag at the right.
class TraceDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &c = coloursOf(option.widget);
        const bool current = option.state & QStyle::State_HasFocus || option.state & QStyle::State_Selected;
        painter->fillRect(option.rect, current ? c.accentSoft : c.surface);
        painter->setPen(c.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        const TagLook look{index.data(TraceModel::TagTextRole).toString(),
                           Mark(index.data(TraceModel::TagMarkRole).toInt()),
                           TagLook::Tone(index.data(TraceModel::TagToneRole).toInt())};
        const int width = tagSize(look).width();
        paintTag(*painter, option.rect.adjusted(option.rect.width() - width - space::tiny, 0, 0, 0), look, c);
        const auto kind = TraceModel::Kind(index.data(TraceModel::KindRole).toInt());
        QRect room = textRoom(option.rect);
        painter->setFont(fontOf(Type::Body));
        painter->setPen(kind == TraceModel::Kind::Criterion ? c.ink
                        : kind == TraceModel::Kind::Source  ? c.accent
                                                            : c.drift);
        const QString mark = kind == TraceModel::Kind::Source        ? u"↳"_s
                             : kind == TraceModel::Kind::FailureMode ? u"!"_s
                                                                     : u"·"_s;
        painter->drawText(room.adjusted(-scaled(17), 0, 0, 0), Qt::AlignLeft | Qt::AlignTop, mark);
        painter->setPen(c.ink);
        painter->setClipRect(room);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, index.data().toString());
        painter->setClipping(false);
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QFontMetrics metrics(fontOf(Type::Body));
        const auto *view = qobject_cast<const QListView *>(option.widget);
        const QRect room = textRoom(QRect(0, 0, view ? view->viewport()->width() : scaled(300), 10000));
        const int height = metrics.boundingRect(room, Qt::TextWordWrap, index.data().toString()).height();
        return {0, std::min(height, 5 * metrics.lineSpacing()) + 2 * (space::tiny + 1)};
    }

private:
    static QRect textRoom(const QRect &rect)
    {
        return rect.adjusted(space::tiny + scaled(17), space::tiny, -scaled(100), -space::tiny - 1);
    }
};

/// A list as tall as what is in it: its column scrolls, not the list.
class TallList final : public QListView
{
public:
    using QListView::QListView;
    QSize sizeHint() const override
    {
        int height = 2 * frameWidth();
        for (int row = 0; model() && row < model()->rowCount(); ++row)
            height += sizeHintForIndex(model()->index(row, 0)).height();
        return {scaled(200), std::max(height, 1)};
    }
    QSize minimumSizeHint() const override { return {scaled(120), sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QListView::resizeEvent(event);
        if (event->size().width() != event->oldSize().width()) {
            scheduleDelayedItemsLayout();
            updateGeometry();
        }
    }
};

}

SampleBoard::SampleBoard(const RoomContext &room, QWidget *parent)
    : QWidget(parent),
      m_room(room),
      m_tabs(new FlowLayout(space::small)),
      m_group(new QButtonGroup(this)),
      m_hint(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_list(new TallList),
      m_trace(new TraceModel(this)),
      m_allFine(button(tr("&All fine"), Look::Quiet)),
      m_remove(button(tr("Remove"), Look::Quiet)),
      m_drawn(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_draw(button(tr("Draw &three"), Look::Ordinary, this, &SampleBoard::draw)),
      m_form(new SampleForm(room)),
      m_message(new InlineMessage)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_tabs);
    column->addWidget(m_list);
    auto *row = rowOf();
    row->addWidget(m_hint, 1);
    row->addWidget(m_allFine);
    row->addWidget(m_remove);
    column->addLayout(row);
    auto *drawing = rowOf();
    drawing->addWidget(m_drawn, 1);
    drawing->addWidget(m_draw);
    column->addLayout(drawing);
    column->addWidget(m_form);
    column->addWidget(m_message);
    m_draw->setObjectName(u"drawThree"_s);
    m_list->setObjectName(u"trace"_s);
    m_list->setModel(m_trace);
    m_list->setItemDelegate(new TraceDelegate(m_list));
    m_list->setAccessibleName(tr("Criteria and sources of this sample"));
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->installEventFilter(this);
    m_allFine->setToolTip(tr("What is still open: every criterion met, every source current"));
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        pick(index, m_list->viewport()->mapToGlobal(m_list->visualRect(index).bottomRight()));
    });
    connect(m_allFine, &QPushButton::clicked, this, [this] { keep(m_trace->allFine()); });
    connect(m_remove, &QPushButton::clicked, this, &SampleBoard::removeCurrent);
    connect(m_form, &SampleForm::added, this, [this](const DelegationId &id) {
        if (id != m_delegation)
            return;
        const auto *item = m_room.open().find(m_delegation);
        if (item && !item->samples.isEmpty())
            m_sample = item->samples.last().id;
        refresh();
        m_list->setFocus();
    });
    m_group->setExclusive(true);
}

void SampleBoard::show(const DelegationId &delegation)
{
    if (delegation != m_delegation) {
        m_delegation = delegation;
        m_sample.clear();
        m_form->setDelegation(delegation);
        m_message->clear();
    }
    refresh();
}

const Sample *SampleBoard::current() const
{
    const auto *item = m_room.open().find(m_delegation);
    if (!item || item->samples.isEmpty())
        return nullptr;
    const auto found = std::ranges::find(item->samples, m_sample, &Sample::id);
    return found == item->samples.end() ? &item->samples.first() : &*found;
}

void SampleBoard::refresh()
{
    const auto *item = m_room.open().find(m_delegation);
    if (!item)
        return;
    showSamples(*item);
    showTrace(*item);
    showDrawing(*item);
}

/// How samples were drawn, so that anyone can draw them again.
void SampleBoard::showDrawing(const registry::OpenDelegation &item)
{
    m_drawn->setText(item.drawing ? registry::drawingText(*item.drawing)
                                  : tr("Or let chance choose among the outputs that were read in."));
    m_draw->setText(item.drawing ? tr("Draw &three more") : tr("Draw &three"));
}

/// Shows the first sample that is none of these.
void SampleBoard::chooseOther(const QStringList &known)
{
    const auto *item = m_room.open().find(m_delegation);
    if (!item)
        return;
    const auto found = std::ranges::find_if(item->samples, [&](const Sample &one) { return !known.contains(one.id); });
    if (found != item->samples.end())
        m_sample = found->id;
}

void SampleBoard::draw()
{
    if (std::exchange(m_drawing, true))
        return;
    QStringList before;
    if (const auto *item = m_room.open().find(m_delegation)) {
        for (const auto &sample : item->samples)
            before << sample.id;
    }
    items::whenDone(this, m_room.audit->drawSamples(m_delegation, 3),
                    [this, about = m_delegation, before](const Result<void> &result) {
                        m_drawing = false;
                        if (about != m_delegation)
                            return;
                        if (result)
                            m_message->clear();
                        else
                            m_message->showError(result.error());
                        chooseOther(before);
                        refresh();
                    });
}

void SampleBoard::showSamples(const registry::OpenDelegation &item)
{
    QStringList texts;
    for (const auto &sample : item.samples) {
        const auto unmet = std::ranges::count(sample.criteria, false);
        const auto stale =
            std::ranges::count_if(sample.sources, [](SourceState s) { return s != SourceState::Current; });
        const QString mark = unmet + stale > 0                                       ? u" ✕"_s
                             : sample.criteria.isEmpty() && sample.sources.isEmpty() ? QString()
                                                                                     : u" ✓"_s;
        texts << (sample.date.isValid() ? sample.date.toString(u"d MMM"_s) : tr("no day")) + mark;
    }
    const auto *now = current();
    m_sample = now ? now->id : QString();
    if (texts != m_tabTexts || m_group->buttons().size() != item.samples.size()) {
        const bool focused = m_group->checkedButton() && m_group->checkedButton()->hasFocus();
        m_tabTexts = texts;
        clear(m_tabs);
        for (auto *old : m_group->buttons())
            m_group->removeButton(old);
        for (qsizetype i = 0; i < texts.size(); ++i) {
            auto *tab = button(texts[i]);
            tab->setCheckable(true);
            m_group->addButton(tab, int(i));
            m_tabs->addWidget(tab);
            if (focused && item.samples[i].id == m_sample)
                tab->setFocus();
        }
    }
    for (qsizetype i = 0; i < item.samples.size(); ++i) {
        auto *tab = m_group->button(int(i));
        const QString id = item.samples[i].id;
        tab->setAccessibleName(tr("Sample of %1: %2").arg(dayOf(item.samples[i]), item.samples[i].reference));
        tab->setToolTip(plainToolTip(item.samples[i].reference));
        tab->setChecked(id == m_sample);
        tab->disconnect(this);
        connect(tab, &QAbstractButton::clicked, this, [this, id] {
            m_sample = id;
            refresh();
        });
    }
}

void SampleBoard::showTrace(const registry::OpenDelegation &item)
{
    const auto *sample = current();
    const auto *dossier = m_room.dossiers->find(m_delegation);
    m_list->setVisible(sample && dossier);
    m_allFine->setVisible(sample);
    m_remove->setVisible(sample);
    if (!sample) {
        m_hint->setText(tr("Lay out three recent outputs, then trace each one."));
        return;
    }
    const QString more = item.samples.size() < 3 ? tr("%1 of 3 laid out. ").arg(item.samples.size()) : QString();
    m_hint->setText(breakable(more + tr("%1 · Space turns an answer").arg(sample->reference)));
    if (!dossier)
        return;
    if (m_underWay == 0 || m_trace->sample().id != sample->id)
        m_trace->take(*dossier, *sample);
    m_list->setVisible(m_trace->rowCount() > 0);
    if (!m_list->currentIndex().isValid() && m_trace->rowCount() > 0)
        m_list->setCurrentIndex(m_trace->index(0));
    m_list->updateGeometry();
}

void SampleBoard::keep(const Sample &sample)
{
    // Shown at once, so that quick keys turn what they see.
    if (const auto *dossier = m_room.dossiers->find(m_delegation))
        m_trace->take(*dossier, sample);
    ++m_underWay;
    items::whenDone(this, m_room.audit->addSample(m_delegation, sample), [this](const Result<void> &result) {
        --m_underWay;
        if (result)
            m_message->clear();
        else
            m_message->showError(result.error());
        refresh();
    });
}

void SampleBoard::removeCurrent()
{
    const auto *now = current();
    if (!now)
        return;
    const Sample sample = *now;
    items::whenDone(
        this, m_room.audit->removeSample(m_delegation, sample.id), [this, sample](const Result<void> &result) {
            if (!result) {
                m_message->showError(result.error());
                return;
            }
            m_message->show(InlineMessage::Kind::Done, tr("The sample of %1 was taken away.").arg(dayOf(sample)));
            m_message->offer(tr("Put it back"), [this, sample] { keep(sample); });
        });
}

void SampleBoard::pick(const QModelIndex &index, const QPoint &at)
{
    if (!index.isValid())
        return;
    if (m_trace->kind(index.row()) != TraceModel::Kind::Source) {
        keep(m_trace->turned(index.row(), 1));
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (size_t i = 0; i < Words<SourceState>::all.size(); ++i) {
        const auto state = SourceState(i);
        auto *action = menu->addAction(u"&%1  %2: %3"_s.arg(i + 1).arg(spoken(state), sourceStateMeaning(state)));
        // By then another window may have changed what there is to trace.
        connect(action, &QAction::triggered, this,
                [this, at = QPersistentModelIndex(index), sample = m_trace->sample().id, i] {
                    if (at.isValid() && m_trace->sample().id == sample)
                        keep(m_trace->answered(at.row(), int(i)));
                });
    }
    menu->popup(at);
}

bool SampleBoard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress || !m_list->currentIndex().isValid())
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int row = m_list->currentIndex().row();
    if ((key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (key->key()) {
    case Qt::Key_Space:
    case Qt::Key_Right: keep(m_trace->turned(row, 1)); return true;
    case Qt::Key_Left: keep(m_trace->turned(row, -1)); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        pick(m_list->currentIndex(),
             m_list->viewport()->mapToGlobal(m_list->visualRect(m_list->currentIndex()).bottomRight()));
        return true;
    default: break;
    }
    if (key->text().isEmpty() || !key->text().at(0).isLetter())
        return false;
    event->ignore(); // letters are verdicts, not a search in the list: they go on to the phase
    return true;
}

}
