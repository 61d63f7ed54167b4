#include "contrast.h"
#include "support/test_program.h"
#include "views/parts/chip.h"
#include "views/parts/flow_layout.h"
#include "views/parts/pieces.h"
#include "views/parts/style.h"

#include <QApplication>
#include <QCheckBox>
#include <QRadioButton>
#include <QStyleOptionButton>
#include <QTest>

namespace tst_style {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

namespace {

const Colours &coloursIn(Scheme scheme)
{
    return scheme == Scheme::Dark ? darkColours() : lightColours();
}

}

/// Light and dark, and type of every size: what is written is read.
class TestStyle final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { applyStyle(*qApp, Scheme::Light, {}); }

    void aChosenLineIsLegible();
    void whatTheSystemsWidgetsWriteIsLegible();
    void theFocusStandsOut();
    void anEmptyBoxIsSeen();
    void theStyleSheetKnowsEveryColour();
    void theSchemeFollowsTheSystemUntilOneIsChosen();
    void labelsKeepTheirInk();
    void everythingGrowsWithTheType();
    void aChipSaysHowManyItLeaves();
    void linesBreakWhereThereIsNoRoom();
    void linesBeginWhereReadingBegins();
};

/// Lists write in muted, pass, drift and fail ink, also on the ground of the line that is chosen.
void TestStyle::aChosenLineIsLegible()
{
    for (const auto scheme : {Scheme::Light, Scheme::Dark}) {
        const Colours &c = coloursIn(scheme);
        for (const auto &ink : {c.ink, c.muted, c.accent, c.pass, c.drift, c.fail}) {
            for (const auto &ground : {c.accentSoft, c.surface, c.background})
                QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(told(ink, ground)));
        }
        QVERIFY2(contrast(c.muted, c.line) >= 4.5,
                 qPrintable(told(c.muted, c.line))); // a button that can't be pressed yet
    }
}

void TestStyle::whatTheSystemsWidgetsWriteIsLegible()
{
    using Role = QPalette::ColorRole;
    const std::pair<Role, Role> pairs[] = {
        {QPalette::WindowText, QPalette::Window},         {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase},        {QPalette::ButtonText, QPalette::Button},
        {QPalette::HighlightedText, QPalette::Highlight}, {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::ToolTipText, QPalette::ToolTipBase},   {QPalette::Link, QPalette::Base}};
    for (const auto scheme : {Scheme::Light, Scheme::Dark}) {
        applyStyle(*qApp, scheme, {});
        const QPalette palette = QApplication::palette();
        for (const auto &[ink, ground] : pairs)
            QVERIFY2(contrast(palette.color(ink), palette.color(ground)) >= 4.5,
                     qPrintable(told(palette.color(ink), palette.color(ground))));
    }
}

/// A ring needs three to one against what it lies on (WCAG 2.2, non-text contrast).
void TestStyle::theFocusStandsOut()
{
    for (const auto scheme : {Scheme::Light, Scheme::Dark}) {
        const Colours &c = coloursIn(scheme);
        for (const auto &ground : {c.surface, c.background, c.accentSoft})
            QVERIFY2(contrast(c.accent, ground) >= 3, qPrintable(told(c.accent, ground)));
        QVERIFY2(contrast(c.fail, c.surface) >= 3, qPrintable(told(c.fail, c.surface)));
    }
}

/// What can be ticked shows its box before it is (WCAG 2.2, non-text contrast).
void TestStyle::anEmptyBoxIsSeen()
{
    for (const auto scheme : {Scheme::Light, Scheme::Dark}) {
        applyStyle(*qApp, scheme, {});
        QCheckBox box;
        QRadioButton circle;
        for (const auto &[button, part] :
             {std::pair<QAbstractButton *, QStyle::SubElement>(&box, QStyle::SE_CheckBoxIndicator),
              {&circle, QStyle::SE_RadioButtonIndicator}}) {
            button->resize(30, 24);
            QStyleOptionButton option;
            option.initFrom(button);
            const QRect place = button->style()->subElementRect(part, &option, button);
            const QImage drawn = button->grab().toImage();
            double most = 1;
            for (int x = place.left(); x <= place.right(); ++x)
                most = std::max(most, contrast(drawn.pixelColor(x, place.center().y()), coloursIn(scheme).background));
            QVERIFY2(most >= 3, qPrintable(QString::number(most)));
        }
    }
}

void TestStyle::theStyleSheetKnowsEveryColour()
{
    const QString light = styleSheetOf(lightColours()), dark = styleSheetOf(darkColours());
    QVERIFY2(!light.contains(u'@'), qPrintable(light.mid(light.indexOf(u'@'), 40)));
    QVERIFY(!dark.contains(u'@'));
    QVERIFY(light.contains(u"chevron-light"_s) && dark.contains(u"chevron-dark"_s));
    QCOMPARE(light.count(u'{'), light.count(u'}'));
}

