"""What sets the course up for those who start in a tab of a browser: .devcontainer and .binder."""

import json
import os
import re
import shlex
import subprocess
import tomllib

from notebooks import ROOT, START
from packaging.specifiers import SpecifierSet

BINDER = ROOT / ".binder"
PYTHON = SpecifierSet(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"])


def test_the_container_has_a_python_of_the_course_and_calls_what_exists():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    [version] = re.fullmatch(r"mcr\.microsoft\.com/devcontainers/python:([\d.]+)", container["image"]).groups()
    assert PYTHON.contains(version)
    make, python = container["postCreateCommand"].split(" && ")
    target = shlex.split(make)[1]
    assert re.search(rf"^{re.escape(target)}:", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert (ROOT / shlex.split(python)[1]).is_file()
    assert container["customizations"]["codespaces"]["openFiles"] == [f"work/{START}.ipynb"]


def test_binder_installs_the_lock_and_the_package_for_a_python_of_the_course():
    assert PYTHON.contains((BINDER / "runtime.txt").read_text().strip().removeprefix("python-"))
    [line] = (BINDER / "requirements.txt").read_text().splitlines()
    assert (BINDER / line.removeprefix("-r ")).resolve() == ROOT / "requirements.txt"
    build = BINDER / "postBuild"
    assert os.access(build, os.X_OK)
    subprocess.run(["bash", "-n", build], check=True)
    text = build.read_text("utf-8")
    assert "--editable ." in text
    named = re.findall(r"\btools/[\w.]+", text)
    assert named and all((ROOT / name).is_file() for name in named)
