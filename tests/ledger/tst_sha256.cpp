#include "ledger/sha256.h"
#include "support/test_program.h"

#include <QCryptographicHash>
#include <QTest>

#include <thread>

#include <rapidcheck.h>

namespace tst_sha256 {

using namespace muster::ledger;

class TestSha256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standardVectors_data();
    void standardVectors();
    void piecesAndPartsEqualTheWhole();
    void threadsDoNotDisturbEachOther();
    void hexIsReadStrictly();
    void base64IsReadStrictly();
};

void TestSha256::standardVectors_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("digest");
    QTest::newRow("empty") << QByteArray()
                           << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million") << QByteArray(1000000, 'a')
                               << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void TestSha256::standardVectors()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, digest);
    const std::string_view bytes(message.constData(), std::size_t(message.size()));
    QCOMPARE(toHex(sha256(bytes)), digest.toStdString());
}

void TestSha256::piecesAndPartsEqualTheWhole()
{
    const bool ok = rc::check([](const std::string &a, const std::string &b, const std::string &c) {
        const std::string whole = a + b + c;
        const QByteArray expected = QCryptographicHash::hash(QByteArrayView(whole), QCryptographicHash::Sha256);
        RC_ASSERT(std::ranges::equal(bytesOf(sha256(whole)), std::string_view(expected.constData(), 32)));
        RC_ASSERT(sha256({a, b, c}) == sha256(whole));
        Sha256 pieces;
        for (int round = 0; round < 2; ++round) {
            pieces.add(a);
            pieces.add(b + c);
            RC_ASSERT(pieces.finish() == sha256(whole));
        }
    });
    QVERIFY(ok);
}

void TestSha256::threadsDoNotDisturbEachOther()
{
    const Hash expected = sha256("the same everywhere");
    std::array<int, 4> wrong{};
    std::vector<std::thread> threads;
    for (int &count : wrong) {
        threads.emplace_back([&count, &expected] {
            for (int i = 0; i < 20000; ++i) {
                count += sha256({"the same", " everywhere"}) != expected;
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    QCOMPARE(wrong, (std::array<int, 4>{}));
}

void TestSha256::hexIsReadStrictly()
{
    const Hash hash = sha256("abc");
    const std::string hex = toHex(hash);
    QVERIFY(hashFromHex(hex) == hash);
    QVERIFY(!hashFromHex(hex.substr(1)));
    QVERIFY(!hashFromHex(hex + '0'));
    QVERIFY(!hashFromHex(std::string(hex).replace(3, 1, "g")));
    QVERIFY(!hashFromHex(std::string(hex).replace(0, 1, "B")));
    QVERIFY(!hashFromHex(""));
    QVERIFY(isLowerHex("0af9", 4));
    QVERIFY(!isLowerHex("0af9", 3));
}

void TestSha256::base64IsReadStrictly()
{
    QCOMPARE(toBase64(sha256("")), std::string("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
    const bool ok = rc::check([](const std::string &text) {
        const Hash hash = sha256(text);
        RC_ASSERT(hashFromBase64(toBase64(hash)) == hash);
    });
    QVERIFY(ok);
    QVERIFY(!hashFromBase64("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV="));
    QVERIFY(!hashFromBase64("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"));
    QVERIFY(!hashFromBase64("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU="));
    QVERIFY(!hashFromBase64("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"));
    QVERIFY(!hashFromBase64(""));
}

MUSTER_GUILESS_TEST(TestSha256)

}

#include "tst_sha256.moc"
