#include "support/test_program.h"

#include <cstdio>

/// Runs the test that the first argument names, with Qt Test's arguments behind it.
int main(int argc, char **argv)
{
    const auto &tests = muster::test::enrolledTests();
    const auto test = tests.find(argc > 1 ? argv[1] : "");
    if (test == tests.end()) {
        std::fputs("Name one of these tests first:\n", stderr);
        for (const auto &[name, run] : tests)
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    argv[1] = argv[0];
    return test->second(argc - 1, argv + 1);
}
