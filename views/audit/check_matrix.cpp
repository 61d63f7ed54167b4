#include "views/audit/check_matrix.h"

#include "domain/check_guide.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"
#include "views/parts/tokens.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;

CheckMatrixModel::Line CheckMatrixModel::lineOf(const registry::OpenDelegation &item, const RaisedSource &raised)
{
    Line line{item.title, item.id, item.selfChecked, {}, {}, {}, {}};
    for (const Check check : item.checks()) {
        const auto finding = item.findings.value(check);
        line.applies[size_t(check)] = true;
        if (raised)
            line.raised[size_t(check)] = raised(item.id, check);
        line.verdicts[size_t(check)] = finding.verdict;
        line.lacksNote[size_t(check)] =
            (finding.verdict == Verdict::Drift || finding.verdict == Verdict::Fail) && finding.note.trimmed().isEmpty();
    }
    return line;
}

void CheckMatrixModel::take(const registry::OpenAudit &audit, const std::function<QString(int)> &pairName,
                            const RaisedSource &raised)
{
    QList<Line> lines;
    for (int pair = -1; pair < audit.pairs.size(); ++pair) {
        QList<Line> members;
        for (const auto &item : audit.delegations) {
            if (item.pair == pair || (pair < 0 && item.pair >= audit.pairs.size()))
                members << lineOf(item, raised);
        }
        if (members.isEmpty())
            continue;
        lines << Line{pair < 0 ? tr("Nobody yet") : pairName(pair), {}, false, {}, {}, {}, {}};
        lines << members;
    }
    if (lines == m_lines)
        return;
    const bool same = std::ranges::equal(lines, m_lines, {}, &Line::delegation, &Line::delegation);
    if (!same)
        beginResetModel();
    m_lines = lines;
    if (!same)
        endResetModel();
    else
        Q_EMIT dataChanged(index(0, 0), index(int(m_lines.size()) - 1, checkColumns));
}

std::optional<MatrixCell> CheckMatrixModel::cell(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() < 1 || !m_lines[index.row()].applies[size_t(index.column() - 1)])
        return std::nullopt;
    return MatrixCell{m_lines[index.row()].delegation, Check(index.column() - 1)};
}

QModelIndex CheckMatrixModel::indexOf(const MatrixCell &cell) const
{
    for (int row = 0; row < m_lines.size(); ++row) {
        if (m_lines[row].delegation == cell.delegation && !cell.delegation.isNull()
            && m_lines[row].applies[size_t(cell.check)])
            return index(row, int(cell.check) + 1);
    }
    return {};
}

QList<MatrixCell> CheckMatrixModel::cells() const
{
    QList<MatrixCell> all;
    for (int row = 0; row < m_lines.size(); ++row) {
        for (int column = 1; column <= checkColumns; ++column) {
            if (const auto found = cell(index(row, column)))
                all << *found;
        }
    }
    return all;
}

int CheckMatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int CheckMatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + checkColumns;
}

QString CheckMatrixModel::cellText(const Line &line, int check)
{
    const QString verdict = tagOf(line.verdicts[size_t(check)]).text;
    const QString text = u"%1, %2: %3"_s.arg(line.text, checkTitle(Check(check)), verdict);
    QStringList parts{line.lacksNote[size_t(check)] ? tr("%1, needs a note").arg(text) : text};
    if (!line.raised[size_t(check)].isEmpty())
        parts << raisedText(line, check);
    return parts.join(u"; "_s);
}

/// "raised: Never drilled, No stop rule"; empty where nothing is.
QString CheckMatrixModel::raisedText(const Line &line, int check)
{
    const auto &titles = line.raised[size_t(check)];
    return titles.isEmpty() ? QString() : tr("raised: %1").arg(titles.join(u", "_s));
}

QVariant CheckMatrixModel::data(const QModelIndex &index, int role) const
{
    const Line &line = m_lines[index.row()];
    const bool isPairLine = line.delegation.isNull();
    const int check = index.column() - 1;
    switch (role) {
    case Qt::DisplayRole:
        if (check < 0)
            return line.text;
        return isPairLine || !line.applies[size_t(check)] ? QVariant() : tagOf(line.verdicts[size_t(check)]).text;
    case Qt::AccessibleTextRole:
        if (isPairLine)
            return tr("Pair %1").arg(line.text);
        return check < 0 || !line.applies[size_t(check)] ? line.text : cellText(line, check);
    case Qt::ToolTipRole: return plainToolTip(check < 0 ? line.text : raisedText(line, check));
    case VerdictRole: return check < 0 ? QVariant() : QVariant(int(line.verdicts[size_t(check)]));
    case AppliesRole: return check >= 0 && line.applies[size_t(check)];
    case PairRole: return isPairLine;
    case SelfCheckedRole: return line.selfChecked;
    case RaisedRole: return check >= 0 && !line.raised[size_t(check)].isEmpty();
    default: return {};
    }
}

