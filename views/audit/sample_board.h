#pragma once

#include "views/audit/room_parts.h"
#include "views/audit/sample_form.h"
#include "views/parts/flow_layout.h"

#include <QAbstractListModel>
#include <QListView>

class QButtonGroup;

namespace muster::views {

/// What one sample is held against: known failure modes first, then the criteria, then the sources it is traced to.
class TraceModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Kind { FailureMode, Criterion, Source };
    enum Role { KindRole = Qt::UserRole, TagTextRole, TagToneRole, TagMarkRole, ChosenRole };

    using QAbstractListModel::QAbstractListModel;

    void take(const items::DelegationDossier &dossier, const registry::Sample &sample);
    const registry::Sample &sample() const { return m_sample; }

    /// The sample with the row's answer moved on by one: open → met → unmet, or through a source's states.
    registry::Sample turned(int row, int by) const;
    /// With the row's answer set: for a criterion whether it is met, for a source its state; nothing takes it back.
    registry::Sample answered(int row, std::optional<int> answer) const;
    /// With every answer that is still open: met, and current.
    registry::Sample allFine() const;
    Kind kind(int row) const { return m_lines[row].kind; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Line
    {
        Kind kind = Kind::Criterion;
        QString key, text;

        bool operator==(const Line &) const = default;
    };
    int answers(int row) const;
    std::optional<int> answer(int row) const;
    TagLook look(int row) const;

    QList<Line> m_lines;
    registry::Sample m_sample;
};

/// The samples of a workflow, typed or drawn at random, up to three and more if the pair wants, each traced by keyboard.
class SampleBoard final : public QWidget
{
    Q_OBJECT

public:
    explicit SampleBoard(const RoomContext &room, QWidget *parent = nullptr);

    void show(const DelegationId &delegation);
    using QWidget::show;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void showSamples(const registry::OpenDelegation &item);
    void showTrace(const registry::OpenDelegation &item);
    void keep(const registry::Sample &sample);
    void removeCurrent();
    void draw();
    void chooseOther(const QStringList &known);
    void showDrawing(const registry::OpenDelegation &item);
    void pick(const QModelIndex &index, const QPoint &at);
    const registry::Sample *current() const;

    RoomContext m_room;
    DelegationId m_delegation;
    QString m_sample; ///< the one shown
    int m_underWay = 0;
    bool m_drawing = false;
    FlowLayout *m_tabs;
    QButtonGroup *m_group;
    QStringList m_tabTexts;
    PlainLabel *m_hint;
    QListView *m_list;
    TraceModel *m_trace;
    QPushButton *m_allFine;
    QPushButton *m_remove;
    PlainLabel *m_drawn;
    QPushButton *m_draw;
    SampleForm *m_form;
    InlineMessage *m_message;
};

}
