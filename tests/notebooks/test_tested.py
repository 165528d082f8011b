"""The page on testing counts rightly what the course holds."""

import pytest
from notebooks import NAMES, PATHS, ROOT, calls, chapter, code_cells, read, tagged_equations, tags

PAGE = " ".join((ROOT / "site" / "tested.md").read_text("utf-8").split())
CELLS = [cell for path in PATHS for cell in code_cells(read(path))]
EQUATIONS = {path.stem: tagged_equations(read(path)) for path in PATHS}


@pytest.mark.parametrize("words, number", [
    ("There are {} numbered equations.", sum(map(len, EQUATIONS.values()))),
    ("{} of them are definitions", sum(len(calls(cell.source, "defines")) for cell in CELLS)),
    ("in the {} equations of notebooks 01 to 12", sum(len(EQUATIONS[name]) for name in NAMES[:12])),
    ("Misprints of the lecture that fit into equations of ours, {} of them",
     sum(len(chapter(name).MISPRINTS) for name in NAMES[:12])),
    ("{} wrong answers to the", sum(len(cases) for name in NAMES for cases in chapter(name).WRONG.values())),
    ("to the {} exercises", sum("exercise" in tags(cell) for cell in CELLS)),
    ("The outputs of {} cells are not compared", sum("nbval-ignore-output" in tags(cell) for cell in CELLS)),
])
def test_the_page_counts_rightly(words, number):
    assert words.format(number) in PAGE
