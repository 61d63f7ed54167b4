#pragma once

#include "evidence/signals.h"
#include "register/open_register.h"

#include <QTimer>

namespace muster::items {

/// What the wall says of raised signals, by delegation: their titles, the worst first. Signals that a flag tells anyway are left
/// out.
using RaisedTitles = QHash<QString, QStringList>;

/// Reads the raised signals of every delegation beside other work, when it is made and after each change of the register. A
/// register without evidence and without a catalogue of models is not looked through.
class RaisedSignals final : public QObject
{
    Q_OBJECT

public:
    explicit RaisedSignals(registry::OpenRegister::Pointer openRegister, QObject *parent = nullptr);
    ~RaisedSignals() override;

    const RaisedTitles &titles() const { return m_titles; }

Q_SIGNALS:
    /// Other signals are raised than before.
    void refreshed();

private:
    void read();

    registry::OpenRegister::Pointer m_register;
    QTimer m_later; ///< several changes in a row are one reason to read
    QFuture<Result<RaisedTitles>> m_reading;
    RaisedTitles m_titles;
};

/// The same at once, as of today. Errors: what the database says, Cancelled.
Result<RaisedTitles> readRaised(registry::Store &store, const registry::Progress &progress = {});

}
