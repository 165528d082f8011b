"""What others wrote and the repository carries, scripts, style sheets and fonts, has a version, a licence and sums."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "site" / "_static", ROOT / "tools" / "slides"]
READMES = {readme.parent.name: readme for folder in FOLDERS for readme in sorted(folder.rglob("README.md"))}
OURS = {"course.css", "course.js", "equations.css", "favicon.svg", "scripts/fontawesome.js", "slides.css", "slides.js"}


@pytest.mark.parametrize("name", READMES)
def test_the_readme_lists_every_file_with_its_sum(name):
    readme = READMES[name]
    files = {
        path.relative_to(readme.parent).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in readme.parent.rglob("*")
        if path.is_file() and path != readme
    }
    listed = re.findall(r"^([0-9a-f]{64})  (\S+)$", readme.read_text("utf-8"), re.MULTILINE)
    assert files == {file: digest for digest, file in listed}


@pytest.mark.parametrize("name", READMES)
def test_version_and_licence_are_told(name):
    readme = READMES[name].read_text("utf-8")
    assert re.search(r" \d+\.\d+\.\d+", readme)
    assert re.search(r"`LICENSE`\s+\(MIT\)|SIL OFL 1\.1 \(`LICENSE`\)", readme)
    licence = (READMES[name].parent / "LICENSE").read_text("utf-8")
    assert ("SIL OPEN FONT LICENSE" if "OFL" in readme else "Permission is hereby granted, free of charge") in licence


def test_nothing_of_others_lies_elsewhere():
    kinds = {".css", ".js", ".mjs", ".otf", ".svg", ".ttf", ".wasm", ".woff", ".woff2"}
    carried = [readme.parent for readme in READMES.values()]
    others = {
        path.relative_to(folder).as_posix()
        for folder in FOLDERS
        for path in folder.rglob("*")
        if path.suffix in kinds and not any(path.is_relative_to(place) for place in carried)
    }
    assert others == OURS, "OURS lists what we wrote; what others wrote needs a folder with a README.md"
