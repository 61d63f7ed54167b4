"""The house rules themselves: each breach is found, and what is allowed passes."""

import pathlib
import tempfile
import unittest

import rooms
import tidy


class Checkout(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve() / "checkout"
        self.qt = self.root.parent / "qt"
        for header in ("QtCore/QString", "QtSql/QSqlQuery", "QtGui/QColor", "QtWidgets/QLabel", "QtCharts/QChart"):
            self.write(header, "", self.qt)
        for header in ("models/domain/a.h", "models/ledger/a.h", "models/register/a.h", "models/exchange/a.h",
                       "models/reports/a.h", "models/items/a.h", "views/parts/a.h", "views/wall/a.h", "views/charts/a.h"):
            self.write(header, "#pragma once\n")

    def write(self, path, text, base=None):
        file = (base or self.root) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def found(self, path, text):
        self.write(path, text)
        return rooms.House(self.root, self.qt).violations()


class Rooms(Checkout):
    def assert_allowed(self, path, text):
        self.assertEqual(self.found(path, text), [])

    def assert_refused(self, path, text, part):
        found = self.found(path, text)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(f"{path}: "), found)
        self.assertIn(part, found[0])

    def test_a_room_uses_rooms_below(self):
        self.assert_allowed("models/exchange/b.cpp", '#include "exchange/a.h"\n#include "a.h"\n#include "register/a.h"\n')
        self.assert_allowed("app/gui/b.cpp", '#include "views/charts/a.h"\n#include "items/a.h"\n')

    def test_a_room_does_not_use_rooms_above_or_beside(self):
        for path, include, used in (("models/domain/b.h", "ledger/a.h", "models/ledger"),
                                    ("models/register/b.h", "exchange/a.h", "models/exchange"),
                                    ("models/exchange/b.h", "reports/a.h", "models/reports"),
                                    ("models/items/b.h", "../../views/parts/a.h", "views/parts"),
                                    ("views/wall/b.h", "views/charts/a.h", "views/charts"),
                                    ("app/cli/b.h", "items/a.h", "models/items")):
            with self.subTest(path):
                self.assert_refused(path, f'#include "{include}"\n', f"may not use {used} ")
                (self.root / path).unlink()

    def test_angle_brackets_hide_nothing(self):
        self.assert_refused("models/domain/b.h", "#include <ledger/a.h>\n", "may not use models/ledger")

    def test_an_include_that_names_nothing_is_found(self):
        self.assert_refused("models/domain/b.h", '#include "gone.h"\n', "gone.h")
        self.assert_allowed("models/domain/b.h", '#include "b.moc"\n')

    def test_qt_modules_stay_in_their_rooms(self):
        self.assert_allowed("models/register/b.cpp", "#include <QSqlQuery>\n#include <QtCore/QString>\n")
        self.assert_allowed("views/charts/b.cpp", "#include <QChart>\n")
        for path, header, module in (("models/exchange/b.h", "QSqlQuery", "QtSql"), ("models/reports/b.h", "QColor", "QtGui"),
                                     ("models/items/b.h", "QtWidgets/QLabel", "QtWidgets"), ("views/parts/b.h", "QChart", "QtCharts"),
                                     ("app/cli/b.h", "QtSql", "QtSql")):
            with self.subTest(path):
                self.write(f"{module}/{module}", "", self.qt)
                self.assert_refused(path, f"#include <{header}>\n", f"may not use {module}")
                (self.root / path).unlink()

    def test_sql_stays_in_the_register(self):
        self.assert_allowed("models/register/b.cpp", 'auto s = "SELECT n FROM entry";\n')
        self.assert_allowed("views/wall/b.cpp", '// SELECT n FROM entry\nauto s = "Select from the list";\n')
        self.assert_refused("views/wall/b.cpp", 'auto s = R"(SELECT n\nFROM entry)";\n', "SQL")

    def test_libraries_stay_in_their_rooms(self):
        self.assert_allowed("models/ledger/b.cpp", "#include <openssl/evp.h>\n")
        self.assert_refused("models/exchange/b.cpp", "#include <openssl/evp.h>\n", "models/ledger alone")


class Tidy(Checkout):
    def test_machine_paths_and_registries_are_found(self):
        for text in ("see /" "work/main", 'x = "/' 'root/.config"', "-B /tmp/" "build-me", "/home/" "me/src",
                     "https://pypi" ".org/simple", "http://" "localhost:8080/"):
            with self.subTest(text):
                self.write("README.md", f"first line\n{text}\n")
                found = list(tidy.violations(self.root))
                self.assertEqual(len(found), 1, found)
                self.assertTrue(found[0].startswith("README.md:2: "), found)

    def test_ordinary_text_passes(self):
        self.write("README.md", "build/release, /tmp/demo, https://example.org/work/ and root/leaf\n")
        self.write("picture.png", "\0/" "root/")
        self.assertEqual(list(tidy.violations(self.root)), [])


if __name__ == "__main__":
    unittest.main()
