#include "reports/text_sink.h"

#include <QFileDevice>

namespace muster::reports {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pieceSize = 64 * 1024;

QString nameOf(const QFileDevice &file)
{
    const QString name = file.fileName();
    return name.isEmpty() ? u"the output"_s : u"“%1”"_s.arg(name);
}

}

Error writeError(const QIODevice &device)
{
    const auto *file = qobject_cast<const QFileDevice *>(&device);
    const QString name = file ? nameOf(*file) : u"the output"_s;
    if (file && file->error() == QFileDevice::ResourceError) {
        return {ErrorCode::DiskFull,
                u"There is no space left to write %1: free some or choose another disk."_s.arg(name)};
    }
    return {ErrorCode::Io, u"Writing %1 failed (%2): try another place."_s.arg(name, device.errorString())};
}

TextSink::TextSink(QIODevice &device) : m_device(device)
{
    m_buffer.reserve(pieceSize + 4096);
}

TextSink &TextSink::operator<<(QStringView text)
{
    m_buffer += text.toUtf8();
    pushWhenFull();
    return *this;
}

TextSink &TextSink::operator<<(const char *utf8)
{
    m_buffer += utf8;
    pushWhenFull();
    return *this;
}

bool TextSink::failed() const
{
    return m_failed;
}

void TextSink::pushWhenFull()
{
    if (m_buffer.size() >= pieceSize)
        push();
}

void TextSink::push()
{
    const char *next = m_buffer.constData();
    qint64 left = m_buffer.size();
    while (left > 0 && !m_failed) {
        const qint64 taken = m_device.write(next, left);
        m_failed = taken <= 0;
        next += taken;
        left -= taken;
    }
    m_buffer.resize(0);
}

Result<void> TextSink::finish()
{
    push();
    auto *file = qobject_cast<QFileDevice *>(&m_device);
    if (file && !m_failed)
        m_failed = !file->flush();
    if (m_failed)
        return tl::unexpected(writeError(m_device));
    return {};
}

}
