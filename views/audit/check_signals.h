#pragma once

#include "views/audit/room_parts.h"

class QBoxLayout;

namespace muster::views {

/// What evidence hints at beside a check: what is raised with its title and sentence, what is quiet in a line each, and in
/// one line what lacks data. While it is read its place keeps the height it has.
class CheckSignals final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckSignals(QWidget *parent = nullptr);

    /// Shows the signals of a check; nullptr: they are being read.
    void show(const items::AuditSignals::Shown *shown, Check check);
    using QWidget::show;

private:
    void showReading();
    void fill(const QList<evidence::Signal> &list);
    void addRaised(const evidence::Signal &signal);
    void addQuiet(const evidence::Signal &signal);
    void addLacking(const QStringList &titles);

    PlainLabel *m_reading;
    InlineMessage *m_problem;
    QBoxLayout *m_lines;
    std::optional<QList<evidence::Signal>> m_list;
};

}
