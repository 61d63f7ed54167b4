#include "views/parts/facts.h"
#include "views/parts/pieces.h"
#include "views/wall/cards_view.h"
#include "views/wall/columns_dialog.h"
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
#include <QStackedWidget>

/// What the wall does with what is chosen, and with what is typed, pasted and dropped on it.
namespace muster::views {

using namespace Qt::StringLiterals;
using items::DelegationColumn;
using items::DelegationTableModel;

namespace {

/// So much of a value is told in a sentence.
constexpr qsizetype longestTold = 120;

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
    if (id.isNull())
        m_panelInstead = false;
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
    QStringList fields{u"owner"_s, u"deputy"_s,  u"reviewer"_s,   u"team"_s,    u"category"_s, u"tier"_s,
                       u"risk"_s,  u"pattern"_s, u"definition"_s, u"cadence"_s, u"nextDue"_s,  u"status"_s};
    for (const auto &column : m_table->ownColumns())
        fields << column.title;
    for (const auto &field : fields) {
        auto *action =
            menu->addAction(tr("Set %1 for %2…").arg(wall::spokenLabel(field), wall::spokenCount(ids.size())), this,
                            [this, field] { setField(field); });
        action->setObjectName(u"set-"_s + field);
    }
    menu->popup(at);
}

void WallPage::setField(const QString &field)
{
    QList<wall::SetFieldDialog::Target> targets;
    QSet<QString> values;
    const int column = [&] {
        for (int i = 0; i < m_table->columnCount(); ++i) {
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
    std::optional<QString> first;
    if (column >= 0)
        first = values.size() == 1 ? *values.begin() : QString();
    auto *dialog = new wall::SetFieldDialog(session(), field, first, targets, m_choices, this);
    dialog->open();
}

/// The register's own columns, in a dialog that follows them.
void WallPage::changeColumns()
{
    auto *dialog = new wall::ColumnsDialog(session(), m_choices.today, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto follow = [this, dialog] { dialog->setColumns(m_table->ownColumns()); };
    connect(m_table, &DelegationTableModel::refreshed, dialog, follow);
    follow();
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
    const QString start = shown ? tr("“%1” stays as it is: ").arg(isolated(title.left(80))) : QString();
    const auto spokenValue = [](const QString &value) {
        return value.isEmpty() ? tr("nothing") : u"“%1”"_s.arg(isolated(value.left(longestTold)));
    };
    const QString what = error.code == ErrorCode::Conflict
                             ? tr("somebody changed it meanwhile. It says %1 now; you typed %2.")
                                   .arg(spokenValue(theirs), spokenValue(typed))
                             : tr("%1 You typed %2.").arg(error.message, spokenValue(typed));
    m_message->show(InlineMessage::Kind::Error, start + what);
    m_refused = Refused{{}, DelegationColumn::Title, typed};
    if (!shown)
        return offerCopy(typed);
    m_refused->id = m_table->summary(index.row()).id;
    m_refused->column = DelegationColumn(index.column());
    m_message->offer(tr("Try again"), [this] { tryAgain(); });
}

void WallPage::tryAgain()
{
    const auto refused = std::exchange(m_refused, std::nullopt).value_or(Refused());
    const auto cell = m_table->indexOf(refused.id, refused.column);
    if (!cell.isValid()) {
        m_message->show(InlineMessage::Kind::Error, tr("The delegation is no longer among those shown. You typed “%1”.")
                                                        .arg(isolated(refused.typed.left(longestTold))));
        m_refused = Refused{{}, refused.column, refused.typed};
        return offerCopy(refused.typed);
    }
    m_message->clear();
    if (m_view != View::Table)
        setView(View::Table);
    m_rows->editWith(cell, refused.typed);
}

/// Where there is no cell to go on typing in, what was typed is handed over whole.
void WallPage::offerCopy(const QString &typed)
{
    m_message->offer(tr("Copy what I typed"), [this, typed] {
        QGuiApplication::clipboard()->setText(typed);
        m_refused.reset();
        m_message->clear();
        Q_EMIT session().navigator->said(tr("What you typed was copied."));
    });
}

/// A refusal stays until what it is about was taken after all.
void WallPage::forgetRefusal(const QModelIndex &edited)
{
    if (m_refused) {
        const auto cell = m_table->indexOf(m_refused->id, m_refused->column);
        const bool taken = cell.isValid() && (cell == edited || cell.data(Qt::EditRole).toString() == m_refused->typed);
        if (!taken)
            return;
    }
    m_refused.reset();
    m_message->clear();
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

/// Escape brings the wall back, then takes back the filter, then the choice.
void WallPage::keyPressEvent(QKeyEvent *event)
{
    if (!m_table || event->key() != Qt::Key_Escape)
        return Page::keyPressEvent(event);
    if (m_panelInstead) {
        showWall();
        focusView();
    } else if (isFiltered()) {
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
