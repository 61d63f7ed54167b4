#include "views/parts/ask_for_file.h"

#include <QFileDialog>

namespace muster::views {

void askForFile(QWidget *parent, const QString &title, const QString &filter, bool saving, const QString &suggestion,
                std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title, suggestion, filter);
    dialog->setObjectName(QStringLiteral("file-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(saving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(saving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (saving)
        dialog->selectFile(suggestion);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

}
