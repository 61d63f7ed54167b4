#include "desktop.h"

#include "pages.h"
#include "sample/sample_register.h"
#include "system_scheme.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTimeZone>

namespace muster::app {

using namespace Qt::StringLiterals;
using views::Scheme;

namespace {

const QString schemeKey = u"window/scheme"_s;

/// The sample register; its record is the same on every machine, so it needs no real randomness.
Result<std::unique_ptr<registry::Store>> makeSample(const QString &path, registry::StoreOptions options)
{
    static sample::SampleRandomness random;
    options.random = &random;
    return sample::makeSampleRegister(path, options);
}

}

Desktop::Desktop(const QDateTime &fixed)
    : m_clock(fixed),
      m_settings(QSettings::IniFormat, QSettings::UserScope, u"muster"_s, u"muster"_s),
      m_system(QApplication::palette())
{
    dress();
    auto *scheme = new SystemScheme(this);
    connect(scheme, &SystemScheme::changed, this, [this](bool dark) {
        m_system.setColor(QPalette::Window, dark ? Qt::black : Qt::white);
        dress();
    });

    views::WindowOptions options;
    options.clock = &m_clock;
    options.random = &m_random;
    options.stateFolder = stateFolder();
    options.userName = userName();
    options.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    options.folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    options.sampleFile = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
                         + u"/muster/sample/checkout-team.muster"_s;
    options.settings = &m_settings;
    options.sample = makeSample;
    options.pages = addPages;
    options.importWizard = makeImportWizard;
    options.schemeChosen = [this](Scheme chosen) { choose(chosen); };
    m_window = std::make_unique<views::MainWindow>(options);
}

Desktop::~Desktop() = default;

void Desktop::choose(Scheme scheme)
{
    m_settings.setValue(schemeKey, int(scheme));
    dress();
}

void Desktop::dress()
{
    const int scheme = m_settings.value(schemeKey, int(Scheme::System)).toInt();
    views::applyStyle(*qApp, Scheme(std::clamp(scheme, 0, 2)), m_system);
}

}
