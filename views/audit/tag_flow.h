#pragma once

#include "views/parts/tag.h"

#include <QWidget>

namespace muster::views {

/// Tags one after the other, on as many lines as the width needs, with a word before them. Takes no room without any.
class TagFlow final : public QWidget
{
    Q_OBJECT

public:
    explicit TagFlow(QWidget *parent = nullptr);

    void setTags(const QString &lead, const QList<TagLook> &tags);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<QRect> places(int width) const;
    int leadWidth() const;

    QString m_lead;
    QList<TagLook> m_tags;
};

}
