#include "views/audit/decision_drafts.h"

#include <QJsonDocument>

namespace muster::views {

using namespace Qt::StringLiterals;

DecisionDrafts::DecisionDrafts(const Session &session, const AuditId &audit)
    : m_settings(session.settings), m_group(u"audit/draft/%1/%2"_s.arg(session.reg->id(), audit.text()))
{
}

QJsonObject DecisionDrafts::find(const QString &key) const
{
    const QString kept = m_settings->value(m_group + u'/' + key).toString();
    return QJsonDocument::fromJson(kept.toUtf8()).object();
}

void DecisionDrafts::keep(const QString &key, const QJsonObject &draft)
{
    m_settings->setValue(m_group + u'/' + key, QString::fromUtf8(QJsonDocument(draft).toJson(QJsonDocument::Compact)));
}

void DecisionDrafts::forget(const QString &key)
{
    if (m_settings->contains(m_group + u'/' + key))
        m_settings->remove(m_group + u'/' + key);
}

void DecisionDrafts::forgetAll()
{
    m_settings->remove(m_group);
}

QStringList DecisionDrafts::texts() const
{
    QStringList texts;
    const QString within = m_group + u'/';
    for (const auto &key : m_settings->allKeys()) {
        if (!key.startsWith(within))
            continue;
        const auto draft = find(key.mid(within.size()));
        for (const auto field : {"why"_L1, "reference"_L1, "note"_L1}) {
            const QString text = draft[field].toString().trimmed();
            if (!text.isEmpty())
                texts << text;
        }
    }
    return texts;
}

}
