#pragma once

#include <QAbstractButton>

namespace muster::views {

/// One of a few ways to go: a title, a sentence that says what happens, and a number key.
class ChoiceButton final : public QAbstractButton
{
    Q_OBJECT

public:
    ChoiceButton(const QString &title, const QString &sentence, const QString &key, bool primary,
                 QWidget *parent = nullptr);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_sentence, m_key;
    bool m_primary;
};

}
