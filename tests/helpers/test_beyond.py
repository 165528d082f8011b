"""Part V asks for its packages in one line, and pytest leaves out what it cannot run, and says so."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from notebooks import PATHS

from helpers.beyond import Missing, require

ROOT = PATHS[0].parent.parent


def test_what_is_missing_is_named_in_one_line():
    with pytest.raises(Missing) as caught:
        require("numpy", "no_such_package", "nor_this")
    assert caught.value._render_traceback_() == [
        "This notebook needs no_such_package, nor_this: run `make beyond`, or `pip install -r requirements-beyond.txt`."
    ]


def test_what_is_there_raises_nothing(monkeypatch):
    monkeypatch.setattr(os, "environ", {})
    require("numpy")
    assert os.environ == {
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "KERAS_BACKEND": "tensorflow",
        "CUDA_VISIBLE_DEVICES": "-1",
        "JAX_PLATFORMS": "cpu",
    }


def test_a_notebook_without_its_packages_is_left_out_and_named(tmp_path):
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "conftest.py", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, package in [("21_there", "numpy"), ("22_missing", "no_such_package")]:
        cell = nbformat.v4.new_code_cell(f"from helpers.beyond import require\nrequire('{package}')")
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "notebooks" / f"{name}.ipynb")
    options = ["-n0", "-o", "addopts=--nbval --nbval-current-env", "notebooks"]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *options], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "1 passed" in result.stdout, result.stdout
    assert "left out 22_missing.ipynb: it needs no_such_package (make beyond)" in result.stdout
    assert "left out 21" not in result.stdout
