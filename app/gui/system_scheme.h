#pragma once

#include <QDBusVariant>
#include <QObject>

namespace muster::app {

/// Whether the desktop prefers dark, as its settings portal tells (freedesktop.org, org.freedesktop.appearance,
/// color-scheme). Qt 6.4 doesn't ask it. Where there is no portal nothing is ever told.
class SystemScheme final : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(QObject *parent = nullptr);

Q_SIGNALS:
    void changed(bool dark);

private Q_SLOTS:
    void take(const QString &group, const QString &key, const QDBusVariant &value);
};

}
