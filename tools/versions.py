"""Run the tests in a fresh environment, with the oldest or the newest versions of what the course depends on.

usage: python tools/versions.py oldest|newest|next [arguments of pytest]

oldest: each dependency of parts I to IV in the lowest version that pyproject.toml allows; newest: in the highest;
next: in the highest that there is, whatever the upper bounds say. The environment lies in a temporary folder, has the
Python that runs this script, and is removed in the end. Needs the packages uv and packaging, and a network.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parent.parent
EXTRAS = ["test", "site", "edit"]
PRINT = """
import importlib.metadata, sys
print("Python", sys.version.split()[0])
for name in sys.argv[1:]:
    print(name, importlib.metadata.version(name), flush=True)
"""


def requirements(kind):
    """Return what pyproject.toml asks for, without its upper bounds for `next`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for name in EXTRAS for line in project["optional-dependencies"][name]]
    wanted = [Requirement(line) for line in project["dependencies"] + extras]
    if kind == "next":
        for requirement in wanted:
            requirement.specifier = SpecifierSet(
                ",".join(str(part) for part in requirement.specifier if part.operator != "<")
            )
    return wanted


def uv(*arguments):
    # Without the configuration of pyproject.toml, which is that of the lock: it resolves for Python 3.11.
    subprocess.run([sys.executable, "-m", "uv", "--no-config", "--quiet", *arguments], cwd=ROOT, check=True)


def install(kind, folder):
    """Make the environment, print the versions of the direct dependencies, and return its Python."""
    wanted = requirements(kind)
    names = folder / "requirements.txt"
    names.write_text("\n".join(map(str, wanted)), "utf-8")
    uv("venv", "--python", sys.executable, folder / "venv")
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    uv(
        "pip",
        "install",
        "--python",
        python,
        "--compile-bytecode",
        "--requirement",
        names,
        "--resolution",
        "lowest-direct" if kind == "oldest" else "highest",
    )
    uv("pip", "install", "--python", python, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    subprocess.run([python, "-c", PRINT, *(requirement.name for requirement in wanted)], check=True)
    return python


def main():
    if sys.argv[1:2] not in (["oldest"], ["newest"], ["next"]):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        python = install(sys.argv[1], Path(folder))
        environment = os.environ | {
            "VIRTUAL_ENV": str(python.parent.parent),
            "PATH": os.pathsep.join([str(python.parent), os.environ["PATH"]]),
        }
        done = subprocess.run([python, "-m", "pytest", *sys.argv[2:]], cwd=ROOT, env=environment, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
