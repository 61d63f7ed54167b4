"""Proves that a program links of Qt only the named modules.

usage: links.py PROGRAM MODULE…        e.g. links.py muster-cli Core Sql
"""

import re
import subprocess
import sys


def linked_modules(program):
    """The Qt modules, such as Core, that a program is linked against."""
    listing = subprocess.run(["readelf", "-d", program], capture_output=True, check=True, text=True).stdout
    return set(re.findall(r"\(NEEDED\).*\[libQt6(\w+)\.so", listing))


def main():
    program, allowed = sys.argv[1], set(sys.argv[2:])
    linked = linked_modules(program)
    if "Core" not in linked:
        sys.exit(f"{program} links no Qt Core: is it the right file?")
    if linked - allowed:
        sys.exit(f"{program} links Qt {', '.join(sorted(linked - allowed))}; it may link {', '.join(sorted(allowed))}")
    print(f"{program} links Qt {', '.join(sorted(linked))}")


if __name__ == "__main__":
    main()
