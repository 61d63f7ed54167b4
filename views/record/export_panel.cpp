#include "views/record/export_panel.h"

#include "items/when_done.h"
#include "reports/save_file.h"
#include "views/parts/flow_layout.h"

#include <QBuffer>
#include <QButtonGroup>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::whenDone;
using registry::Store;
using reports::RecordFormat;

namespace {

constexpr auto folderKey = "record/exportFolder"_L1, formatKey = "record/exportFormat"_L1;
constexpr int previewLines = 60;

struct FormatText
{
    QString name, hint;
};

FormatText textOf(RecordFormat format)
{
    switch (format) {
    case RecordFormat::Csv:
        return {ExportPanel::tr("&CSV"), ExportPanel::tr("One table with every column, for a spreadsheet.")};
    case RecordFormat::Markdown:
        return {ExportPanel::tr("Mar&kdown"), ExportPanel::tr("A section for each audit, for a wiki or a ticket.")};
    case RecordFormat::Html:
        return {ExportPanel::tr("&HTML"), ExportPanel::tr("One file that opens in any browser and prints.")};
    case RecordFormat::JsonLines:
        return {ExportPanel::tr("&JSON Lines"),
                ExportPanel::tr("The public lines of the entries, from which anyone can "
                                "work out the root. What the filter leaves out is "
                                "withheld by its leaf.")};
    }
    return {};
}

/// The register's name as part of a file's name.
QString fileStem(const QString &name)
{
    QString stem;
    for (const QChar c : name.toLower())
        stem += c.isLetterOrNumber() ? c : u'-';
    return stem.simplified().left(60);
}

/// What was written, in a sentence.
Result<QString> writtenText(Store &store, const QString &path)
{
    const auto head = store.head();
    if (!head)
        return tl::unexpected(head.error());
    return ExportPanel::tr("Wrote %1; the record has %2 entries, root %3.")
        .arg(QDir::toNativeSeparators(path), QString::number(head->size()),
             QString::fromStdString(ledger::toBase64(head->root())));
}

}

ExportPanel::ExportPanel(const Session &session, QWidget *parent)
    : Card(parent),
      m_session(session),
      m_what(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_hint(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_formats(new QButtonGroup(this)),
      m_preview(new QPlainTextEdit),
      m_path(new QLineEdit),
      m_message(new InlineMessage),
      m_progress(new ProgressStrip),
      m_save(button(tr("&Save"), Look::Primary, this, &ExportPanel::save))
{
    m_preview->setObjectName(u"preview"_s);
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(fixedFontOf(Type::Small));
    m_preview->setAccessibleName(tr("How the file begins"));
    m_path->setObjectName(u"path"_s);
    m_path->setAccessibleName(tr("File to write"));
    m_save->setObjectName(u"save"_s);
    m_message->setObjectName(u"exportMessage"_s);
    auto *title = rowOf();
    title->addWidget(new PlainLabel(tr("Export"), Type::Title), 1);
    title->addWidget(button(tr("Close"), Look::Quiet, this, &ExportPanel::closed));
    column()->addLayout(title);
    column()->addWidget(m_what);
    column()->addLayout(formats());
    column()->addWidget(m_hint);
    column()->addWidget(m_preview, 1);
    column()->addLayout(target());
    column()->addWidget(m_message);
    column()->addWidget(m_progress);
    auto *actions = rowOf();
    actions->addWidget(m_save);
    auto *copying = button(tr("Copy as Mark&down"), Look::Ordinary, this, &ExportPanel::copyMarkdown);
    copying->setObjectName(u"copyMarkdown"_s);
    actions->addWidget(copying);
    actions->addStretch();
    column()->addLayout(actions);
}

QLayout *ExportPanel::formats()
{
    auto *row = new FlowLayout(space::medium);
    const auto chosen = fromWord<RecordFormat>(m_session.settings->value(formatKey).toString());
    for (const auto one : {RecordFormat::Csv, RecordFormat::Markdown, RecordFormat::Html, RecordFormat::JsonLines}) {
        auto *choice = new QRadioButton(textOf(one).name);
        choice->setObjectName(u"format-"_s + word(one));
        choice->setChecked(one == chosen.value_or(RecordFormat::Csv));
        m_formats->addButton(choice, int(one));
        row->addWidget(choice);
    }
    connect(m_formats, &QButtonGroup::idToggled, this, [this](int, bool checked) {
        if (!checked)
            return;
        changeSuffix();
        preview();
    });
    return row;
}

QLayout *ExportPanel::target()
{
    auto *row = rowOf();
    row->addWidget(m_path, 1);
    row->addWidget(button(tr("&Browse…"), Look::Ordinary, this, &ExportPanel::browse));
    connect(m_path, &QLineEdit::textChanged, m_message, &InlineMessage::clear);
    connect(m_path, &QLineEdit::returnPressed, this, &ExportPanel::save);
    return row;
}

RecordFormat ExportPanel::format() const
{
    return RecordFormat(m_formats->checkedId());
}

void ExportPanel::prepare(const registry::LogFilter &filter, const QString &what)
{
    m_what->setText(what);
    if (m_previews > 0 && filter == m_filter)
        return;
    m_filter = filter;
    if (m_path->text().isEmpty())
        suggestPath();
    preview();
}

void ExportPanel::suggestPath()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDir folder(m_session.settings->value(folderKey, documents).toString());
    const QString day = m_session.clock->now().toLocalTime().date().toString(Qt::ISODate);
    m_path->setText(QDir::toNativeSeparators(
        folder.filePath(u"%1-log-%2.%3"_s.arg(fileStem(m_session.registerName), day, word(format())))));
}

void ExportPanel::changeSuffix()
{
    const QString path = m_path->text();
    const auto known = fromWord<RecordFormat>(QFileInfo(path).suffix());
    if (known)
        m_path->setText(path.chopped(word(*known).size()) + word(format()));
}

void ExportPanel::preview()
{
    const auto wanted = format();
    m_hint->setText(textOf(wanted).hint);
    const auto refused = reports::formatRefusal(wanted, m_filter);
    m_save->setEnabled(!refused);
    m_message->clear();
    m_preview->clear();
    if (refused) {
        m_message->showError(*refused);
        return;
    }
    const auto begin = m_session.reg->run([filter = m_filter, wanted](Store &store) {
        return reports::previewRecord(store, filter, wanted, previewLines);
    });
    whenDone(this, begin, [this, turn = ++m_previews](const Result<QString> &text) {
        if (turn != m_previews)
            return;
        if (text)
            m_preview->setPlainText(*text);
        else
            m_message->showError(text.error());
    });
}

void ExportPanel::browse()
{
    auto *dialog = new QFileDialog(this, tr("Export the record"), m_path->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(word(format()));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_path->setText(QDir::toNativeSeparators(path));
        m_replacing = path; // the dialog has asked
    });
    dialog->open();
}

