#include "views/parts/pieces.h"
#include "views/wall/cards_view.h"
#include "views/wall/filter_bar.h"
#include "views/wall/set_field_dialog.h"
#include "views/wall/table_view.h"
#include "views/wall/wall_page.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>

/// What the wall does with what is chosen, and with what is typed, pasted and dropped on it.
namespace muster::views {

using namespace Qt::StringLiterals;
using items::DelegationColumn;
using items::DelegationTableModel;

namespace {

/// The narrowest page that has room for a panel beside the wall: a window of 1100 without its rail.
constexpr int narrowestWithPanel = 916;
constexpr int narrowestPanel = 280;
constexpr int usualPanel = 316;

/// A cell for a spreadsheet: on one line, and never a formula.
QString clipboardCell(const QModelIndex &cell)
{
    QString text = cell.data(Qt::EditRole).toString().simplified();
    if (!text.isEmpty() && u"=+-@'"_s.contains(text.at(0)))
        text.prepend(u'\'');
    return text;
}

QString firstFile(const QMimeData *data)
{
    const auto urls = data->urls();
    return urls.isEmpty() ? QString() : urls.first().toLocalFile();
}

}

QModelIndexList WallPage::chosenCells() const
{
    if (!m_table)
        return {};
    return m_view == View::Cards ? m_cards->chosen() : m_rows->chosen();
}

QList<DelegationId> WallPage::chosen() const
{
    QList<DelegationId> ids;
    for (const auto &cell : chosenCells())
        ids << m_table->summary(cell.row()).id;
    return ids;
}

void WallPage::followChoice()
{
    const auto ids = chosen();
    const DelegationId id = ids.isEmpty() ? DelegationId() : ids.first();
    if (id == m_chosen)
        return;
    m_chosen = id;
    showPanel();
    if (id.isNull())
        Q_EMIT chosenNothing();
    else
        Q_EMIT delegationChosen(id);
}

void WallPage::choose(const DelegationId &id)
{
    m_wanted = id;
    if (!m_table)
        activate();
    else
        lookForWanted();
}

void WallPage::lookForWanted()
{
    if (m_wanted.isNull() || m_table->isAsking())
        return;
    const auto at = m_table->indexOf(m_wanted);
    if (at.isValid()) {
        m_wanted = {};
        m_view == View::Cards ? m_cards->choose(at) : m_rows->choose(at);
        focusView();
    } else if (!std::exchange(m_asked, true)) {
        clearFilter();
        m_bar->showRetired();
        return;
    }
    m_asked = false;
    m_wanted = {};
}

void WallPage::togglePanel()
{
    if (m_chosen.isNull()) {
        m_panelWanted = true;
        return chooseFirst();
    }
    m_panelWanted = !m_panel || !m_panel->isVisibleTo(this);
    session().settings->setValue(u"wall/panel"_s, m_panelWanted);
    showPanel();
}

void WallPage::showPanel()
{
    const bool room = width() >= scaled(narrowestWithPanel);
    const bool shown = m_panelWanted && room && !m_chosen.isNull() && m_makePanel;
    m_panelButton->setChecked(shown);
    m_panelButton->setVisible(room);
    if (shown && !m_panel) {
        m_panel = m_makePanel(session(), m_splitter);
        m_panel->setMinimumWidth(scaled(narrowestPanel));
        m_splitter->addWidget(m_panel);
        m_splitter->setStretchFactor(1, 0);
        if (!m_splitter->restoreState(session().settings->value(u"wall/splitter"_s).toByteArray()))
            m_splitter->setSizes({width() - scaled(usualPanel), scaled(usualPanel)});
        connect(m_splitter, &QSplitter::splitterMoved, this,
                [this] { session().settings->setValue(u"wall/splitter"_s, m_splitter->saveState()); });
    }
    if (m_panel)
        m_panel->setVisible(shown);
}

/// The charts are made when they are first asked for, so that a wall without them never loads Qt Charts' data.
void WallPage::showFigures()
{
    const bool wanted = m_figuresButton->isChecked();
    session().settings->setValue(u"wall/figures"_s, wanted);
    if (wanted && !m_figures) {
        m_figures = m_makeFigures(session(), this);
        m_stack->parentWidget()->layout()->addWidget(m_figures);
    }
    if (m_figures)
        m_figures->setVisible(wanted);
}

void WallPage::toggleFigures()
{
    m_figuresButton->click();
}

void WallPage::chooseFirst()
{
    m_view == View::Cards ? m_cards->chooseFirst() : m_rows->focusRows();
    showPanel();
}

void WallPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    if (m_table)
        showPanel();
}

void WallPage::open()
{
    if (const auto ids = chosen(); !ids.isEmpty())
        Q_EMIT editWanted(ids.first());
}

