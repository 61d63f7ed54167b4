#pragma once

#include "reports/document.h"

#include <QString>
#include <QStringList>

/// Documents the tests of the renderers share.
namespace muster::reports::samples {

using namespace Qt::StringLiterals;

/// One of everything: an excerpt of an audit's log and a worksheet, with verdicts, categories and empty cells.
inline Document richDocument()
{
    Document document;
    document.title = u"Delegation Audit 7"_s;
    document.subtitle = u"Checkout team · full audit, 60 minutes"_s;
    document.facts = {
        {u"Register"_s, u"Checkout"_s},
        {u"Held on"_s, u"2026-06-02"_s, Kind::Date},
        {u"Entries"_s, u"1,204"_s, Kind::Number},
        {u"Facilitator"_s, u"Mei L."_s},
        {u"Outcome"_s, u"drift"_s, Kind::Verdict},
        {u"Root"_s, u"Zk3q6N4nVd0oP1yIhO0bX2m8Yw7aQeRtUuLsJcKfGhE="_s, Kind::Code},
    };

    Table findings;
    findings.caption = u"Findings"_s;
    findings.columns = {
        {u"delegation"_s, u"Delegation"_s, Kind::Text, 24},
        {u"category"_s, u"Category"_s, Kind::Category, 12},
        {u"check"_s, u"Check"_s, Kind::Text, 12},
        {u"verdict"_s, u"Verdict"_s, Kind::Verdict, 12},
        {u"lastOutput"_s, u"Last output"_s, Kind::Date, 10},
        {u"seconds"_s, u"Review, s"_s, Kind::Number, 8},
        {u"note"_s, u"Note"_s, Kind::Text, 28},
    };
    findings.rows = {
        {u"Friday stakeholder update"_s, u"automate"_s, u"output and source"_s, u"drift"_s, u"2026-05-29"_s, u"4"_s,
         u"The board was 41 days old.\nNobody had looked since April."_s},
        {u"Release notes"_s, u"assist"_s, u"model fit"_s, u"pass"_s, u"2026-06-01"_s, u"180"_s, {}},
        {u"Dependency bumps"_s,
         u"automate"_s,
         u"reversibility"_s,
         u"fail"_s,
         u"2026-05-30"_s,
         {},
         u"The stop rule's owner has left; the job could not be stopped in the room."_s},
        {u"Refusing a refund"_s, u"avoid"_s, u"category creep"_s, u"not-checked"_s},
    };

    Table none;
    none.columns = {{u"id"_s, u"Decision"_s}};
    none.emptyText = u"No decision is open."_s;

    document.sections = {
        {u"What was found"_s,
         2,
         {Paragraph{u"Three of four workflows were checked. Two need a decision before the next Sprint."_s}, findings,
          Note{u"Signals are hints; people gave the verdicts."_s}}},
        {u"Decisions"_s,
         2,
         {none,
          KeyValues{{{u"Stop rule"_s, u"Any wrong feature claim: pause the job. Dana K., 15 minutes."_s},
                     {u"Category"_s, u"assist"_s, Kind::Category},
                     {u"Deputy"_s, {}}}},
          Bullets{{u"Dana K. restores the review by 2026-06-09"_s, u"Tom R. hands over to Priya N."_s}}}},
        {u"Worksheet: Mei L. + Sam O."_s, 2, {Paragraph{u"Look at one recent output. Tick what holds."_s}}, true},
        {u"Friday stakeholder update"_s,
         3,
         {Checklist{{{u"Every claim has a source"_s, u"Failed last time: two claims came from an archived page."_s},
                     {u"Figures are those of the board today"_s, {}},
                     {u"The tone is ours"_s, {}}}},
          WritingLines{3, u"What we saw"_s}}},
    };
    return document;
}

/// Texts that would do something anywhere but here.
inline QStringList hostileTexts()
{
    return {
        u"<script>alert(1)</script>"_s,
        u"\"><img src=x onerror=alert(1)>"_s,
        u"</td></tr></table><h1>out"_s,
        u"]]>--><!--"_s,
        u"&lt;b&gt; &amp; &#x41;"_s,
        u"=HYPERLINK(\"http://x\",\"y\")"_s,
        u"+1+cmd|' /C calc'!A0"_s,
        u"-2+3"_s,
        u"@SUM(A1)"_s,
        u"'quoted"_s,
        u"''twice"_s,
        u"\tTab first"_s,
        u"a | b || c"_s,
        u"| --- | --- |"_s,
        u"`code` and ``more``"_s,
        u"# not a heading"_s,
        u"1. not a list"_s,
        u"12) neither"_s,
        u"- nor this"_s,
        u"+ nor this"_s,
        u"> no quote"_s,
        u"**bold** _it_ ~~gone~~"_s,
        u"[link](javascript:alert(1))"_s,
        u"![image](x)"_s,
        u"[^1]: note"_s,
        u"- [x] done"_s,
        u"https://example.org/?a=b&c"_s,
        u"www.example.org"_s,
        u"two\nlines\n\nand a gap"_s,
        u"===\n---"_s,
        u"    indented"_s,
        u"trailing   "_s,
        u"\\ back\\slash \\"_s,
        u"a\\|b"_s,
        u"invoice\u202Efdp.exe"_s,
        u"\u2066isolated\u2069 \u200Fmark"_s,
        u"שלום | עולם"_s,
        u"$x$ :smile: @you #12"_s,
        u"say \"hi\", then; go"_s,
        u"😀 café ﬁ"_s,
        u" "_s,
        u"a\u2028b"_s,
        u"<br>"_s,
        u"</style><style>*{display:none}"_s,
    };
}

/// A document with the text in every place that takes one; the table has two rows of it.
inline Document hostileDocument(const QString &text)
{
    Document document;
    document.title = text;
    document.subtitle = text;
    document.facts = {{text, text}, {text, text, Kind::Code}};
    Table table;
    table.caption = text;
    table.columns = {
        {u"a"_s, text}, {u"b"_s, text, Kind::Number}, {u"c"_s, text, Kind::Verdict}, {u"d"_s, text, Kind::Category}};
    table.rows = {{text, text, text, text}, {text, text, text, text}};
    document.sections = {{text,
                          2,
                          {Paragraph{text}, Note{text}, KeyValues{{{text, text}}}, Bullets{{text}},
                           Checklist{{{text, text}}}, WritingLines{1, text}, table}}};
    return document;
}

/// A table of `count` rows made one at a time.
inline Document streamedDocument(int count)
{
    Table table;
    table.columns = {{u"n"_s, u"No."_s, Kind::Number, 8},
                     {u"title"_s, u"Title"_s, Kind::Text, 30},
                     {u"verdict"_s, u"Verdict"_s, Kind::Verdict, 10}};
    table.source = [count, n = 0](QStringList &row) mutable {
        if (n == count)
            return false;
        row << QString::number(n) << u"Weekly update of the board, number %1"_s.arg(n) << u"pass"_s;
        ++n;
        return true;
    };
    Document document;
    document.title = u"Many"_s;
    document.sections = {{u"Log"_s, 2, {table}}};
    return document;
}

}
