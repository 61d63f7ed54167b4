#include "system_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace muster::app {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.portal.Desktop"_s;
const QString path = u"/org/freedesktop/portal/desktop"_s;
const QString interface = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;
const QString colourScheme = u"color-scheme"_s;

}

SystemScheme::SystemScheme(QObject *parent) : QObject(parent)
{
    // Without a session bus asking would start one.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    auto bus = QDBusConnection::sessionBus();
    bus.connect(service, path, interface, u"SettingChanged"_s, this,
                SLOT(take(QString, QString, QDBusVariant))); // clazy:exclude=old-style-connect
    auto question = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    question << appearance << colourScheme;
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isValid())
            take(appearance, colourScheme, reply.value());
    });
}

void SystemScheme::take(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != appearance || key != colourScheme)
        return;
    QVariant inner = value.variant();
    while (inner.canConvert<QDBusVariant>()) // Read() wraps the value twice
        inner = inner.value<QDBusVariant>().variant();
    Q_EMIT changed(inner.toUInt() == 1); // 1: prefers dark, 2: light, 0: says nothing
}

}
