#include "register/inventory_services.h"
#include "shooter.h"
#include "views/panel/delegation_editor.h"
#include "views/panel/delegation_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace muster::shots {

using namespace Qt::StringLiterals;
using namespace views;

namespace {

DelegationId idOf(test::SampleSession &sample, const QString &title)
{
    return sample.ask(
        [title](registry::Store &store) { return test::must(registry::DelegationService(store).find(title)); });
}

/// Panels side by side, each as wide as the wall gives it.
void panels(Shooter &shooter, const QStringList &titles, const QString &name)
{
    auto &sample = shooter.fresh();
    QWidget sheet;
    auto *row = new QHBoxLayout(&sheet);
    for (const auto &title : titles) {
        auto *panel = new DelegationPanel(sample.session());
        panel->setFixedWidth(316);
        row->addWidget(panel);
        if (!title.isEmpty())
            panel->show(idOf(sample, title));
    }
    row->addStretch();
    shooter.page(sheet, name);
}

void type(DelegationEditor &editor, const QString &field, const QString &text)
{
    auto *input = editor.findChild<QWidget *>(field + u"Input"_s);
    if (auto *line = qobject_cast<QLineEdit *>(input))
        line->setText(text);
    else if (auto *combo = qobject_cast<QComboBox *>(input); combo && combo->isEditable())
        combo->setEditText(text);
    else if (combo)
        combo->setCurrentIndex(combo->findData(text));
}

}

void panelShots(Shooter &shooter)
{
    panels(shooter, {u"Friday stakeholder update"_s, u"Nightly data checks"_s, u"Support reply drafts"_s}, u"panel"_s);
    panels(shooter, {u"Refusing a refund"_s, u"Dependency bumps"_s, {}}, u"panel-others"_s);
    {
        auto &sample = shooter.fresh();
        DelegationEditor editor(sample.session());
        editor.add();
        sample.settle();
        shooter.page(editor, u"editor-new"_s);
        type(editor, u"title"_s, u"Warranty letters"_s);
        type(editor, u"owner"_s, u"Dana Kovac"_s);
        type(editor, u"category"_s, u"automate"_s);
        type(editor, u"cadence"_s, u"every blue moon"_s);
        editor.save();
        shooter.page(editor, u"editor-error"_s);
    }
    auto &sample = shooter.fresh();
    DelegationEditor editor(sample.session());
    editor.edit(idOf(sample, u"Nightly data checks"_s));
    sample.settle();
    shooter.page(editor, u"editor"_s);
    editor.edit(idOf(sample, u"Nightly data checks"_s), u"records"_s);
    sample.settle();
    shooter.page(editor, u"editor-further"_s);
}

}
