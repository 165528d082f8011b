"""The notebooks as the tests see them: files, cells, and what happens when their code runs."""

import ast
import functools
import importlib
import inspect
import re
from pathlib import Path
from typing import NamedTuple

import matplotlib.pyplot as plt
import nbformat

import helpers.plotting
import helpers.verify

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
START = "00_start_here"  # which is no chapter: the contents, for JupyterLab
PATHS = [path for path in sorted(FOLDER.glob("*.ipynb")) if path.stem != START]

# In this order. A new notebook comes here, into site/chapters.toml and into the table of README.md.
NAMES = [
    "01_chain_rule",
    "02_counting_operations",
    "03_automatic_differentiation",
    "04_scalar_perceptron",
    "05_one_hidden_node",
    "06_two_two_one_network",
    "07_logic_gates",
    "08_universal_approximation",
    "09_backpropagation",
    "10_activation_functions",
    "11_gradient_descent",
    "12_network_class",
    "13_digits_from_scratch",
    "14_training_and_overfitting",
    "15_grid_search_heatmaps",
    "16_keras_and_tensorflow",
    "17_breast_cancer",
    "18_differentiation_libraries",
    "19_dropout_batch_norm_clipping",
    "20_tuning_and_limits",
]


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell):
    return cell.metadata.get("tags", [])


def calls(source, function):
    """Return the first argument of every call of `function`, by name, in the source of a cell."""
    return [
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == function
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def tagged_equations(notebook):
    """Return a dictionary from numbers to the TeX of the display equations that carry them, without the tag."""
    found = {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for body in re.findall(r"\$\$(.*?)\$\$", cell.source, re.S):
                for number in re.findall(r"\\tag\{([^}]*)\}", body):
                    found[number] = re.sub(r"\\tag\{[^}]*\}", "", body)
    return found


def chapter(name):
    """Return the module of `chapters` that belongs to a notebook: what the tests know of it."""
    return importlib.import_module(f"chapters.n{name}")


class Verified(NamedTuple):
    """A call of `verify` that succeeded, and the notebook's variables at that moment."""

    left: object
    right: object
    variables: dict


@functools.cache
def verified_equations(path):
    """Run the code of a notebook and return a dictionary from numbers to what `verify` was called with."""
    found = {}
    patched = [(helpers.verify, "verify"), (helpers.plotting, "show"), (helpers.plotting, "show_animation")]
    originals = [getattr(module, name) for module, name in patched]
    verify = helpers.verify.verify

    def recording_verify(number, left, right):
        verify(number, left, right)
        found[number] = Verified(left, right, dict(inspect.currentframe().f_back.f_globals))

    def quiet_show(*_):
        plt.close()

    for (module, name), stand_in in zip(patched, [recording_verify, quiet_show, quiet_show], strict=True):
        setattr(module, name, stand_in)
    try:
        variables = {"__name__": path.stem}
        cells = code_cells(read(path))
        last = max((place for place, cell in enumerate(cells) if calls(cell.source, "verify")), default=-1)
        for cell in cells[: last + 1]:
            exec(compile(cell.source, path.stem, "exec"), variables)
    finally:
        for (module, name), original in zip(patched, originals, strict=True):
            setattr(module, name, original)
    return found
