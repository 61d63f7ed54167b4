#include "views/evidence/files_view.h"

#include "items/when_done.h"
#include "views/evidence/unknown_names.h"
#include "views/parts/counted.h"
#include "views/parts/pieces.h"
#include "views/parts/row_table.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::EvidenceFilesModel;

namespace {

/// Files that were undone are told in muted letters.
class FilesDelegate final : public TaggedDelegate
{
public:
    using TaggedDelegate::TaggedDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        TaggedDelegate::initStyleOption(option, index);
        if (index.data(EvidenceFilesModel::UndoneRole).toBool())
            option->state.setFlag(QStyle::State_Enabled, false);
        else if (index.column() == EvidenceFilesModel::File)
            option->font.setWeight(QFont::DemiBold);
    }
};

}

FilesView::FilesView(const Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_model(new EvidenceFilesModel(this)),
      m_message(new InlineMessage),
      m_names(new UnknownNames(session)),
      m_stack(new QStackedWidget)
{
    m_message->setObjectName(u"files-message"_s);
    auto *empty =
        new EmptyState(tr("No file was read in yet"),
                       tr("Drop a file of reviews, usage, prices or outputs anywhere on this page. You see what "
                          "it would come to before anything is kept."));
    auto *import =
        button(tr("Import evidence…"), Look::Primary, this, [](FilesView *view) { Q_EMIT view->importWanted(); });
    import->setObjectName(u"import-file"_s);
    empty->add(import);
    m_stack->addWidget(buildFiles());
    m_stack->addWidget(empty);
    auto *column = columnOf(space::medium);
    setLayout(column);
    column->addWidget(m_message);
    column->addWidget(m_stack, 3);
    column->addWidget(m_names, 2);
    connect(m_names, &UnknownNames::assigned, this, &FilesView::refresh);
}

QWidget *FilesView::buildFiles()
{
    auto *files = new QWidget;
    auto *column = columnOf();
    files->setLayout(column);
    m_table = new RowTable(m_model, u"files"_s, tr("Files of evidence"));
    m_table->setItemDelegate(new FilesDelegate([](const QModelIndex &) { return std::nullopt; }, m_table));
    m_table->setWidths({0, 84, 170, 88, 72, 196, 176});
    m_undo = button(tr("&Undo this import"), Look::Danger, this, &FilesView::undo);
    m_undo->setObjectName(u"undo-import"_s);
    auto *row = rowOf();
    row->addWidget(m_undo);
    row->addStretch();
    column->addWidget(m_table, 1);
    column->addLayout(row);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FilesView::follow);
    return files;
}

void FilesView::setFocusInside()
{
    if (m_stack->currentIndex() == 0)
        m_table->setFocus();
    else
        findChild<QPushButton *>(u"import-file"_s)->setFocus();
}

void FilesView::refresh()
{
    const auto reading = m_session.reg->run([](registry::Store &store) { return items::readEvidenceFiles(store); });
    items::whenDone(this, reading, [this](const Result<items::EvidenceFiles> &files) {
        if (files)
            take(*files);
        else
            m_message->showError(files.error());
    });
}

void FilesView::take(const items::EvidenceFiles &files)
{
    const int row = m_table->currentIndex().row();
    m_model->setFiles(files.files);
    m_names->setNames(files.unknown);
    m_stack->setCurrentIndex(files.files.isEmpty());
    if (!files.files.isEmpty())
        m_table->setCurrentIndex(m_model->index(std::clamp(row, 0, m_model->rowCount() - 1), 0));
    follow();
    const QString text = views::counted(files.files.size(), tr("file"), tr("files"));
    Q_EMIT counted(
        files.unknown.isEmpty()
            ? text
            : tr("%1 · %2 to be assigned").arg(text, views::counted(files.unknown.size(), tr("name"), tr("names"))));
}

void FilesView::follow()
{
    const auto current = m_table->currentIndex();
    m_undo->setEnabled(current.isValid() && !current.data(EvidenceFilesModel::UndoneRole).toBool());
}

void FilesView::undo()
{
    const auto current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const auto &import = m_model->import(current.row());
    m_undo->setEnabled(false);
    const auto undoing =
        m_session.reg->run([id = import.id](registry::Store &store) { return evidence::undoEvidence(store, id); });
    items::whenDone(this, undoing, [this, file = QString(import.file)](const Result<void> &undone) {
        follow();
        if (!undone) {
            m_message->showError(undone.error());
            return;
        }
        m_message->show(InlineMessage::Kind::Done,
                        tr("The rows of %1 are gone again; the record tells of both.").arg(file));
    });
}

}
