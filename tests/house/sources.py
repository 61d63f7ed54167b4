"""Which files belong to the project."""

import pathlib
import subprocess

NOT_OURS = {".git", ".cache", "build"}


def project_files(root):
    """Every file git tracks or would track, as paths relative to root; outside a git checkout every file there is."""
    git = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(git, capture_output=True, check=True).stdout.decode().split("\0")
        names = [pathlib.PurePosixPath(name) for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        names = [pathlib.PurePosixPath(path.relative_to(root).as_posix()) for path in root.rglob("*")]
    return sorted({name for name in names if name.parts[0] not in NOT_OURS and (root / name).is_file()})
