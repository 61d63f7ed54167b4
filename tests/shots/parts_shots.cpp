#include "shooter.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace muster::shots {

using namespace Qt::StringLiterals;
using namespace views;

namespace {

/// Every part beside each other, for judging them together.
class Sheet final : public QWidget
{
public:
    Sheet()
    {
        auto *layout = new QVBoxLayout(this);
        auto *heading = new PageHeading(u"Parts"_s);
        heading->setCount(u"every small thing pages are made of"_s);
        heading->add(button(u"Ordinary"_s));
        heading->add(button(u"Primary"_s, Look::Primary));
        heading->add(button(u"Quiet"_s, Look::Quiet));
        heading->add(button(u"Link"_s, Look::Link));
        layout->addWidget(heading);
        layout->addLayout(tags());
        layout->addWidget(card());
        auto *message = new InlineMessage;
        message->show(InlineMessage::Kind::Error, u"The date is not on the calendar. Write it as 2026-06-30."_s);
        layout->addWidget(message);
        auto *empty =
            new EmptyState(u"No delegations yet"_s,
                           u"Add the first one, or bring the spreadsheet you have. Nothing leaves this machine."_s);
        empty->add(button(u"Import a spreadsheet"_s, Look::Primary));
        empty->add(button(u"Add delegation"_s));
        layout->addWidget(empty, 1);
    }

private:
    static QLayout *tags()
    {
        auto *row = rowOf();
        for (const auto category : {Category::Unclassified, Category::Assist, Category::Automate, Category::Avoid})
            row->addWidget(new Tag(tagOf(category)));
        for (const auto verdict : {Verdict::Pass, Verdict::Drift, Verdict::Fail, Verdict::NotChecked})
            row->addWidget(new Tag(tagOf(verdict)));
        for (size_t i = 0; i < Words<Flag>::all.size(); ++i)
            row->addWidget(new Tag(tagOf(Flag(i))));
        row->addStretch();
        return row;
    }

    static QWidget *card()
    {
        auto *card = new Card;
        card->setChosen(true);
        card->column()->addWidget(new PlainLabel(u"Friday stakeholder update"_s, Type::Lead));
        card->column()->addWidget(new PlainLabel(u"Dana K. · mid"_s, Type::Body, Ink::Muted));
        auto *row = rowOf();
        auto *edit = new QLineEdit;
        edit->setPlaceholderText(u"Find a delegation, person, decision or command"_s);
        row->addWidget(edit);
        auto *combo = new QComboBox;
        combo->addItems({u"light"_s, u"mid"_s, u"frontier"_s});
        row->addWidget(combo);
        row->addWidget(new KeyHint(u"Ctrl K"_s));
        card->column()->addLayout(row);
        auto *note = new QPlainTextEdit(u"Approved in seconds since May; nobody remembers the last edit."_s);
        note->setMaximumHeight(80);
        card->column()->addWidget(note);
        return card;
    }
};

}

void partsShots(Shooter &shooter)
{
    Sheet sheet;
    shooter.page(sheet, u"parts"_s);
}

}
