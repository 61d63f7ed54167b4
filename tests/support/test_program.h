#pragma once

#include <QCoreApplication>
#include <QTest>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
#endif

#include <map>
#include <string>

namespace muster::test {

using TestRun = int (*)(int argc, char **argv);

/// The tests of a program, by the names of their files.
inline std::map<std::string, TestRun> &enrolledTests()
{
    static std::map<std::string, TestRun> tests;
    return tests;
}

/// Adds a test to its program under the name of its file, without folder and ending.
inline bool enrol(const std::string &file, TestRun run)
{
    const auto name = file.substr(file.rfind('/') + 1);
    return enrolledTests().emplace(name.substr(0, name.rfind('.')), run).second;
}

template <typename Application, typename Test>
int runTest(int argc, char **argv)
{
    Application application(argc, argv);
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

}

/// Makes a class a test of its folder's program, as QTEST_MAIN makes it a program: compiled together, the tests of a folder
/// take a third of the time. Each is run alone, by its file's name: `tests_cli tst_cli_audit`. Stands in the file's namespace.
#define MUSTER_TEST(Test)                                                                                              \
    static const bool isEnrolled = muster::test::enrol(__FILE__, muster::test::runTest<QApplication, Test>);

/// The same for a test without windows.
#define MUSTER_GUILESS_TEST(Test)                                                                                      \
    static const bool isEnrolled = muster::test::enrol(__FILE__, muster::test::runTest<QCoreApplication, Test>);
