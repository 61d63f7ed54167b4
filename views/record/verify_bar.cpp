#include "views/record/verify_bar.h"

#include "items/when_done.h"
#include "views/parts/tag.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using Kind = InlineMessage::Kind;
using registry::Store;
using registry::Verification;

namespace {

QString entriesText(qint64 entries)
{
    return entries == 1 ? VerifyBar::tr("1 entry") : VerifyBar::tr("%1 entries").arg(QLocale().toString(entries));
}

QString sentenceOf(const Verification &found)
{
    if (!found.ok)
        return found.problems.size() == 1
                   ? VerifyBar::tr("The record does not hold. Keep the file as it is, and look for a backup:")
                   : VerifyBar::tr("The record does not hold, for %1 reasons. Keep the file as it is, and look for a "
                                   "backup:")
                         .arg(found.problems.size());
    const QString holds =
        VerifyBar::tr("The record holds: %1, root %2; every line and every table is as it was written.")
            .arg(entriesText(found.entries), QString::fromStdString(ledger::toBase64(found.root)));
    return holds + u' '
           + (found.markSize
                  ? VerifyBar::tr("Nothing that was seen here before is missing.")
                  : VerifyBar::tr("It was not seen here before, so nothing tells whether its end is missing."));
}

}

VerifyBar::VerifyBar(const Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_progress(new ProgressStrip),
      m_answer(new InlineMessage),
      m_problems(new QPlainTextEdit)
{
    m_answer->setObjectName(u"verifyAnswer"_s);
    m_progress->setObjectName(u"verifyProgress"_s);
    m_problems->setObjectName(u"verifyProblems"_s);
    m_problems->setAccessibleName(tr("What does not hold"));
    m_problems->setReadOnly(true);
    m_problems->setTabChangesFocus(true);
    m_problems->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(m_progress);
    layout->addWidget(m_answer);
    layout->addWidget(m_problems);
}

void VerifyBar::verify()
{
    if (m_progress->isRunning())
        return;
    m_answer->clear();
    m_problems->hide();
    const auto work = m_session.reg->readLong(
        [](Store &store, const registry::Progress &progress) { return registry::verifyRegister(store, progress); });
    m_progress->follow(tr("Verifying the record"), work);
    Q_EMIT runningChanged(true);
    items::whenDone(this, work, [this](const Result<Verification> &found) {
        if (found)
            showAnswer(*found);
        else
            m_answer->showError(found.error());
    });
    connect(
        m_progress, &ProgressStrip::stopped, this,
        [this, work] {
            if (work.isCanceled())
                m_answer->show(Kind::Note,
                               tr("Verifying was stopped; start it again to know whether the record holds."));
            Q_EMIT runningChanged(false);
        },
        Qt::SingleShotConnection);
}

void VerifyBar::showAnswer(const Verification &found)
{
    const QString sentence = sentenceOf(found);
    say(found.ok, found.ok ? Kind::Done : Kind::Error, sentence);
    m_problems->setPlainText(found.problems.join(u'\n'));
    m_problems->setFixedHeight(scaled(20) * int(std::clamp<qsizetype>(found.problems.size(), 1, 5)) + scaled(24));
    m_problems->setVisible(!found.problems.isEmpty());
    remember(found.ok, sentence);
    Q_EMIT verified(found.ok);
}

/// The answer with a tag that says it in two words.
void VerifyBar::say(bool holds, Kind kind, const QString &sentence)
{
    m_answer->show(kind, sentence);
    auto *tag = m_answer->findChild<Tag *>();
    tag->setLook(holds ? TagLook{tr("holds"), Mark::Check, TagLook::Tone::Pass}
                       : TagLook{tr("does not hold"), Mark::Cross, TagLook::Tone::Fail});
}

void VerifyBar::remember(bool holds, const QString &sentence)
{
    const QString place = u"record/verified/"_s + m_session.reg->id();
    m_session.settings->setValue(place + "/at"_L1, m_session.clock->now());
    m_session.settings->setValue(place + "/holds"_L1, holds);
    m_session.settings->setValue(place + "/sentence"_L1, sentence);
}

void VerifyBar::recall()
{
    const QString place = u"record/verified/"_s + m_session.reg->id();
    const auto at = m_session.settings->value(place + "/at"_L1).toDateTime();
    if (!at.isValid() || m_progress->isRunning() || !m_answer->text().isEmpty())
        return;
    const bool holds = m_session.settings->value(place + "/holds"_L1).toBool();
    const auto local = at.toLocalTime();
    say(holds, holds ? Kind::Note : Kind::Warning,
        tr("Last verified on %1 at %2. %3")
            .arg(shown(local.date()), local.toString(u"HH:mm"_s),
                 m_session.settings->value(place + "/sentence"_L1).toString()));
    if (!holds)
        Q_EMIT verified(false);
}

}
