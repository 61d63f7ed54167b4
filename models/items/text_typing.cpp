#include "items/text_typing.h"

#include "domain/typed_text.h"

namespace muster::items {

namespace {

/// What follows `beginning`, or the whole text where it doesn't begin like that.
QString behind(const QString &beginning, const QString &text)
{
    return text.startsWith(beginning) ? text.mid(beginning.size()).trimmed() : text;
}

}

Result<void> TextTyping::save(registry::AuditService &service, const QString &field, const Write &write)
{
    const QString mine = typedText(field).trimmed().normalized(QString::NormalizationForm_C);
    const QString text = oneBelowOther(m_above, behind(m_skipped, mine));
    const QString added = behind(m_field, mine);
    const auto stands = write(service, {text, m_stands, added});
    if (!stands)
        return tl::unexpected(stands.error());
    if (*stands != text) {
        m_above = stands->endsWith(added) ? stands->chopped(added.size()).trimmed() : *stands;
        m_skipped = mine.startsWith(m_field) ? m_field : QString();
    }
    m_stands = *stands;
    m_field = mine;
    return {};
}

}
