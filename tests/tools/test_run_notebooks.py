"""tools/run_notebooks.py: what it stores, and that a notebook is never lost, whatever stops it."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

TOOL = Path(__file__).resolve().parents[2] / "tools" / "run_notebooks.py"


@pytest.fixture
def course(tmp_path):
    """A course without notebooks, in a folder with a space and an umlaut."""
    folder = tmp_path / "für alle"
    for name in ("notebooks", "tools"):
        (folder / name).mkdir(parents=True)
    shutil.copy(TOOL, folder / "tools")
    return folder


def write(course, *cells):
    path = course / "notebooks" / "01_first.ipynb"
    nbformat.write(new_notebook(cells=list(cells)), path)
    return path


def start(course):
    return subprocess.Popen(
        [sys.executable, course / "tools" / TOOL.name],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def finish(course):
    process = start(course)
    report, _ = process.communicate(timeout=120)
    return process.returncode, report


def printed(path):
    return ["".join(output.text for output in cell.outputs) for cell in nbformat.read(path, as_version=4).cells]


def test_outputs_are_stored_without_traces_of_the_machine(course):
    kept = new_code_cell(
        "import time; print(time.time())",
        metadata={"tags": ["nbval-ignore-output"]},
        outputs=[new_output("stream", name="stdout", text="kept\n")],
    )
    path = write(course, new_code_cell("print(1 + 1)", metadata={"execution": {"started": "2026-01-01"}}), kept)
    assert finish(course)[0] == 0
    assert printed(path) == ["2\n", "kept\n"]
    notebook = nbformat.read(path, as_version=4)
    assert [dict(cell.metadata) for cell in notebook.cells] == [{}, {"tags": ["nbval-ignore-output"]}]
    stored = path.read_bytes()
    assert finish(course)[0] == 0
    assert path.read_bytes() == stored


def test_a_notebook_that_fails_is_left_as_it_was(course):
    path = write(course, new_code_cell("print(1)"), new_code_cell("1 / 0"))
    stored = path.read_bytes()
    code, report = finish(course)
    assert code != 0
    assert "ZeroDivisionError" in report and "failed: 01_first" in report
    assert path.read_bytes() == stored


def test_a_notebook_whose_run_is_killed_is_left_as_it_was(course):
    path = write(
        course,
        new_code_cell("print(1)"),
        new_code_cell(
            "from pathlib import Path\nimport time\n"
            "if not Path('begun').exists():\n    Path('begun').touch()\n    time.sleep(100)\nprint(2)"
        ),
    )
    stored = path.read_bytes()
    process = start(course)
    end = time.monotonic() + 60
    while not (path.parent / "begun").exists() and time.monotonic() < end:
        time.sleep(0.05)
    process.kill()
    process.communicate(timeout=60)
    assert path.read_bytes() == stored
    path.with_suffix(".part").write_text('{"cells": [')  # as if it had been killed while it wrote
    assert finish(course)[0] == 0
    assert printed(path) == ["1\n", "2\n"]
    assert sorted(file.name for file in path.parent.iterdir()) == ["01_first.ipynb", "begun"]


def test_an_unknown_name_is_answered_with_the_known_ones(course):
    write(course)
    done = subprocess.run(
        [sys.executable, course / "tools" / TOOL.name, "02_second"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "02_second" in done.stderr and "01_first" in done.stderr
