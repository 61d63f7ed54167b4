#include "ledger/checkpoint.h"
#include "ledger/tree.h"
#include "support/test_program.h"

#include <QTest>

#include <bit>
#include <span>

#include <rapidcheck.h>

namespace tst_tree {

using namespace muster::ledger;
using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

class TestTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownRoots_data();
    void knownRoots();
    void equalsTheDefinition();
    void goesOnFromItsEdgeAtEverySize();
    void takesWholeSubtrees();
    void refusesAnEdgeThatDoesNotFit();
    void orderAndCountMatter();
    void checkpointBodyReadsBack();
    void checkpointBodyIsReadStrictly_data();
    void checkpointBodyIsReadStrictly();
};

namespace {

// RFC 6962 §2.1, word for word: split at the largest power of two smaller than n.
Hash rootOf(std::span<const Hash> leaves)
{
    if (leaves.empty()) {
        return sha256("");
    }
    if (leaves.size() == 1) {
        return leaves.front();
    }
    const std::size_t k = std::bit_ceil(leaves.size()) / 2;
    return nodeHash(rootOf(leaves.first(k)), rootOf(leaves.subspan(k)));
}

// The leaves of the certificate-transparency reference test data.
const std::vector<std::string_view> referenceLeaves = {
    ""sv,
    "\x00"sv,
    "\x10"sv,
    "\x20\x21"sv,
    "\x30\x31"sv,
    "\x40\x41\x42\x43"sv,
    "\x50\x51\x52\x53\x54\x55\x56\x57"sv,
    "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"sv,
};

std::vector<Hash> numberedLeaves(int count)
{
    std::vector<Hash> leaves;
    for (int i = 0; i < count; ++i) {
        leaves.push_back(leafHash(std::to_string(i)));
    }
    return leaves;
}

Tree treeOf(std::span<const Hash> leaves)
{
    Tree tree;
    for (const Hash &leaf : leaves) {
        tree.append(leaf);
    }
    return tree;
}

}

