#include "views/intake/file_step.h"

#include "views/parts/flow_layout.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QStackedWidget>

namespace muster::views {

using namespace Qt::StringLiterals;
using exchange::Encoding;

namespace {

constexpr Encoding encodings[] = {Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be,
                                  Encoding::Windows1252};

QComboBox *listNamed(const QString &objectName, const QString &name)
{
    auto *list = new QComboBox;
    list->setObjectName(objectName);
    list->setAccessibleName(name);
    return list;
}

/// A label and what it is about, kept together where a row is wrapped.
QWidget *labelled(const QString &text, QWidget *field)
{
    auto *both = new QWidget;
    auto *row = rowOf();
    both->setLayout(row);
    auto *label = new PlainLabel(text, Type::Body, Ink::Muted);
    label->setWordWrap(false);
    label->setBuddy(field);
    row->addWidget(label);
    row->addWidget(field);
    return both;
}

}

FileStep::FileStep(ImportFlow &flow)
    : StepPage(flow, tr("File")),
      m_stack(new QStackedWidget),
      m_encoding(listNamed(u"encoding"_s, tr("Encoding"))),
      m_delimiter(listNamed(u"delimiter"_s, tr("Cells separated by"))),
      m_header(new QCheckBox(tr("First &row names the columns"))),
      m_message(new InlineMessage),
      m_shown(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_model(flow.draft())
{
    m_message->setObjectName(u"file-message"_s);
    m_header->setObjectName(u"has-header"_s);
    for (const auto encoding : encodings)
        m_encoding->addItem(exchange::encodingName(encoding), int(encoding));
    for (const auto &[name, sign] : std::initializer_list<std::pair<QString, QChar>>{
             {tr("comma  ,"), u','}, {tr("semicolon  ;"), u';'}, {tr("tab"), u'\t'}, {tr("bar  |"), u'|'}})
        m_delimiter->addItem(name, sign);
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(buildTable());
    column()->addWidget(m_message);
    column()->addWidget(m_stack, 1);
    connect(m_encoding, &QComboBox::activated, this, &FileStep::reread);
    connect(m_delimiter, &QComboBox::activated, this, &FileStep::reread);
    connect(m_header, &QCheckBox::toggled, this, &FileStep::reread);
    connect(&flow, &ImportFlow::phaseChanged, this, &FileStep::follow);
    connect(&flow, &ImportFlow::readFailed, this, &FileStep::showFailure);
    connect(&flow, &ImportFlow::pasteFailed, m_message, &InlineMessage::showError);
    auto *choose = button(tr("&Open another file…"), Look::Ordinary, this, &FileStep::chooseFile);
    choose->setObjectName(u"choose-another"_s);
    heading()->add(choose);
    follow();
}

QWidget *FileStep::buildEmpty()
{
    auto *empty =
        new EmptyState(tr("Bring the spreadsheet you have"),
                       tr("Drop a CSV file anywhere on this page, choose one, or paste a block copied from a "
                          "spreadsheet. Nothing is changed before you have seen what would happen to each row."));
    auto *choose = button(tr("&Choose a file…"), Look::Primary, this, &FileStep::chooseFile);
    choose->setObjectName(u"choose-file"_s);
    auto *paste = button(
        tr("&Paste a block"), Look::Ordinary, this,
        [](FileStep *step) { step->flow().openText(QGuiApplication::clipboard()->text()); }, QKeySequence::Paste);
    paste->setObjectName(u"paste-block"_s);
    empty->add(choose);
    empty->add(paste);
    return empty;
}

QWidget *FileStep::buildTable()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::medium);
    auto *row = new FlowLayout(space::medium);
    row->addWidget(labelled(tr("Encoding"), m_encoding));
    row->addWidget(labelled(tr("Cells separated by"), m_delimiter));
    row->addWidget(m_header);
    layout->addLayout(row);
    m_table = new RowTable(&m_model, u"preview"_s, tr("First rows of the file"));
    m_table->horizontalHeader()->setMaximumSectionSize(scaled(320));
    m_table->horizontalHeader()->setDefaultSectionSize(scaled(160));
    layout->addWidget(m_table, 1);
    layout->addWidget(m_shown);
    return page;
}

void FileStep::enter()
{
    if (m_stack->currentIndex() == 1)
        m_table->setFocus();
    else
        findChild<QPushButton *>(u"choose-file"_s)->setFocus();
}

void FileStep::chooseFile()
{
    askForFile(this, tr("Choose a spreadsheet saved as CSV"), tr("Tables (*.csv *.tsv *.txt);;All files (*)"), false,
               {}, [this](const QString &path) { flow().openFile(path); });
}

void FileStep::follow()
{
    const bool hasFile = !flow().path().isEmpty();
    m_stack->setCurrentIndex(hasFile ? 1 : 0);
    heading()->setCount(hasFile ? flow().name() : QString());
    findChild<QPushButton *>(u"choose-another"_s)->setVisible(hasFile);
    if (flow().phase() == ImportFlow::Phase::Reading) {
        m_message->clear();
        m_shown->setText(tr("Reading…"));
    }
    const bool decided =
        flow().phase() == ImportFlow::Phase::Imported || flow().phase() == ImportFlow::Phase::Importing;
    for (QWidget *way : std::initializer_list<QWidget *>{m_encoding, m_delimiter, m_header})
        way->setEnabled(!decided);
    showReading();
}

void FileStep::showReading()
{
    m_showing = true;
    const auto &table = draft().table();
    const auto &wanted = flow().readAs();
    m_header->setChecked(wanted.hasHeader);
    if (draft().hasTable() || wanted.encoding)
        m_encoding->setCurrentIndex(m_encoding->findData(int(draft().hasTable() ? table.encoding : *wanted.encoding)));
    if (draft().hasTable() || wanted.delimiter)
        m_delimiter->setCurrentIndex(m_delimiter->findData(draft().hasTable() ? table.delimiter : *wanted.delimiter));
    m_showing = false;
    if (!draft().hasTable())
        return;
    const QLocale locale;
    m_shown->setText(table.rows > table.firstRows.size()
                         ? tr("The first %1 of %2 rows.").arg(table.firstRows.size()).arg(locale.toString(table.rows))
                         : tr("All %1.").arg(counted(table.rows, tr("row"), tr("rows"))));
    if (table.rows == 0)
        m_message->show(InlineMessage::Kind::Warning, tr("There are no rows below the header."));
    if (m_table->currentIndex().row() < 0 && m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(0, 0));
}

void FileStep::showFailure(const Error &error)
{
    m_shown->setText(draft().hasTable()
                         ? tr("Read until then: %1.").arg(counted(draft().table().rows, tr("row"), tr("rows")))
                         : QString());
    m_message->showError(error);
    offerWayOut(error);
}

void FileStep::offerWayOut(const Error &error)
{
    const bool header = flow().readAs().hasHeader && error.message.contains(u"header"_s);
    if (header)
        m_message->offer(tr("Read it without a header"), [this] { m_header->setChecked(false); });
    else
        m_message->offer(tr("Choose another file…"), [this] { chooseFile(); });
}

void FileStep::reread()
{
    if (m_showing)
        return;
    ReadAs readAs = flow().readAs();
    if (sender() == m_encoding)
        readAs.encoding = Encoding(m_encoding->currentData().toInt());
    if (sender() == m_delimiter)
        readAs.delimiter = m_delimiter->currentData().toChar();
    readAs.hasHeader = m_header->isChecked();
    flow().reread(readAs);
}

}
