#pragma once

#include "items/evidence_draft.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace muster::views {

class PlainLabel;

/// The fields of a kind of evidence: for each the column it comes from, what stands where it has none, and the first
/// text in that column.
class MappingForm final : public QWidget
{
    Q_OBJECT

public:
    explicit MappingForm(QWidget *parent = nullptr);

    /// Shows a draft and edits it from now on; it outlives the form or the next call.
    void setDraft(items::EvidenceDraft &draft);
    /// Marks the field that nothing stands for; empty: none.
    void markMissing(const QString &field);
    /// Puts the focus on a field's column.
    void goTo(const QString &field);

Q_SIGNALS:
    void edited();

private:
    struct Line
    {
        QString field;
        QComboBox *column = nullptr;
        QLineEdit *byDefault = nullptr;
        PlainLabel *example = nullptr;
    };

    void addLine(int row, const QString &field);
    void follow(const Line &line);

    items::EvidenceDraft *m_draft = nullptr;
    QWidget *m_ground = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<Line> m_lines;
};

}