void TestTree::knownRoots_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("root");
    QTest::newRow("0") << 0 << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("1") << 1 << QByteArray("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    QTest::newRow("2") << 2 << QByteArray("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    QTest::newRow("3") << 3 << QByteArray("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    QTest::newRow("4") << 4 << QByteArray("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    QTest::newRow("5") << 5 << QByteArray("4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4");
    QTest::newRow("6") << 6 << QByteArray("76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef");
    QTest::newRow("7") << 7 << QByteArray("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
    QTest::newRow("8") << 8 << QByteArray("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

void TestTree::knownRoots()
{
    QFETCH(int, size);
    QFETCH(QByteArray, root);
    std::vector<Hash> leaves;
    for (int i = 0; i < size; ++i) {
        leaves.push_back(leafHash(referenceLeaves[std::size_t(i)]));
    }
    QCOMPARE(toHex(treeOf(leaves).root()), root.toStdString());
    QCOMPARE(toHex(rootOf(leaves)), root.toStdString());
}

void TestTree::equalsTheDefinition()
{
    const std::vector<Hash> leaves = numberedLeaves(300);
    Tree tree;
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        QCOMPARE(tree.size(), qint64(size));
        QCOMPARE(tree.root(), rootOf(std::span(leaves).first(size)));
        if (size < leaves.size()) {
            tree.append(leaves[size]);
        }
    }
}

void TestTree::goesOnFromItsEdgeAtEverySize()
{
    const std::vector<Hash> leaves = numberedLeaves(140);
    const Tree whole = treeOf(leaves);
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        const Tree before = treeOf(std::span(leaves).first(size));
        auto restored = Tree::fromEdge(before.size(), before.edge());
        QVERIFY(restored);
        QCOMPARE(restored->root(), before.root());
        for (const Hash &leaf : std::span(leaves).subspan(size)) {
            restored->append(leaf);
        }
        QVERIFY(*restored == whole);
    }
}

void TestTree::takesWholeSubtrees()
{
    const bool ok = rc::check([] {
        const std::vector<Hash> leaves = numberedLeaves(*rc::gen::inRange(0, 200));
        std::span<const Hash> rest(leaves);
        Tree tree;
        while (!rest.empty()) {
            const int level = *rc::gen::inRange(0, 5);
            const std::size_t count = std::size_t(1) << level;
            const bool fits = tree.size() % qint64(count) == 0;
            if (count > rest.size()) {
                tree.append(rest.front());
                rest = rest.subspan(1);
                continue;
            }
            const Tree before = tree;
            RC_ASSERT(tree.appendSubtree(level, rootOf(rest.first(count))) == fits);
            RC_ASSERT(fits || tree == before);
            rest = rest.subspan(fits ? count : 0);
        }
        RC_ASSERT(tree.root() == rootOf(leaves));
        RC_ASSERT(tree.size() == qint64(leaves.size()));
    });
    QVERIFY(ok);
}

void TestTree::refusesAnEdgeThatDoesNotFit()
{
    const std::string edge = treeOf(numberedLeaves(7)).edge();
    QCOMPARE(edge.size(), std::size_t(96));
    QVERIFY(Tree::fromEdge(7, edge));
    QVERIFY(!Tree::fromEdge(8, edge));
    QVERIFY(!Tree::fromEdge(7, std::string_view(edge).substr(1)));
    QVERIFY(!Tree::fromEdge(7, edge + 'x'));
    QVERIFY(!Tree::fromEdge(-1, edge));
    QVERIFY(!Tree::fromEdge(1, ""));
    QVERIFY(Tree::fromEdge(0, ""));
}

void TestTree::orderAndCountMatter()
{
    const bool ok = rc::check([] {
        const std::vector<Hash> leaves = numberedLeaves(*rc::gen::inRange(2, 80));
        const Hash root = treeOf(leaves).root();
        const auto at = *rc::gen::inRange<std::size_t>(0, leaves.size() - 1);
        const auto place = leaves.begin() + std::ptrdiff_t(at);
        std::vector<Hash> swapped = leaves;
        std::swap(swapped[at], swapped[at + 1]);
        std::vector<Hash> doubled = leaves;
        doubled.insert(doubled.begin() + std::ptrdiff_t(at), *place);
        std::vector<Hash> dropped = leaves;
        dropped.erase(dropped.begin() + std::ptrdiff_t(at));
        for (const auto &altered : {swapped, doubled, dropped}) {
            RC_ASSERT(treeOf(altered).root() != root);
        }
    });
    QVERIFY(ok);
}

void TestTree::checkpointBodyReadsBack()
{
    QCOMPARE(checkpointBody(u"muster/0b8a"_s, 0, Tree().root()),
             QByteArray("muster/0b8a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"));
    const bool ok = rc::check([](const std::string &seed) {
        const Checkpoint checkpoint{u"Prüfung/%1"_s.arg(seed.size()),
                                    *rc::gen::inRange<qint64>(0, std::numeric_limits<qint64>::max()), sha256(seed)};
        const QByteArray body = checkpointBody(checkpoint.origin, checkpoint.size, checkpoint.root);
        const auto read = parseCheckpointBody(std::string_view(body.constData(), std::size_t(body.size())));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == checkpoint);
    });
    QVERIFY(ok);
}

void TestTree::checkpointBodyIsReadStrictly_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no last LF") << "o\n0\n" + root;
    QTest::newRow("fourth line") << "o\n0\n" + root + "\nmore\n";
    QTest::newRow("CR") << "o\r\n0\r\n" + root + "\r\n";
    QTest::newRow("no origin") << "\n0\n" + root + "\n";
    QTest::newRow("control character") << "o\x01\n0\n" + root + "\n";
    QTest::newRow("bad UTF-8") << "o\xff\n0\n" + root + "\n";
    QTest::newRow("negative") << "o\n-1\n" + root + "\n";
    QTest::newRow("plus") << "o\n+1\n" + root + "\n";
    QTest::newRow("leading zero") << "o\n01\n" + root + "\n";
    QTest::newRow("no size") << "o\n\n" + root + "\n";
    QTest::newRow("too large") << "o\n9223372036854775808\n" + root + "\n";
    QTest::newRow("short root") << "o\n0\n" + root.mid(4) + "\n";
}

void TestTree::checkpointBodyIsReadStrictly()
{
    QFETCH(QByteArray, body);
    const auto read = parseCheckpointBody(std::string_view(body.constData(), std::size_t(body.size())));
    QVERIFY(!read);
    QCOMPARE(read.error().code, muster::ErrorCode::Damaged);
}

MUSTER_GUILESS_TEST(TestTree)

}

#include "tst_tree.moc"
