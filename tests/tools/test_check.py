"""tools/check.py: which tests belong to a file, and that a change is seen."""

import json
import runpy
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECK = runpy.run_path(ROOT / "tools" / "check.py")
NOTEBOOK = CHECK["OF_A_NOTEBOOK"]
WORDS = ["05_one_hidden_node", "[5."]


@pytest.mark.parametrize(
    "name, tests, words",
    [
        ("notebooks/05_one_hidden_node.ipynb", [*NOTEBOOK, "notebooks/05_one_hidden_node.ipynb"], WORDS),
        ("helpers/checks/n05_one_hidden_node.py", NOTEBOOK, WORDS),
        ("tests/notebooks/chapters/n05_one_hidden_node.py", NOTEBOOK, WORDS),
        ("helpers/checks/failures.py", ["tests/notebooks/test_exercises.py", "tests/notebooks/test_answers.py"], []),
        ("helpers/grid.py", ["tests/helpers/test_grid.py", "tests/helpers/test_bad_input.py"], []),
        ("helpers/support/progress.py", ["tests/helpers/test_progress.py", "tests/helpers/test_bad_input.py"], []),
        ("helpers/course.mplstyle", ["tests/helpers"], []),
        ("site/ext/references.py", ["tests/site/test_site.py"], []),
        ("tests/tools/test_lint.py", ["tests/tools/test_lint.py"], []),
        ("tests/notebooks/equations/parser.py", ["tests/notebooks"], []),
        ("tests/conftest.py", ["tests/tools"], []),
        ("Makefile", ["tests/tools"], []),
    ],
)
def test_a_file_has_its_tests(name, tests, words):
    assert CHECK["belonging"](name) == (tests, words)


def test_every_file_has_tests_that_exist():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(lambda name: (ROOT / name).exists(), listed.splitlines()):
        assert any((ROOT / test).exists() for test in CHECK["belonging"](name)[0]), name


def test_the_words_of_a_notebook_limit_only_its_own_tests():
    arguments = CHECK["chosen"](["helpers/checks/n05_one_hidden_node.py", "Makefile"])
    assert arguments[-2:] == [
        "-k",
        "05_one_hidden_node or [5. or not (test_answers.py or test_claims.py or "
        "test_equations.py or test_exercises.py or test_notebooks.py)",
    ]
    assert arguments[:-2] == sorted([*NOTEBOOK, "tests/tools"])
    both = CHECK["chosen"](["helpers/checks/n05_one_hidden_node.py", "helpers/checks/failures.py"])
    assert both[-1].endswith("not (test_claims.py or test_equations.py or test_notebooks.py)")


def test_a_notebook_has_changed_if_its_cells_have(tmp_path):
    path = tmp_path / "01_first.ipynb"
    found = []
    for cells, metadata in [([], {}), ([], {"language_info": {"version": "3.12.1"}}), (["x"], {})]:
        path.write_text(json.dumps({"cells": cells, "metadata": metadata}))
        found.append(CHECK["digest"](path))
    assert found[0] == found[1] != found[2]
    path.unlink()
    assert CHECK["digest"](path) is None
