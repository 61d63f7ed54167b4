#include "views/parts/choice_popup.h"

#include "register/search.h"
#include "views/parts/pieces.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScreen>
#include <QStringListModel>

#include <numeric>

namespace muster::views {

using namespace Qt::StringLiterals;

ChoicePopup::ChoicePopup(const QStringList &names, const QString &prompt, QWidget *parent)
    : QFrame(parent, Qt::Popup),
      m_names(names),
      m_edit(new QLineEdit),
      m_list(new QListView),
      m_model(new QStringListModel(this))
{
    for (const auto &name : names)
        m_folded << registry::foldForSearch(name);
    setObjectName(u"choicePopup"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("look", u"card"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::small, space::small, space::small, space::small);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    m_edit->setPlaceholderText(prompt);
    m_edit->setAccessibleName(prompt);
    m_edit->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(prompt);
    connect(m_edit, &QLineEdit::textChanged, this, &ChoicePopup::narrow);
    connect(m_edit, &QLineEdit::returnPressed, this, &ChoicePopup::take);
    connect(m_list, &QListView::clicked, this, &ChoicePopup::take);
    narrow({});
}

void ChoicePopup::openUnder(QWidget *anchor)
{
    const int lines = m_search ? 10 : int(std::clamp<qsizetype>(m_names.size(), 2, 10));
    const int line = m_model->rowCount() > 0 ? m_list->sizeHintForRow(0) : fontMetrics().height() + space::tiny;
    setFixedSize(scaled(240), m_edit->sizeHint().height() + lines * (line + 1) + 4 * space::small);
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + space::tiny));
    const QRect screen = anchor->screen()->availableGeometry();
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    if (at.y() + height() > screen.bottom())
        at.setY(anchor->mapToGlobal(QPoint(0, -height() - space::tiny)).y());
    move(at);
    show();
    m_edit->setFocus();
}

bool ChoicePopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            const int row = std::clamp(m_list->currentIndex().row() + step, 0, m_model->rowCount() - 1);
            m_list->setCurrentIndex(m_model->index(row));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ChoicePopup::narrow(const QString &text)
{
    m_shown.clear();
    if (m_search) {
        m_searching = true;
        m_takeFirst = false;
        offer({});
        return m_search(text);
    }
    QStringList names;
    const QString wanted = registry::foldForSearch(text).trimmed();
    for (int position = 0; position < m_names.size(); ++position) {
        if (m_folded[position].contains(wanted)) {
            m_shown << position;
            names << m_names[position];
        }
    }
    offer(names);
}

void ChoicePopup::offer(const QStringList &names)
{
    m_model->setStringList(names);
    m_list->setCurrentIndex(m_model->index(0));
}

void ChoicePopup::searchBy(std::function<void(const QString &text)> search)
{
    m_search = std::move(search);
    narrow(m_edit->text());
}

void ChoicePopup::setNames(const QStringList &names)
{
    m_searching = false;
    m_names = names;
    m_shown.resize(names.size());
    std::iota(m_shown.begin(), m_shown.end(), 0);
    offer(names);
    if (std::exchange(m_takeFirst, false))
        take();
}

void ChoicePopup::take()
{
    m_takeFirst = m_searching;
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= m_shown.size())
        return;
    const int position = m_shown[row];
    close();
    Q_EMIT chosen(position);
}

}
