#pragma once

#include <QPushButton>

namespace muster::views {

/// An ordinary button that shows the key which does the same, at its right.
class KeyButton final : public QPushButton
{
    Q_OBJECT

public:
    KeyButton(const QString &text, const QString &key, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int hintWidth() const;

    QString m_key;
};

}
