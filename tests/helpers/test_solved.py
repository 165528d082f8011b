"""Which exercises are solved: `check` notes them where progress.json is, and `show_solved` shows them."""

import json
from types import SimpleNamespace

import pytest

from helpers.exercises import JUDGES, check, show_solved
from helpers.support import solved


def right(df, g, dg, x):
    return df(g(x)) * dg(x)


@pytest.fixture
def progress(tmp_path, monkeypatch):
    """The file beside the reader's notebooks."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "progress.json"
    path.write_text("[]")
    return path


def test_a_solved_exercise_is_noted(progress):
    check("1.1", lambda df, g, dg, x: df(x) * dg(x))
    assert json.loads(progress.read_text()) == []
    for _ in range(2):
        check("1.1", right)
    check("7.1", lambda x0, x1: 1.5 - x0 - x1)
    assert json.loads(progress.read_text()) == ["1.1", "7.1"]


def test_where_there_is_no_file_nothing_is_noted(progress):
    progress.unlink()
    check("1.1", right)
    assert list(progress.parent.iterdir()) == []


@pytest.mark.parametrize("cell, noted", [("# Solution 1.1\ndef slope", []), ("def slope", ["1.1"])])
def test_the_folded_solution_does_not_count(progress, monkeypatch, cell, noted):
    shell = SimpleNamespace(history_manager=SimpleNamespace(input_hist_raw=["# Solution 9.9", cell]))
    monkeypatch.setattr(solved, "get_ipython", lambda: shell)
    check("1.1", right)
    assert json.loads(progress.read_text()) == noted


@pytest.mark.parametrize("content", [b'["1.1"', b"5", b"\xff"])
def test_a_damaged_file_does_no_harm(progress, content, capsys):
    progress.write_bytes(content)
    show_solved()
    check("1.1", right)
    assert "1.1 correct" in capsys.readouterr().out and json.loads(progress.read_text()) == ["1.1"]


def test_a_file_that_cannot_be_written_does_no_harm(progress, capsys):
    progress.unlink()
    progress.mkdir()
    check("1.1", right)
    assert capsys.readouterr().out.count("\n") == 1


def test_what_is_solved_is_shown(progress, capsys):
    progress.write_text('["1.2", "20.4"]')
    show_solved()
    *rows, _, total = capsys.readouterr().out.splitlines()
    assert [row[:2] for row in rows] == [f"{number:02}" for number in range(1, 21)]
    assert rows[0].startswith("01 chain rule ") and "1.1 ·  1.2 ✓  1.3 ·" in rows[0]
    assert "20.3 ·  20.4 ✓" in rows[-1]
    assert total == f"2 of {len(JUDGES)} exercises are solved."
