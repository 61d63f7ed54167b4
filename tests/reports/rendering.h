#pragma once

#include "reports/document.h"

#include <QBuffer>
#include <QDir>
#include <QFile>

#include <rapidcheck.h>

namespace muster::reports::samples {

using namespace std::string_literals;

using Renderer = Result<void> (*)(const Document &, QIODevice &);

/// What a renderer makes of a document; the message where it fails.
inline QByteArray rendered(Renderer render, const Document &document)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto result = render(document, buffer);
    return result ? buffer.data() : "FAILED: " + result.error().message.toUtf8();
}

/// The bytes of a golden file. With MUSTER_GOLDEN=write in the environment it is made of `actual` first.
inline QByteArray golden(const char *name, const QByteArray &actual)
{
    QFile file(QDir(QStringLiteral(MUSTER_SOURCE_DIR "/tests/reports/golden")).filePath(QString::fromLatin1(name)));
    if (qgetenv("MUSTER_GOLDEN") == "write" && file.open(QIODevice::WriteOnly)) {
        file.write(actual);
        file.close();
    }
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Short texts of characters that mean something to Markdown, HTML, CSV or spreadsheets.
inline rc::Gen<QString> nastyText()
{
    static const std::u16string alphabet = u"aZ09 \t\n\r|\\`*_{}[]<>()#+-.!~&;:/=@'\",$^?%"
                                           u"\u202E\u2066\u200F\u00E9\u05D0\u2028\u0000\u0001\u007F\u0085\uFEFF"s;
    return rc::gen::map(rc::gen::container<std::u16string>(rc::gen::elementOf(alphabet)),
                        [](const std::u16string &text) { return QString::fromStdU16String(text); });
}

}
