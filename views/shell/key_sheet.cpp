#include "views/shell/key_sheet.h"

#include "views/parts/pieces.h"
#include "views/shell/action_text.h"

#include <QAction>
#include <QGridLayout>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

using Keys = QList<QPair<QString, QString>>;

QWidget *block(const QString &title, const Keys &keys)
{
    auto *widget = new QWidget;
    auto *grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::large);
    grid->setVerticalSpacing(space::tiny + 2);
    grid->addWidget(new PlainLabel(title, Type::Lead), 0, 0, 1, 2);
    int row = 1;
    for (const auto &[combination, what] : keys) {
        grid->addWidget(new KeyHint(combination), row, 0, Qt::AlignLeft | Qt::AlignTop);
        grid->addWidget(new PlainLabel(what), row, 1);
        ++row;
    }
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(row, 1);
    return widget;
}

}

KeySheet::KeySheet(const QList<QAction *> &commands, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    Keys window;
    for (const auto *one : commands) {
        if (!one->shortcut().isEmpty())
            window << qMakePair(one->shortcut().toString(QKeySequence::NativeText),
                                withoutMnemonic(one->text()).section(u':', 0, 0));
    }
    const Keys wall{
        {tr("/"), tr("Filter what is shown")},       {tr("Arrows"), tr("Move among cards or cells")},
        {tr("Space"), tr("Show in the side panel")}, {tr("F2"), tr("Edit the cell")},
        {tr("Ctrl+N"), tr("Add a delegation")},      {tr("Ctrl+V"), tr("Import what was copied from a spreadsheet")}};
    const Keys audit{{tr("P, D, F"), tr("Pass, drift, fail")},
                     {tr("Alt+P, D, F"), tr("The same while typing")},
                     {tr("Backspace"), tr("Take the verdict back")},
                     {tr("Ctrl+Enter"), tr("Next check")},
                     {tr("Alt+1 … 5"), tr("Go to a phase")},
                     {tr("Alt+K, Alt+O"), tr("Parking lot, notes")},
                     {tr("D, N, M, X"), tr("Last time’s decision: done, not done, move, drop")}};
    const Keys forms{{tr("Ctrl+Enter"), tr("Save")}, {tr("Escape"), tr("Close; what was typed is kept as a draft")}};

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    layout->setSpacing(space::large);
    auto *columns = rowOf(40);
    columns->addWidget(block(tr("Everywhere"), window));
    auto *right = columnOf(space::huge);
    right->addWidget(block(tr("Wall"), wall));
    right->addWidget(block(tr("Audit"), audit));
    right->addWidget(block(tr("Forms"), forms));
    right->addStretch();
    columns->addLayout(right);
    layout->addLayout(columns);
    auto *close = button(tr("Close"), Look::Ordinary, this, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
    close->setFocus();
}

}
