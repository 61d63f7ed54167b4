#pragma once

#include <QDialog>

class QAction;

namespace muster::views {

/// Every key at a glance.
class KeySheet final : public QDialog
{
    Q_OBJECT

public:
    KeySheet(const QList<QAction *> &commands, QWidget *parent);
};

}