void TestStyle::theSchemeFollowsTheSystemUntilOneIsChosen()
{
    const QPalette light(Qt::white), dark(QColor(0x202020));
    const auto ground = [] { return QApplication::palette().color(QPalette::Window); };
    applyStyle(*qApp, Scheme::System, dark);
    QCOMPARE(ground(), darkColours().background);
    applyStyle(*qApp, Scheme::System, light);
    QCOMPARE(ground(), lightColours().background);
    applyStyle(*qApp, Scheme::Dark, light);
    QCOMPARE(ground(), darkColours().background);
    applyStyle(*qApp, Scheme::Light, dark);
    QCOMPARE(ground(), lightColours().background);
}

void TestStyle::labelsKeepTheirInk()
{
    QWidget window;
    const std::pair<Ink, QColor Colours::*> inks[] = {{Ink::Normal, &Colours::ink},
                                                      {Ink::Muted, &Colours::muted},
                                                      {Ink::Accent, &Colours::accent},
                                                      {Ink::Fail, &Colours::fail}};
    QList<PlainLabel *> labels;
    for (const auto &[ink, colour] : inks)
        labels << new PlainLabel(u"words"_s, Type::Body, ink, &window);
    window.show();
    for (const auto scheme : {Scheme::Light, Scheme::Dark, Scheme::Light}) {
        applyStyle(*qApp, scheme, {});
        QCoreApplication::processEvents();
        for (qsizetype i = 0; i < labels.size(); ++i)
            QCOMPARE(labels[i]->palette().color(QPalette::WindowText), coloursIn(scheme).*inks[i].second);
    }
    labels.first()->setInk(Ink::Fail);
    QCOMPARE(labels.first()->palette().color(QPalette::WindowText), lightColours().fail);
}

void TestStyle::everythingGrowsWithTheType()
{
    const auto width = scaled(100);
    const PlainLabel label(u"words"_s, Type::Heading);
    const int high = label.sizeHint().height();
    const auto tag = tagSize({u"overdue"_s, Mark::Cross, TagLook::Tone::Fail});
    QFont large = QApplication::font();
    large.pixelSize() > 0 ? large.setPixelSize(large.pixelSize() * 2) : large.setPointSizeF(large.pointSizeF() * 2);
    QApplication::setFont(large);
    qApp->setStyleSheet(qApp->styleSheet()); // a style sheet keeps the type it found
    QVERIFY(scaled(100) > width * 1.6);
    QVERIFY(tagSize({u"overdue"_s, Mark::Cross, TagLook::Tone::Fail}).width() > tag.width() * 1.4);
    const PlainLabel later(u"words"_s, Type::Heading);
    QVERIFY(later.sizeHint().height() > high * 1.5);
    const auto sizeOf = [](const QFont &font) { return font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF(); };
    double before = 0;
    for (const auto type :
         {Type::Tag, Type::Small, Type::Body, Type::Lead, Type::Title, Type::Heading, Type::Timer, Type::Room}) {
        QVERIFY(sizeOf(fontOf(type)) > before);
        before = sizeOf(fontOf(type));
    }
}

void TestStyle::aChipSaysHowManyItLeaves()
{
    Chip chip({u"overdue"_s, Mark::Cross, TagLook::Tone::Fail});
    QCOMPARE(chip.accessibleName(), u"overdue"_s);
    const int bare = chip.sizeHint().width();
    chip.setCount(1200);
    QCOMPARE(chip.accessibleName(), u"overdue "_s + QLocale().toString(1200));
    QVERIFY(chip.sizeHint().width() > bare);
    chip.setLook({QString(300, u'W')});
    QVERIFY(chip.sizeHint().width() < scaled(260));
    chip.show();
    QTest::keyClick(&chip, Qt::Key_Space);
    QVERIFY(chip.isChecked());
}

void TestStyle::linesBreakWhereThereIsNoRoom()
{
    QWidget place;
    auto *flow = new FlowLayout(10, &place);
    QList<QWidget *> things;
    for (int i = 0; i < 5; ++i) {
        things << new QWidget;
        things.last()->setFixedSize(100, 20);
        flow->addWidget(things.last());
    }
    QCOMPARE(flow->sizeHint(), QSize(540, 20));
    QCOMPARE(flow->heightForWidth(540), 20);
    QCOMPARE(flow->heightForWidth(250), 3 * 20 + 2 * 10);
    place.resize(250, 80);
    place.show();
    QCOMPARE(things[1]->pos(), QPoint(110, 0));
    QCOMPARE(things[2]->pos(), QPoint(0, 30));
    QCOMPARE(things[4]->pos(), QPoint(0, 60));
    things[0]->hide();
    QTRY_COMPARE(things[1]->x(), 0); // what is hidden takes no room
    QCOMPARE(flow->heightForWidth(250), 2 * 20 + 10);
}

void TestStyle::linesBeginWhereReadingBegins()
{
    QWidget place;
    place.setLayoutDirection(Qt::RightToLeft);
    auto *flow = new FlowLayout(10, &place);
    auto *first = new QWidget, *second = new QWidget;
    for (auto *one : {first, second}) {
        one->setFixedSize(100, 20);
        flow->addWidget(one);
    }
    place.resize(300, 20);
    place.show();
    QCOMPARE(first->geometry().right(), 299);
    QVERIFY(second->geometry().right() < first->geometry().left());
}

MUSTER_TEST(TestStyle)

}

#include "tst_style.moc"
