"""Proves that no file of the project names a path of one machine or a package registry's host.

usage: tidy.py ROOT        prints one line a violation and exits 1 where there is any
"""

import pathlib
import re
import sys

from sources import project_files

# Brackets keep each pattern from finding itself.
PATTERNS = {
    "a path of one machine": re.compile(
        r"(?<![\w.$}/-])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+|tm[p]/build)(?:/|\b(?=-))|\b[C]:\\\\?User[s]\\"),
    "a package registry or mirror": re.compile(
        r"(?:registry\.npmj[s]\.org|pyp[i]\.org|pythonhoste[d]\.org|crate[s]\.io|proxy\.golan[g]\.org|"
        r"(?:deb|snapshot|security)\.debia[n]\.org|archive\.ubunt[u]\.com|repo1?\.mave[n]\.)"),
    "a server of one network": re.compile(
        r"https?://(?:localhos[t]|127\.\d|10\.\d|192\.16[8]\.|172\.(?:1[6-9]|2\d|3[01])\.)"),
}


def violations(root):
    """Every violation as `file:line: what it is`."""
    for path in project_files(root):
        data = (root / path).read_bytes()
        if b"\0" in data:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            for what, pattern in PATTERNS.items():
                match = pattern.search(line)
                if match:
                    yield f"{path}:{number}: {what}: {match.group()}"


def main():
    found = list(violations(pathlib.Path(sys.argv[1]).resolve()))
    print("\n".join(found) if found else "no file names this machine or a registry")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
