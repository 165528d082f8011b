"""Every notebook keeps to the plan of the house, and a notebook that does not is found out."""

import copy
import re

import pytest
from nbformat.v4 import new_output
from notebooks import FOLDER, NAMES, PATHS, START, read
from structure import problems


@pytest.mark.parametrize("path", [FOLDER / f"{START}.ipynb", *PATHS], ids=lambda path: path.stem)
def test_the_notebook_keeps_to_the_plan(path):
    assert problems(path.stem, read(path)) == []


def test_the_readme_lists_the_notebooks():
    readme = (FOLDER.parent / "README.md").read_text("utf-8")
    listed = re.findall(r"\(notebooks/(\w+)\.ipynb\)", readme)
    assert listed == [path.stem for path in PATHS] == NAMES, (
        "a new notebook comes into the table of README.md and into NAMES of notebooks.py"
    )


SOLUTION = "return df(g(x)) * dg(x)"  # of exercise 1.1


def cell_with(notebook, words):
    return next(cell for cell in notebook.cells if words in cell.source)


def change(words, old, new):
    def apply(notebook):
        cell = cell_with(notebook, words)
        cell.source = cell.source.replace(old, new)

    return apply


def remove(words):
    return lambda notebook: notebook.cells.remove(cell_with(notebook, words))


def print_to(stream, words, text):
    def apply(notebook):
        cell_with(notebook, words).outputs.append(new_output("stream", name=stream, text=text))

    return apply


def forget_the_alternative_text(notebook):
    for output in cell_with(notebook, "plt.loglog").outputs:
        output.metadata = {}


def animate(html):
    def apply(notebook):
        data = {"text/html": html, "text/plain": "An animation in which a line grows and grows."}
        cell_with(notebook, "plt.loglog").outputs.append(new_output("display_data", data=data))

    return apply


def shuffle(notebook):
    cell_with(notebook, 'defines("1.1")').execution_count = 40


def record_times(notebook):
    cell_with(notebook, 'defines("1.1")').metadata["execution"] = {"iopub.execute_input": "2026-01-01"}


def unfold(words, what):
    return lambda notebook: cell_with(notebook, words).metadata["jupyter"].pop(what)


def solve_wrongly(notebook):
    cell_with(notebook, SOLUTION).outputs[0].text = "1.1 not yet: slope returns None."


def fail(notebook):
    cell_with(notebook, 'defines("1.1")').outputs.append(new_output("error", ename="E", evalue=""))


BREAKAGES = {
    "title": (change("# 01 The chain rule", "# 01 ", "# "), "does not start with the number"),
    "order": (shuffle, "not executed in order"),
    "error": (fail, "shows an error"),
    "stderr": (print_to("stderr", 'defines("1.1")', "warning"), "writes to stderr"),
    "address": (print_to("stdout", 'defines("1.1")', "<object at 0x7f3a2b1c>"), "shows an address"),
    "times": (record_times, "metadata of a machine"),
    "no verify": (remove('verify("1.4"'), "(1.4) is not checked by the code cell below it"),
    "no tag": (change(r"\tag{1.4}", r"\tag{1.4}", ""), "(1.4) is checked but not printed"),
    "tag of another chapter": (change(r"\tag{1.4}", "1.4", "2.4"), "do not count up"),
    "no alternative text": (forget_the_alternative_text, "has no alternative text"),
    "animation without alternative text": (
        animate("<img src='x'>"),
        "animation of cell {figure} has no alternative text",
    ),
    "heavy animation": (animate('<img alt="a">' + "x" * 1_600_000), "more than 1.5 MB"),
    "animation from outside": (animate('<img alt="a"><link href="https://a.org/a.css">'), "needs a network"),
    "no solution": (remove(SOLUTION), "not followed by its solution"),
    "open imports": (unfold("import numpy", "source_hidden"), "which imports, is not folded"),
    "open solution": (unfold(SOLUTION, "source_hidden"), "is not folded with its output"),
    "open output": (unfold(SOLUTION, "outputs_hidden"), "is not folded with its output"),
    "unnamed solution": (change(SOLUTION, "# Solution 1.1\n", ""), "does not begin with # Solution 1.1"),
    "wrong solution": (solve_wrongly, "the solution of 1.1 is not correct"),
    "long line": (change('defines("1.1")', "defines", "  # " + 80 * "-" + "\ndefines"), "more than 79 columns"),
    "relative path": (change('defines("1.1")', "defines", "path = '../data/a.csv'\ndefines"), "working directory"),
    "directive": (change("## Recap", "## Recap", ":::{note}\n"), "MyST directive"),
    "broken formula": (change("## Recap", "## Recap", "It is $m\n- m^2$.\n"), "a formula broken at a sign"),
    "bare reference": (change("## Recap", "## Recap", "As in notebook\n07.\n"), "names notebook 07 without a link"),
    "bare second": (
        change("## Recap", "## Recap", "Notebooks [02](02_counting_operations.ipynb)\nand 07.\n"),
        "names notebook 07 without a link",
    ),
    "wrong link": (change("## Recap", "## Recap", "[notebook 02](01_chain_rule.ipynb)\n"), "links notebook 02 to 01"),
    "no last line": (change("## Where next", "[contents]", "contents"), "the last line of the text is not"),
    "dead link": (change("## Recap", "## Recap", "[x](nowhere.ipynb)"), "links to nowhere.ipynb"),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_broken_notebook_is_found_out(name):
    breakage, expected = BREAKAGES[name]
    path = next(path for path in PATHS if path.stem == NAMES[0])
    notebook = copy.deepcopy(read(path))
    expected = expected.format(figure=notebook.cells.index(cell_with(notebook, "plt.loglog")))
    breakage(notebook)
    found = problems(path.stem, notebook)
    assert any(expected in problem for problem in found), found


def test_a_start_that_leaves_out_a_notebook_is_found_out():
    notebook = copy.deepcopy(read(FOLDER / f"{START}.ipynb"))
    change("## The map", "- [07 Logic gates](07_logic_gates.ipynb)\n", "")(notebook)
    assert any("the map does not list" in problem for problem in problems(START, notebook))
