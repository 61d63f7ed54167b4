#include "items/person_table_model.h"

#include "items/when_done.h"
#include "register/search.h"

#include <QCollator>

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::PersonSummary;
using registry::Store;

struct PersonTableModel::Answer
{
    RowPointers rows;
    int total = 0;
    int left = 0;
    QDate today;
};

namespace {

bool showsTheSamePerson(const PersonSummary &a, const PersonSummary &b)
{
    return a.person.n == b.person.n && a.owns == b.owns && a.deputyOf == b.deputyOf
           && a.openDecisions == b.openDecisions;
}

bool fits(const Person &person, const QStringList &words)
{
    const QString text = registry::foldForSearch(person.name + u'\n' + person.email.value_or(Title()));
    return std::ranges::all_of(words, [&](const QString &word) { return text.contains(word); });
}

/// The field a column edits, or empty.
QString fieldOf(int column)
{
    return column == int(PersonColumn::Name) ? u"name"_s : column == int(PersonColumn::Email) ? u"email"_s : QString();
}

}

PersonTableModel::PersonTableModel(registry::OpenRegister::Pointer openRegister, EditHistory *history,
                                   const QLocale &locale, QObject *parent)
    : KeyedTableModel(parent),
      m_register(std::move(openRegister)),
      m_history(history),
      m_pool(std::make_shared<Pool>()),
      m_locale(locale)
{
    connect(m_register.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from)
            refresh();
    });
    connect(m_register.get(), &registry::OpenRegister::changedElsewhere, this, &PersonTableModel::refresh);
    refresh();
}

void PersonTableModel::setSearch(const QString &words)
{
    m_search = words;
    refresh();
}

Result<PersonTableModel::Answer> PersonTableModel::answer(Store &store, Pool &pool, const QString &search,
                                                          const QLocale &locale)
{
    auto people = registry::listPeople(store);
    if (!people)
        return tl::unexpected(people.error());
    QCollator collator(locale);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    const QDate today = store.today();
    std::ranges::stable_sort(*people, [&](const PersonSummary &a, const PersonSummary &b) {
        const bool aLeft = !a.person.isActive(today), bLeft = !b.person.isActive(today);
        return aLeft != bLeft ? bLeft : collator.compare(a.person.name, b.person.name) < 0;
    });
    Answer answer;
    answer.today = today;
    answer.total = int(people->size());
    const QStringList words = registry::wordsOfSearch(search);
    for (const auto &row : pool.take(
             std::move(*people), [](const PersonSummary &one) { return one.person.id.text(); }, showsTheSamePerson)) {
        answer.left += !row->item.person.isActive(today);
        if (fits(row->item.person, words))
            answer.rows.push_back(row);
    }
    return answer;
}

void PersonTableModel::refresh()
{
    const auto question = m_register->run([pool = m_pool, search = m_search, locale = m_locale](Store &store) {
        return answer(store, *pool, search, locale);
    });
    whenDone(this, question, [this, search = m_search](const Result<Answer> &answer) {
        if (search != m_search)
            return; // another question is on its way
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        m_total = answer->total;
        m_left = answer->left;
        m_today = answer->today;
        for (const auto &cell : std::exchange(m_taken, {}))
            m_pending.remove(cell);
        swapRows(answer->rows);
        Q_EMIT refreshed();
    });
}

QModelIndex PersonTableModel::indexOf(const PersonId &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (summary(row).person.id == id)
            return index(row, 0);
    }
    return {};
}

const PersonSummary &PersonTableModel::summary(int row) const
{
    return static_cast<const RowOf<PersonSummary> &>(*rows()[size_t(row)]).item;
}

int PersonTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : personColumns;
}

QVariant PersonTableModel::display(const PersonSummary &summary, PersonColumn column) const
{
    switch (column) {
    case PersonColumn::Name: return QString(summary.person.name);
    case PersonColumn::Email: return QString(summary.person.email.value_or(Title()));
    case PersonColumn::Owns: return summary.owns;
    case PersonColumn::DeputyOf: return summary.deputyOf;
    case PersonColumn::OpenDecisions: return summary.openDecisions;
    case PersonColumn::LeftOn: return summary.person.leftOn ? QVariant(*summary.person.leftOn) : QVariant();
    }
    return {};
}

QVariant PersonTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &shown = summary(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: {
        const auto pending = m_pending.constFind({rows()[size_t(index.row())].key(), index.column()});
        return pending != m_pending.constEnd() ? QVariant(*pending) : display(shown, PersonColumn(index.column()));
    }
    case Qt::ToolTipRole: return fieldOf(index.column()).isEmpty() ? QVariant() : index.data();
    case IdRole: return shown.person.id.text();
    case LeftRole: return !shown.person.isActive(m_today);
    default: return {};
    }
}

QVariant PersonTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isFigure = section >= int(PersonColumn::Owns) && section <= int(PersonColumn::OpenDecisions);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && isFigure)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= personColumns)
        return {};
    const std::array names{tr("Name"), tr("E-mail"), tr("Owns"), tr("Deputy of"), tr("Open decisions"), tr("Left on")};
    static_assert(names.size() == personColumns);
    return names[size_t(section)];
}

Qt::ItemFlags PersonTableModel::flags(const QModelIndex &index) const
{
    const auto usual = KeyedTableModel::flags(index);
    return index.isValid() && m_history && !fieldOf(index.column()).isEmpty() ? usual | Qt::ItemIsEditable : usual;
}

bool PersonTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString text = value.toString();
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable) || text == index.data(Qt::EditRole))
        return false;
    const auto &person = summary(index.row()).person;
    const QPair<int, int> cell(rows()[size_t(index.row())].key(), index.column());
    const EditRequest request{
        &entityOf<Person>(), {{person.id.text(), person.n}}, {{fieldOf(index.column()), text}}, person.name, {}};
    m_pending.insert(cell, text);
    whenDone(this, m_history->edit(request), [this, cell, text](const EditResult &result) {
        if (result) {
            m_taken << cell;
            if (result->isEmpty())
                refresh();
            return;
        }
        m_pending.remove(cell);
        const int row = rowOfKey(cell.first);
        const auto at = row < 0 ? QModelIndex() : this->index(row, cell.second);
        if (at.isValid())
            Q_EMIT dataChanged(at, at);
        Q_EMIT editRefused(at, result.error().error, text);
    });
    Q_EMIT dataChanged(index, index);
    return true;
}

}