QVariant CheckMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == 0 ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignCenter | Qt::TextWordWrap);
    if (role != Qt::DisplayRole)
        return {};
    return section == 0                          ? tr("Workflow")
           : Check(section - 1) == Check::Output ? tr("Output and\nsource")
           : Check(section - 1) == Check::Creep  ? tr("Category\ncreep")
                                                 : checkTitle(Check(section - 1));
}

Qt::ItemFlags CheckMatrixModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return cell(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsEnabled;
}

namespace {

/// Paints pair lines, titles on up to two lines, and verdicts as tags; the current cell has a ring.
class MatrixDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &c = coloursOf(option.widget);
        const bool isPair = index.data(CheckMatrixModel::PairRole).toBool();
        painter->fillRect(option.rect, isPair ? c.background : c.surface);
        painter->setPen(c.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if (index.column() == 0)
            paintTitle(*painter, option.rect, index, c, isPair);
        else if (!isPair && index.data(CheckMatrixModel::AppliesRole).toBool())
            paintVerdict(*painter, option, index, c);
    }

private:
    static void paintTitle(QPainter &painter, const QRect &rect, const QModelIndex &index, const Colours &c,
                           bool isPair)
    {
        painter.setPen(isPair ? c.muted : c.ink);
        painter.setFont(fontOf(isPair ? Type::Small : Type::Body));
        const QRect room = rect.adjusted(space::medium - 2, 0, -space::small, 0);
        const QString text = isPair ? QObject::tr("Pair · %1").arg(index.data().toString()) : index.data().toString();
        const QRect needed = painter.boundingRect(room, Qt::TextWordWrap, text);
        if (!isPair && needed.height() <= room.height() && needed.width() <= room.width())
            painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap, text);
        else
            painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                             painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
    }

    /// A dot in the corner: evidence hints at something. It is no verdict, and so has none of their shapes.
    static void paintRaised(QPainter &painter, const QRect &rect, const Colours &c)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(c.accent);
        const int side = scaled(7);
        paintMark(painter, QRectF(rect.right() - side - space::tiny - 2, rect.top() + space::tiny + 2, side, side),
                  Mark::Dot);
        painter.restore();
    }

    static void paintVerdict(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             const Colours &c)
    {
        const TagLook look = tagOf(Verdict(index.data(CheckMatrixModel::VerdictRole).toInt()));
        const int width = std::min(tagSize(look).width(), option.rect.width());
        paintTag(painter, QRect(option.rect.center().x() - width / 2, option.rect.top(), width, option.rect.height()),
                 look, c);
        if (index.data(CheckMatrixModel::RaisedRole).toBool())
            paintRaised(painter, option.rect, c);
        const auto *view = qobject_cast<const QTableView *>(option.widget);
        if (!view || view->currentIndex() != index)
            return;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(view->hasFocus() ? c.accent : c.faint, 2));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -3), radius::control, radius::control);
        painter.restore();
    }
};

}

namespace {

/// The checks' names in small type, each on as many lines as it needs.
class MatrixHeader final : public QHeaderView
{
public:
    explicit MatrixHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) {}

    QSize sizeHint() const override
    {
        return {0, 2 * QFontMetrics(fontOf(Type::Tag)).lineSpacing() + 2 * space::small};
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const auto &c = coloursOf(this);
        painter->fillRect(rect, c.surface);
        painter->setPen(c.line);
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        painter->setPen(c.muted);
        painter->setFont(fontOf(Type::Tag));
        const int way = section == 0 ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignCenter);
        QStringList lines = model()->headerData(section, Qt::Horizontal).toString().split(u'\n');
        for (auto &line : lines)
            line = painter->fontMetrics().elidedText(line, Qt::ElideRight, rect.width() + space::tiny);
        painter->drawText(rect.adjusted(section == 0 ? space::medium - 2 : 0, 0, 0, 0), way, lines.join(u'\n'));
    }
};

}

CheckMatrix::CheckMatrix(QWidget *parent) : QTableView(parent), m_model(new CheckMatrixModel(this))
{
    setModel(m_model);
    setItemDelegate(new MatrixDelegate(this));
    setHorizontalHeader(new MatrixHeader(this));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    setAccessibleName(tr("Workflows and the four checks"));
    setShowGrid(false);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(1);
    connect(m_model, &QAbstractItemModel::modelReset, this, &CheckMatrix::layOut);
}