void WallPage::openMenu(const QPoint &at)
{
    const auto ids = chosen();
    if (ids.isEmpty())
        return;
    const bool one = ids.size() == 1;
    auto *navigator = session().navigator;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"wallMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Open"), this, &WallPage::open);
    menu->addAction(one ? tr("&Audit this") : tr("&Audit these"), this,
                    [navigator, ids] { Q_EMIT navigator->newAuditWanted(ids); });
    menu->addAction(tr("&Spot check"), this, [navigator, ids] { Q_EMIT navigator->spotCheckWanted(ids.first()); })
        ->setEnabled(one);
    menu->addAction(tr("&Log of this delegation"), this, [navigator, ids] { Q_EMIT navigator->logWanted(ids.first()); })
        ->setEnabled(one);
    menu->addAction(tr("&Copy"), this, &WallPage::copy);
    menu->addSeparator();
    menu->addSection(tr("Set for %1").arg(wall::spokenCount(ids.size())));
    for (const auto &field : {u"owner"_s, u"team"_s, u"tier"_s, u"risk"_s, u"cadence"_s, u"status"_s}) {
        auto *action =
            menu->addAction(tr("Set %1 for %2…").arg(wall::labelOf(field).toLower(), wall::spokenCount(ids.size())),
                            this, [this, field] { setField(field); });
        action->setObjectName(u"set-"_s + field);
    }
    menu->popup(at);
}

void WallPage::setField(const QString &field)
{
    QList<wall::SetFieldDialog::Target> targets;
    QSet<QString> values;
    const int column = [&] {
        for (int i = 0; i < items::delegationColumns; ++i) {
            if (m_table->index(0, i).data(DelegationTableModel::FieldRole).toString() == field)
                return i;
        }
        return -1;
    }();
    for (const auto &cell : chosenCells()) {
        const auto &summary = m_table->summary(cell.row());
        targets.append({{summary.id.text(), summary.n}, summary.title});
        values << cell.siblingAtColumn(column).data(Qt::EditRole).toString();
    }
    if (targets.isEmpty())
        return;
    const QString first = values.size() == 1 ? *values.begin() : QString();
    auto *dialog = new wall::SetFieldDialog(session(), field, first, targets, m_choices, this);
    dialog->open();
}

/// Ctrl+Enter in a cell: its column for every chosen row.
void WallPage::setForAll(const QString &text)
{
    const auto cells = m_rows->chosen();
    if (!cells.isEmpty())
        m_table->setAll(cells, text);
}

/// Says why an edit was not taken, with what was typed, and offers to go on typing.
void WallPage::explain(const QModelIndex &index, const Error &error, const QString &typed, const QString &theirs)
{
    const bool shown = index.isValid();
    const QString title = shown ? m_table->summary(index.row()).title : QString();
    const QString start = shown ? tr("“%1” stays as it is: ").arg(wall::isolated(title.left(80))) : QString();
    const auto spokenValue = [](const QString &value) {
        return value.isEmpty() ? tr("nothing") : u"“%1”"_s.arg(wall::isolated(value.left(120)));
    };
    const QString what = error.code == ErrorCode::Conflict
                             ? tr("somebody changed it meanwhile. It says %1 now; you typed %2.")
                                   .arg(spokenValue(theirs), spokenValue(typed))
                             : tr("%1 You typed %2.").arg(error.message, spokenValue(typed));
    m_message->show(InlineMessage::Kind::Error, start + what);
    if (!shown)
        return;
    const DelegationId id = m_table->summary(index.row()).id;
    m_message->offer(tr("Try again"), [this, id, typed, column = DelegationColumn(index.column())] {
        m_message->clear();
        m_rows->editWith(m_table->indexOf(id, column), typed);
    });
}

void WallPage::copy()
{
    QStringList lines;
    const auto columns = m_rows->shownColumns();
    auto cells = chosenCells();
    std::ranges::sort(cells, {}, &QModelIndex::row);
    for (const auto &cell : cells) {
        QStringList texts;
        for (const int column : columns)
            texts << clipboardCell(cell.siblingAtColumn(column));
        lines << texts.join(u'\t');
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void WallPage::paste()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.contains(u'\t') || text.trimmed().contains(u'\n'))
        Q_EMIT session().navigator->pasteWanted(text);
}

/// Escape takes back the filter first, then the choice.
void WallPage::keyPressEvent(QKeyEvent *event)
{
    if (!m_table || event->key() != Qt::Key_Escape)
        return Page::keyPressEvent(event);
    if (isFiltered()) {
        clearFilter();
    } else {
        m_cards->clearChoice();
        m_rows->clearSelection();
    }
}

/// From the filter down into what it left.
bool WallPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if ((key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) && m_table->rowCount() > 0) {
            chooseFirst();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void WallPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!firstFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void WallPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    Q_EMIT session().navigator->importWanted(firstFile(event->mimeData()));
}

}
