"""What the page on testing counts, `{{ equations }}` and others in tested.md, is counted when the site is built."""

import re
import sys
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[2] / "tests" / "notebooks"


def setup(app):
    app.connect("source-read", fill)
    return {"parallel_read_safe": True}


def fill(app, docname, source):
    if docname == "tested":
        numbers = counts()
        source[0] = re.sub(r"\{\{ (\w+) \}\}", lambda name: str(numbers[name[1]]), source[0])


def counts():
    """Return the numbers by name: of the notebooks as the tests see them, and of what the tests know of these."""
    sys.path.append(str(NOTEBOOKS))
    from notebooks import NAMES, PATHS, calls, chapter, code_cells, read, tagged_equations, tags

    notebooks = [read(path) for path in PATHS]
    cells = [cell for notebook in notebooks for cell in code_cells(notebook)]
    printed = [len(tagged_equations(notebook)) for notebook in notebooks]
    known = [chapter(name) for name in NAMES]
    return {
        "equations": sum(printed),
        "definitions": sum(len(calls(cell.source, "defines")) for cell in cells),
        "read": sum(printed[:12]),  # by the reader of TeX
        "misprints": sum(len(module.MISPRINTS) for module in known[:12]),
        "exercises": sum("exercise" in tags(cell) for cell in cells),
        "wrong": sum(len(answers) for module in known for answers in module.WRONG.values()),
        "ignored": sum("nbval-ignore-output" in tags(cell) for cell in cells),
    }
