#include "views/intake/intake_parts.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace muster::views {

using namespace Qt::StringLiterals;

IntakeTable::IntakeTable(QAbstractItemModel *model, const QString &objectName, const QString &name)
{
    setObjectName(objectName);
    setAccessibleName(name);
    setModel(model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setItemDelegate(new TaggedDelegate([](const QModelIndex &) { return std::nullopt; }, this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    measure();
}

void IntakeTable::editsIn(int column)
{
    m_edited = column;
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() != m_edited)
            return;
        edit(index);
        if (auto *list = qobject_cast<QComboBox *>(indexWidget(index)))
            list->showPopup();
    });
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex &index) { edit(index.siblingAtColumn(m_edited)); });
}

void IntakeTable::setWidths(const QList<int> &widths)
{
    m_widths = widths;
    measure();
}

void IntakeTable::measure()
{
    verticalHeader()->setDefaultSectionSize(scaled(32));
    for (int i = 0; i < m_widths.size() && i < horizontalHeader()->count(); ++i) {
        if (m_widths[i] == 0)
            horizontalHeader()->setSectionResizeMode(i, QHeaderView::Stretch);
        else
            setColumnWidth(i, scaled(m_widths[i]));
    }
}

void IntakeTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

void IntakeTable::keyPressEvent(QKeyEvent *event)
{
    const bool types = !event->text().isEmpty() && event->text().at(0).isPrint()
                       && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (m_edited < 0 || state() == EditingState || !currentIndex().isValid()
        || !(types || event->key() == Qt::Key_F2)) {
        QTableView::keyPressEvent(event);
        return;
    }
    const auto cell = currentIndex().siblingAtColumn(m_edited);
    setCurrentIndex(cell);
    if (edit(cell, AllEditTriggers, event) && types) {
        if (auto *editor = indexWidget(cell))
            QCoreApplication::sendEvent(editor, event);
    }
}

TaggedDelegate::TaggedDelegate(Look look, QObject *parent) : QStyledItemDelegate(parent), m_look(std::move(look)) {}

void TaggedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    const auto &colours = coloursOf(option.palette);
    painter->save();
    if (cell.state & QStyle::State_Selected)
        painter->fillRect(cell.rect, colours.accentSoft);
    painter->setPen(colours.line);
    painter->drawLine(cell.rect.bottomLeft(), cell.rect.bottomRight());
    QRect inner = cell.rect.adjusted(scaled(10), 0, -scaled(10), -1);
    if (const auto look = m_look(index)) {
        const int width = std::min(tagSize(*look).width(), inner.width());
        const QRect place =
            cell.text.isEmpty() ? inner : QRect(inner.right() - width + 1, inner.top(), width, inner.height());
        paintTag(*painter, place, *look, colours);
        inner.setRight(place.left() - space::small);
    }
    painter->setFont(cell.font);
    painter->setPen(cell.state & QStyle::State_Enabled ? colours.ink : colours.muted);
    const auto aligned = Qt::Alignment(cell.displayAlignment) | Qt::AlignVCenter;
    if (!cell.text.isEmpty() && inner.width() > 0)
        painter->drawText(inner, int(aligned) | Qt::TextSingleLine,
                          cell.fontMetrics.elidedText(cell.text, Qt::ElideRight, inner.width()));
    if (cell.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(colours.accent, 2));
        painter->drawRect(cell.rect.adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

bool TaggedDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                               const QModelIndex &index)
{
    QToolTip::showText(event->globalPos(), plainToolTip(index.data().toString()), view);
    return true;
}

StepButton::StepButton(int number, const QString &title, QWidget *parent) : QAbstractButton(parent), m_number(number)
{
    setText(title);
    setCheckable(true);
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StepButton::tell(State state, const QString &detail)
{
    m_state = state;
    m_detail = detail;
    setAccessibleDescription(detail);
    setToolTip(plainToolTip(detail));
    update();
}

QSize StepButton::sizeHint() const
{
    return {scaled(196), QFontMetrics(fontOf(Type::Strong)).height() + QFontMetrics(fontOf(Type::Small)).height()
                             + 2 * space::medium - space::tiny};
}

void StepButton::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ringed = isChecked() || hasFocus();
    painter.setPen(QPen(ringed ? colours.accent : colours.line, ringed ? 2 : 1));
    painter.setBrush(hasFocus() && isChecked() ? colours.accentSoft : colours.surface);
    const qreal inset = ringed ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius::card, radius::card);
    const QRect inner = rect().adjusted(space::medium, space::small, -space::medium, -space::small);
    const int line = QFontMetrics(fontOf(Type::Strong)).height();
    const int indent = scaled(16), mark = scaled(12);
    painter.setPen(colours.muted);
    painter.setFont(fontOf(Type::Body));
    painter.drawText(QRect(inner.left(), inner.top(), indent, line), Qt::AlignVCenter, QString::number(m_number));
    painter.setPen(isEnabled() ? colours.ink : colours.muted);
    painter.setFont(fontOf(isChecked() ? Type::Strong : Type::Body));
    painter.drawText(QRect(inner.left() + indent, inner.top(), inner.width() - indent - mark, line), Qt::AlignVCenter,
                     text());
    painter.setFont(fontOf(Type::Small));
    painter.setPen(m_state == State::Attention ? colours.drift : colours.muted);
    const QRect below(inner.left() + indent, inner.top() + line, inner.width() - indent, inner.height() - line);
    painter.drawText(below, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, below.width()));
    if (m_state == State::Ahead)
        return;
    painter.setPen(m_state == State::Settled ? colours.pass : colours.drift);
    paintMark(painter, QRectF(inner.right() - mark, inner.top() + (line - mark) / 2.0, mark, mark),
              m_state == State::Settled ? Mark::Check : Mark::Triangle);
}

void askForFile(QWidget *parent, const QString &title, const QString &filter, bool saving, const QString &suggestion,
                std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title, suggestion, filter);
    dialog->setObjectName(QStringLiteral("file-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(saving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(saving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (saving)
        dialog->selectFile(suggestion);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

}