void ExportPanel::save()
{
    const QString path = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (isWriting() || !m_save->isEnabled())
        return;
    if (QFileInfo(path).isFile() && m_replacing != path) {
        m_replacing = path;
        m_message->show(InlineMessage::Kind::Warning,
                        tr("“%1” is there already. Save once more to replace it, or name another.").arg(path));
        return;
    }
    m_message->clear();
    const auto writing = m_session.reg->readLong(
        [filter = m_filter, path, wanted = format()](Store &store, const registry::Progress &progress) {
            return reports::saveFile(
                       path,
                       [&](QIODevice &device) { return reports::writeRecord(store, filter, wanted, device, progress); })
                .and_then([&] { return writtenText(store, path); });
        });
    m_progress->follow(tr("Writing"), writing);
    m_save->setEnabled(false);
    whenDone(this, writing, [this](const Result<QString> &written) { saved(written); });
    connect(
        m_progress, &ProgressStrip::stopped, this,
        [this, writing] {
            m_save->setEnabled(true);
            if (writing.isCanceled())
                m_message->show(InlineMessage::Kind::Note, tr("Stopped; nothing was saved."));
        },
        Qt::SingleShotConnection);
}

void ExportPanel::saved(const Result<QString> &written)
{
    m_save->setEnabled(true);
    if (!written) {
        m_message->showError(written.error());
        m_path->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_replacing.clear();
    m_session.settings->setValue(folderKey, QFileInfo(m_path->text()).absolutePath());
    m_session.settings->setValue(formatKey, word(format()));
    m_message->show(InlineMessage::Kind::Done, *written);
}

void ExportPanel::copyMarkdown()
{
    const auto writing = m_session.reg->readLong(
        [filter = m_filter](Store &store, const registry::Progress &progress) -> Result<QString> {
            QBuffer buffer;
            buffer.open(QIODevice::WriteOnly);
            const auto done = reports::writeRecord(store, filter, RecordFormat::Markdown, buffer, progress);
            return done ? Result<QString>(QString::fromUtf8(buffer.data())) : tl::unexpected(done.error());
        });
    m_progress->follow(tr("Copying"), writing);
    whenDone(this, writing, [this](const Result<QString> &text) {
        if (!text) {
            m_message->showError(text.error());
            return;
        }
        QGuiApplication::clipboard()->setText(*text);
        m_message->show(InlineMessage::Kind::Done, tr("Copied as Markdown."));
        Q_EMIT m_session.navigator->said(tr("The log was copied as Markdown."));
    });
}

}
