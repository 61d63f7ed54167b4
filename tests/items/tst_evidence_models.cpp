#include "items/evidence_desk.h"
#include "items/evidence_draft.h"
#include "items/evidence_file_models.h"
#include "items/signalled_table_model.h"
#include "sample_window.h"
#include "support/evidence_csv.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace tst_evidence_models {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;
using registry::Store;

/// The models behind the evidence page, on the sample register with half a year of reviews.
class TestEvidenceModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWorstComesFirst();
    void searchingNarrowsWhatWasRead();
    void filesAreListedWithWhenAndWhatBecameOfThem();
    void namesThatLeadNowhereAreOffered();
    void aDraftBeginsWithWhatWasRecognised();
    void aColumnCanBeLeftOut();
};

namespace {

const QString reviewed = u"Release notes"_s;

void readInReviews(SampleWindow &sample)
{
    sample.ask([folder = sample.folder()](Store &store) {
        return takeEvidence(store, folder, u"reviews.csv"_s, reviewLines(reviewed, store.today())).accepted;
    });
}

}

void TestEvidenceModels::theWorstComesFirst()
{
    SampleWindow sample;
    readInReviews(sample);
    SignalledTableModel model(sample.reg());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy refreshed(&model, &SignalledTableModel::refreshed);
    model.refresh();
    QTRY_COMPARE(refreshed.size(), 1);
    QVERIFY(model.rowCount() > 5);
    QVERIFY(model.signalled() > 0);
    for (int row = 1; row < model.rowCount(); ++row)
        QVERIFY(model.delegation(row - 1).raised >= model.delegation(row).raised);
    const auto id = model.delegation(0).id;
    const auto read = must(sample.ask([id](Store &store) { return readEvidence(store, id); }));
    QCOMPARE(std::ranges::count(read.list, evidence::SignalState::Raised, &evidence::Signal::state),
             model.delegation(0).raised);
}

void TestEvidenceModels::searchingNarrowsWhatWasRead()
{
    SampleWindow sample;
    SignalledTableModel model(sample.reg());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy refreshed(&model, &SignalledTableModel::refreshed);
    model.refresh();
    QTRY_COMPARE(refreshed.size(), 1);
    const int all = model.rowCount();
    model.setSearch(u"NOTES rel"_s);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), reviewed);
    QCOMPARE(model.total(), all);
    model.setSearch({});
    QCOMPARE(model.rowCount(), all);
}

void TestEvidenceModels::filesAreListedWithWhenAndWhatBecameOfThem()
{
    SampleWindow sample;
    readInReviews(sample);
    EvidenceFilesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFiles(must(sample.ask([](Store &store) { return readEvidenceFiles(store); })).files);
    QCOMPARE(model.rowCount(), 4); // three come with the sample
    QCOMPARE(model.index(0, EvidenceFilesModel::File).data().toString(), u"reviews.csv"_s);
    QCOMPARE(model.index(0, EvidenceFilesModel::Kind).data().toString(), u"Reviews"_s);
    QCOMPARE(model.index(0, EvidenceFilesModel::Rows).data().toString(), u"260"_s);
    QVERIFY(model.index(0, EvidenceFilesModel::State).data().toString().startsWith(u"read in on "_s));
    const auto id = model.import(0).id;
    must(sample.ask([id](Store &store) { return evidence::undoEvidence(store, id); }));
    model.setFiles(must(sample.ask([](Store &store) { return readEvidenceFiles(store); })).files);
    QVERIFY(model.index(0, 0).data(EvidenceFilesModel::UndoneRole).toBool());
    QVERIFY(model.index(0, EvidenceFilesModel::State).data().toString().startsWith(u"undone on "_s));
}

void TestEvidenceModels::namesThatLeadNowhereAreOffered()
{
    SampleWindow sample;
    sample.ask([folder = sample.folder()](Store &store) {
        return takeEvidence(store, folder, u"reviews.csv"_s, reviewLines(u"Release note"_s, store.today())).aside;
    });
    UnknownNamesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNames(must(sample.ask([](Store &store) { return readEvidenceFiles(store); })).unknown);
    QCOMPARE(model.rowCount(), 2); // one comes with the sample
    QCOMPARE(model.index(0, UnknownNamesModel::Name).data().toString(), u"Release note"_s);
    QCOMPARE(model.index(0, UnknownNamesModel::Nearest).data().toString(), reviewed);
}

void TestEvidenceModels::aDraftBeginsWithWhatWasRecognised()
{
    QTemporaryDir folder;
    const QString path =
        writeLines(folder.path(), u"r.csv"_s,
                   {u"who,output,reviewedAt,seconds,Outcome"_s, u"Ada,o1,2026-06-01T09:00:00Z,30,accepted"_s});
    EvidenceDraft draft;
    draft.begin(must(evidence::glimpse(path, nullptr)), reviewed);
    QCOMPARE(draft.format()->kind, EvidenceKind::Reviews);
    QCOMPARE(draft.columnOf(u"seconds"_s), 3);
    QCOMPARE(draft.columnOf(u"outcome"_s), 4);
    QCOMPARE(draft.defaultOf(u"delegation"_s), reviewed);
    QCOMPARE(draft.example(u"output"_s), u"o1"_s);
    QVERIFY(draft.missingField().isEmpty());
    draft.setDefault(u"delegation"_s, u" "_s);
    QCOMPARE(draft.missingField(), u"delegation"_s);
    EvidencePreviewModel preview;
    const QAbstractItemModelTester tester(&preview, QAbstractItemModelTester::FailureReportingMode::QtTest);
    preview.setRows(draft.headers(), draft.firstRows());
    QCOMPARE(preview.index(0, 0).data().toString(), u"Ada"_s);
}

void TestEvidenceModels::aColumnCanBeLeftOut()
{
    SampleWindow sample;
    const QString path = writeLines(
        sample.folder(), u"r.csv"_s,
        {u"delegation,output,reviewedAt,seconds,outcome"_s, u"Release notes,o1,2026-06-01T09:00:00Z,never,accepted"_s});
    EvidenceDraft draft;
    draft.begin(must(evidence::glimpse(path, nullptr)));
    const auto refused = [&] {
        const evidence::EvidenceOptions options{.mapping = draft.mapping(), .format = draft.format(), .dryRun = true};
        return must(sample.ask([&](Store &store) { return evidence::importEvidence(store, path, options); })).refused;
    };
    QCOMPARE(refused(), 1);
    draft.setColumn(u"seconds"_s, -1);
    QCOMPARE(refused(), 0);
}

MUSTER_TEST(TestEvidenceModels)

}

#include "tst_evidence_models.moc"
