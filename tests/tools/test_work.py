"""tools/work.py: the reader's copies of the notebooks. New versions come, and nothing that the reader wrote is lost."""

import json
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from notebooks import ROOT


@pytest.fixture
def course(tmp_path):
    """A course of two notebooks, in a folder with a space and an umlaut."""
    folder = tmp_path / "für alle"
    for name in ("notebooks", "tools"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "work.py", folder / "tools")
    write(folder / "notebooks" / "01_first.ipynb", "print(1)")
    write(folder / "notebooks" / "02_second.ipynb", "print(2)")
    return folder


def write(path, *sources):
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in sources]), path)


def bring(course):
    """Run the tool; return its report."""
    done = subprocess.run([sys.executable, course / "tools" / "work.py"], capture_output=True, text=True, check=True)
    return done.stdout


def sources(path):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def run_as_jupyterlab_does(path):
    """Store outputs, counts and metadata, and leave the text."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["language_info"] = {"name": "python", "version": "3.12.1"}
    for cell in notebook.cells:
        cell.execution_count = 7
        cell.outputs = [new_output("stream", text="1\n")]
        cell.metadata["collapsed"] = True
    nbformat.write(notebook, path)


def test_notebooks_are_copied_once(course):
    work = course / "work"
    assert "01_first, 02_second" in bring(course)
    assert sources(work / "01_first.ipynb") == ["print(1)"]
    assert json.loads((work / "progress.json").read_text()) == []
    (work / "progress.json").write_text('["1.1"]')
    assert bring(course) == ""
    assert (work / "progress.json").read_text() == '["1.1"]'
    assert not list(work.glob("*.part"))


def test_a_new_version_replaces_what_was_only_run_and_leaves_what_was_written(course):
    bring(course)
    first, second = (course / "work" / f"{name}.ipynb" for name in ("01_first", "02_second"))
    run_as_jupyterlab_does(first)
    write(second, "print(2)", "my_own = 2")
    assert bring(course) == ""
    for path in (course / "notebooks").iterdir():
        write(path, "print('new')")
    for _ in range(2):  # it stays theirs, and is named each time
        report = bring(course)
        assert sources(first) == ["print('new')"]
        assert sources(second) == ["print(2)", "my_own = 2"]
        assert "Left as you changed them: 02_second." in report
    second.rename(second.with_stem("mine"))
    assert "02_second" in bring(course)
    assert (sources(second), sources(second.with_stem("mine"))) == (["print('new')"], ["print(2)", "my_own = 2"])


def test_what_was_deleted_comes_again(course):
    bring(course)
    (course / "work" / "01_first.ipynb").unlink()
    assert "which is yours to change: 01_first." in bring(course)
    assert sources(course / "work" / "01_first.ipynb") == ["print(1)"]


def test_a_notebook_that_the_course_gives_up_stays(course):
    bring(course)
    (course / "notebooks" / "02_second.ipynb").unlink()
    assert bring(course) == ""
    assert sources(course / "work" / "02_second.ipynb") == ["print(2)"]


@pytest.mark.parametrize("content", ["", '{"cells": [', "[]", '{"cells": [{"cell_type": "code"}]}'])
def test_a_broken_file_of_the_reader_stays(course, content):
    bring(course)
    path = course / "work" / "01_first.ipynb"
    path.write_text(content)
    write(course / "notebooks" / "01_first.ipynb", "print('new')")
    assert "Left as you changed them: 01_first." in bring(course)
    assert path.read_text() == content


@pytest.mark.parametrize("content", ["", '{"01_first": ', "[]", "5"])
def test_with_a_damaged_record_nothing_is_replaced(course, content):
    bring(course)
    (course / "work" / "copied.json").write_text(content)
    write(course / "notebooks" / "01_first.ipynb", "print('new')")
    assert "Left as you changed them: 01_first." in bring(course)
    assert sources(course / "work" / "01_first.ipynb") == ["print(1)"]
    write(course / "notebooks" / "02_second.ipynb", "print('new')")  # equal to its copy, and so on record again
    assert "have not changed: 02_second." in bring(course)
