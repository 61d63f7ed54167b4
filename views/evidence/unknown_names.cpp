#include "views/evidence/unknown_names.h"

#include "items/evidence_desk.h"
#include "items/when_done.h"
#include "views/parts/choice_popup.h"
#include "views/parts/counted.h"
#include "views/parts/pieces.h"
#include "views/parts/row_table.h"

#include <QBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::NamedDelegation;
using Names = Result<QList<NamedDelegation>>;

UnknownNames::UnknownNames(const Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_model(new items::UnknownNamesModel(this)),
      m_title(new PlainLabel({}, Type::Lead)),
      m_table(new RowTable(m_model, u"unknown-names"_s, tr("Names that lead to no delegation"))),
      m_nearest(button(tr("Assign to the &nearest"), Look::Ordinary, this, &UnknownNames::assignNearest)),
      m_other(button(tr("Assign to &another…"), Look::Ordinary, this, &UnknownNames::askWhich)),
      m_message(new InlineMessage)
{
    m_nearest->setObjectName(u"assign-nearest"_s);
    m_other->setObjectName(u"assign-other"_s);
    m_message->setObjectName(u"names-message"_s);
    m_table->setWidths({240, 80, 0});
    m_table->setMinimumHeight(scaled(110));
    auto *column = columnOf();
    setLayout(column);
    column->addWidget(m_title);
    column->addWidget(m_message);
    column->addWidget(m_table, 1);
    auto *row = rowOf();
    row->addWidget(m_nearest);
    row->addWidget(m_other);
    row->addStretch();
    column->addLayout(row);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &UnknownNames::follow);
    connect(m_table, &QTableView::activated, this, &UnknownNames::askWhich);
    setNames({});
}

void UnknownNames::setNames(const QList<evidence::UnknownName> &names)
{
    const int row = m_table->currentIndex().row();
    m_model->setNames(names);
    setVisible(!names.isEmpty());
    m_title->setText(tr("%1 to no delegation yet; the rows are kept aside until you say which is meant")
                         .arg(counted(names.size(), tr("name leads"), tr("names lead"))));
    if (!names.isEmpty())
        m_table->setCurrentIndex(m_model->index(std::clamp(row, 0, int(names.size()) - 1), 0));
    follow();
}

void UnknownNames::follow()
{
    const auto current = m_table->currentIndex();
    m_nearest->setEnabled(current.isValid() && !m_model->name(current.row()).nearest.isEmpty());
    m_other->setEnabled(current.isValid());
}

void UnknownNames::assignNearest()
{
    const QString title = m_model->name(m_table->currentIndex().row()).nearest;
    const auto naming = m_session.reg->run(
        [where = locale()](registry::Store &store) { return items::readDelegationNames(store, where); });
    items::whenDone(this, naming, [this, title](const Names &names) {
        if (!names) {
            m_message->showError(names.error());
            return;
        }
        const auto found = std::ranges::find(*names, title, &NamedDelegation::title);
        if (found != names->end())
            assign(found->id, title);
        else
            m_message->show(InlineMessage::Kind::Error, tr("“%1” is not there any more; choose another.").arg(title));
    });
}

void UnknownNames::askWhich()
{
    const auto naming = m_session.reg->run(
        [where = locale()](registry::Store &store) { return items::readDelegationNames(store, where); });
    items::whenDone(this, naming, [this](const Names &names) {
        if (!names) {
            m_message->showError(names.error());
            return;
        }
        QStringList titles;
        for (const auto &one : *names)
            titles << one.title;
        auto *popup = new ChoicePopup(titles, tr("Find a delegation"), this);
        connect(popup, &ChoicePopup::chosen, this,
                [this, chosen = *names](int position) { assign(chosen[position].id, chosen[position].title); });
        popup->openUnder(m_other);
    });
}

void UnknownNames::assign(const DelegationId &delegation, const QString &title)
{
    const auto current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const QString name = m_model->name(current.row()).name;
    const auto assigning = m_session.reg->run(
        [name, delegation](registry::Store &store) { return evidence::assignName(store, name, delegation); });
    items::whenDone(this, assigning, [this, name, title](const Result<AliasId> &alias) {
        if (!alias) {
            m_message->showError(alias.error());
            return;
        }
        m_message->show(InlineMessage::Kind::Done, tr("“%1” means %2 from now on.").arg(name, title));
        Q_EMIT assigned();
    });
}

}
