"""Proves from the #include lines that every room uses only rooms below it, and of Qt and other libraries only its share.

usage: rooms.py ROOT QT_HEADERS        QT_HEADERS is the folder that holds QtCore, QtGui …
Prints one line a violation and exits 1 where there is any.
"""

import pathlib
import re
import sys

from sources import project_files

CORE = ["models/domain", "models/ledger", "models/register"]
PAGES = ["wall", "panel", "audit", "decisions", "record", "evidence", "people", "intake", "start"]
WIDGETS = {"QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg"}
UPPER = ["models/exchange", "models/reports", "models/evidence", "models/maturity"]

# Room: the rooms it may use besides itself, and the Qt modules. The longest path that fits names a file's room.
ROOMS = {
    "models/domain": ([], {"QtCore"}),
    "models/ledger": (CORE[:1], {"QtCore"}),
    "models/register": (CORE[:2], {"QtCore", "QtSql"}),
    **{room: (CORE, {"QtCore"}) for room in UPPER},
    "models/evidence": (CORE + ["models/exchange"], {"QtCore"}),
    "models/sample": (CORE + ["models/exchange", "models/evidence"], {"QtCore"}),
    "models/items": (CORE + UPPER, {"QtCore", "QtGui"}),
    "views/parts": (CORE + UPPER + ["models/items"], WIDGETS),
    **{f"views/{page}": (CORE + UPPER + ["models/items", "views/parts"], WIDGETS) for page in PAGES},
    "views/charts": (CORE + UPPER + ["models/items", "views/parts"], {"QtCore", "QtGui", "QtWidgets", "QtCharts", "QtSvg"}),
    "views/shell": (CORE + UPPER + ["models/items", "views/parts", "views/charts"] + [f"views/{page}" for page in PAGES],
                    WIDGETS),
    "app/system": (CORE[:1], {"QtCore"}),
    "app/cli": (CORE + UPPER + ["models/sample", "app/system"], {"QtCore"}),
    "app/gui": (CORE + UPPER + ["app/system", "models/sample", "models/items", "views/parts", "views/charts", "views/shell"]
                + [f"views/{page}" for page in PAGES], {"QtCore", "QtGui", "QtWidgets", "QtDBus"}),
}

# Other libraries that belong to one room alone.
LIBRARIES = {
    re.compile(r"openssl/"): "models/ledger",
    re.compile(r"sqlite3\.h$"): "models/register",
    re.compile(r"csv\.h$"): "models/exchange",
    re.compile(r"CLI/"): "app/cli",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
STRING = re.compile(r'R"\((.*?)\)"|"((?:[^"\\\n]|\\.)*)"', re.DOTALL)
SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|"
                 r"TRIGGER|VIEW)|DROP\s+TABLE|BEGIN\s+IMMEDIATE|PRAGMA\s+\w)", re.DOTALL)
GENERATED = re.compile(r"(\.moc|^moc_.*\.cpp|^ui_.*\.h|^qrc_.*)$")


def room_of(path):
    """The room a file lies in, or None outside every room."""
    fitting = [room for room in ROOMS if pathlib.PurePosixPath(room) in pathlib.PurePosixPath(path).parents]
    return max(fitting, key=len, default=None)


class House:
    """The checkout at root, against the Qt headers under qt."""

    def __init__(self, root, qt):
        self.root = root
        self.modules = {}
        for folder in sorted(pathlib.Path(qt).glob("Qt*")):
            for header in folder.glob("*"):
                self.modules.setdefault(header.name, folder.name)

    def violations(self):
        """Every violation as `file: sentence`."""
        found = []
        for path in project_files(self.root):
            room = room_of(path)
            if room and path.suffix in {".h", ".cpp"}:
                text = (self.root / path).read_text(encoding="utf-8")
                found += [f"{path}: {problem}" for problem in self.of_includes(path, room, text)]
                found += [f"{path}: {problem}" for problem in self.of_strings(room, text)]
        return found

    def of_includes(self, path, room, text):
        for quoted, angled in INCLUDE.findall(text):
            name = quoted or angled
            target = self.resolved(path, name)
            if target:
                yield from self.of_room(room, target, name)
            elif quoted and not GENERATED.search(name):
                yield f'"{name}" is not in the project; is it "room/file.h"?'
            else:
                yield from self.of_library(room, name)

    def resolved(self, path, name):
        """The project's file that an include names, relative to the root, or None."""
        for base in (self.root / path.parent, self.root / "models", self.root):
            candidate = (base / name).resolve()
            if candidate.is_file() and candidate.is_relative_to(self.root):
                return pathlib.PurePosixPath(candidate.relative_to(self.root).as_posix())
        return None

    def of_room(self, room, target, name):
        used = room_of(target)
        if used is None:
            yield f"{name} lies in no room; sources may include rooms alone"
        elif used != room and used not in ROOMS[room][0]:
            yield f"{room} may not use {used} ({name})"

    def of_library(self, room, name):
        first, _, _ = name.partition("/")
        module = first if "/" in name else self.modules.get(name)
        if module and re.match(r"Qt[A-Z]", module):
            if module not in ROOMS[room][1]:
                yield f"{room} may not use {module} ({name})"
        elif re.match(r"Q[A-Z]", name):
            yield f"{name} belongs to no Qt module that is installed here"
        for pattern, owner in LIBRARIES.items():
            if pattern.match(name) and room != owner:
                yield f"{name} is for {owner} alone"

    def of_strings(self, room, text):
        if room == "models/register":
            return
        for raw, plain in STRING.findall(COMMENT.sub("", INCLUDE.sub("", text))):
            if SQL.search(raw or plain):
                yield f"SQL is for models/register alone: {(raw or plain)[:60]!r}"


def main():
    house = House(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2])
    if "QTimer" not in house.modules:
        sys.exit(f"{sys.argv[2]} holds no Qt headers")
    found = house.violations()
    print("\n".join(found) if found else "every room uses only rooms below it")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
