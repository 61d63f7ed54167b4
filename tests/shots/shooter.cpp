#include "shooter.h"

#include <QApplication>

namespace muster::shots {

using namespace Qt::StringLiterals;

test::SampleSession &Shooter::fresh()
{
    m_sample.reset();
    m_sample = std::make_unique<test::SampleSession>();
    return *m_sample;
}

void Shooter::window(QWidget &window, const QString &name)
{
    take(window, name, {});
}

void Shooter::page(QWidget &page, const QString &name)
{
    take(page, name, {184, 52});
}

void Shooter::take(QWidget &widget, const QString &name, QSize less)
{
    for (const auto scheme : {views::Scheme::Light, views::Scheme::Dark}) {
        views::applyStyle(*qApp, scheme, QPalette());
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            widget.resize(size - less);
            widget.show();
            if (m_sample)
                m_sample->settle();
            QCoreApplication::processEvents();
            const QString file = u"%1-%2-%3x%4.png"_s.arg(name, scheme == views::Scheme::Light ? u"light"_s : u"dark"_s)
                                     .arg(size.width())
                                     .arg(size.height());
            if (!widget.grab().save(m_folder.filePath(file)))
                qFatal("%s could not be written", qPrintable(file));
        }
    }
}

}
