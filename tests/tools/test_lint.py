"""ruff and mypy find nothing. Their rules, and why some are left out, stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def complaints(tool, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_ruff_finds_nothing():
    assert complaints("ruff", "check", "--no-cache", "--output-format=concise") == ""


def test_the_formatter_changes_nothing():
    assert complaints("ruff", "format", "--no-cache", "--quiet", "--diff") == ""


def test_mypy_finds_nothing(tmp_path):
    assert complaints("mypy", "--cache-dir", tmp_path, "--no-error-summary") == ""