void CheckMatrix::take(const registry::OpenAudit &audit, const std::function<QString(int)> &pairName,
                       const CheckMatrixModel::RaisedSource &raised)
{
    const auto before = current();
    m_model->take(audit, pairName, raised);
    if (current())
        return;
    const auto cells = m_model->cells();
    if (before && cells.contains(*before))
        setCurrent(*before);
    else if (!cells.isEmpty())
        setCurrent(cells.first());
}

std::optional<MatrixCell> CheckMatrix::current() const
{
    return m_model->cell(currentIndex());
}

void CheckMatrix::setCurrent(const MatrixCell &cell)
{
    if (const auto index = m_model->indexOf(cell); index.isValid())
        setCurrentIndex(index);
}

bool CheckMatrix::step(int by)
{
    const auto cells = m_model->cells();
    const auto now = current();
    const qsizetype next = (now ? cells.indexOf(*now) : -1) + by;
    if (next < 0 || next >= cells.size())
        return false;
    setCurrent(cells[next]);
    return true;
}

std::pair<bool, bool> CheckMatrix::ends() const
{
    const auto cells = m_model->cells();
    const auto now = current();
    return {!now || cells.isEmpty() || *now == cells.first(), !now || cells.isEmpty() || *now == cells.last()};
}

QModelIndex CheckMatrix::nearest(int row, int column, int rowStep, int columnStep) const
{
    for (; row >= 0 && row < m_model->rowCount() && column >= 1 && column <= CheckMatrixModel::checkColumns;
         row += rowStep, column += columnStep) {
        if (m_model->cell(m_model->index(row, column)))
            return m_model->index(row, column);
        // A line without this check is not a wall: its last check stands for it.
        if (rowStep != 0 && !m_model->isPair(row) && m_model->cell(m_model->index(row, 4)))
            return m_model->index(row, 4);
    }
    return currentIndex();
}

QModelIndex CheckMatrix::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const auto cells = m_model->cells();
    if (cells.isEmpty())
        return {};
    const int row = currentIndex().row(), column = currentIndex().column();
    switch (action) {
    case MoveUp: return nearest(row - 1, column, -1, 0);
    case MoveDown: return nearest(row + 1, column, 1, 0);
    case MoveLeft: return nearest(row, column - 1, 0, -1);
    case MoveRight: return nearest(row, column + 1, 0, 1);
    case MovePageUp:
    case MoveHome: return m_model->indexOf(cells.first());
    case MovePageDown:
    case MoveEnd: return m_model->indexOf(cells.last());
    default: return currentIndex();
    }
}

void CheckMatrix::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT noteWanted();
    else if (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete)
        event->ignore(); // takes a verdict back: the phase knows which
    else if (event->text().isEmpty() || event->text().at(0).isSpace() || !event->text().at(0).isPrint())
        QTableView::keyPressEvent(event);
    else
        event->ignore(); // a letter: the phase knows what it means
}

void CheckMatrix::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
    if (m_model->cell(current))
        Q_EMIT currentCellChanged();
}

void CheckMatrix::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOut();
}

void CheckMatrix::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        layOut();
}

QSize CheckMatrix::sizeHint() const
{
    return {scaled(420), verticalHeader()->length() + horizontalHeader()->sizeHint().height() + 2 * frameWidth() + 2};
}

void CheckMatrix::layOut()
{
    const int room = viewport()->width();
    const int column = std::clamp(room / 6, scaled(58), scaled(110));
    const int title = std::max(scaled(88), room - CheckMatrixModel::checkColumns * column);
    setColumnWidth(0, title);
    for (int i = 1; i <= CheckMatrixModel::checkColumns; ++i)
        setColumnWidth(i, column);
    const QFontMetrics metrics(fontOf(Type::Body));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const bool isPair = m_model->isPair(row);
        const QRect needed = metrics.boundingRect(QRect(0, 0, title - space::huge, 10000), Qt::TextWordWrap,
                                                  m_model->index(row, 0).data().toString());
        const int lines = std::clamp(needed.height() / metrics.lineSpacing(), 1, 2);
        setRowHeight(row, isPair ? scaled(27) : lines * metrics.lineSpacing() + scaled(18));
        if (isPair)
            setSpan(row, 0, 1, 1 + CheckMatrixModel::checkColumns);
        else if (columnSpan(row, 0) > 1)
            setSpan(row, 0, 1, 1);
    }
    updateGeometry();
}

}
