"""Every tagged equation of notebooks 01 to 12, and what becomes of its mutants.

`python tests/notebooks/equations/survey.py` prints a table: for each notebook its equations, their mutants, how many
of these are noticed, are harmless, because they are true as well, or are overlooked; and the last two with their text.
"""

import contextlib
import functools
import importlib
import io
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import sympy as sp
from equations.arithmetic import MisprintError, UnreadableError
from equations.compare import disagreement
from equations.mutations import mutants
from equations.parser import statements
from equations.variables import Variables
from meanings import definitions, harmless
from notebooks import NAMES, PATHS, chapter, read, tagged_equations, verified_equations

MUTATED = NAMES[:12]
SCALAR = NAMES[:7]  # what their `verify` calls checked are expressions in the notebook's variables
POINTS = 6  # at which those are compared
POINTS_OF_A_STEP = 100  # which is 0 or 1, and so agrees with many a wrong one


class Equation(NamedTuple):
    name: str  # of the notebook
    number: str
    tex: str


@functools.cache
def equations():
    """Return the tagged equations of notebooks 01 to 12."""
    return [
        Equation(path.stem, number, tex)
        for path in PATHS
        if path.stem in MUTATED
        for number, tex in tagged_equations(read(path)).items()
    ]


@functools.cache
def meaning(equation):
    """Return what the names of an equation mean: a list of Names, or one."""
    if equation.name not in SCALAR:
        return importlib.import_module(f"meanings.n{equation.name}").EQUATIONS[equation.number]()
    if equation.number in definitions.EQUATIONS:
        return definitions.EQUATIONS[equation.number]()
    [path] = [path for path in PATHS if path.stem == equation.name]
    verified = verified_equations(path)[equation.number]
    step = isinstance(verified.left, sp.Piecewise)
    return [
        Variables(verified, chapter(equation.name).SYMBOLS, seed)
        for seed in range(POINTS_OF_A_STEP if step else POINTS)
    ]


def misprint(equation, tex):
    """Return why TeX in the place of an equation's disagrees with what the equation means, or None."""
    return disagreement(tex, meaning(equation))


@functools.cache
def fates(equation):
    """Return what becomes of each mutant of an equation: tuples of what was done, the TeX, and its fate.

    The fates: "noticed"; "unreadable", noticed as well; "harmless", as the list in `meanings` says; "overlooked".
    """
    known = {
        equation.tex.replace(ours, theirs, 1)
        for number, ours, theirs, _ in harmless.HARMLESS
        if number == equation.number
    }
    return [(what, tex, fate(equation, tex, known)) for what, tex in mutants(equation.tex)]


def fate(equation, tex, known):
    try:
        statements(tex)
    except UnreadableError:
        return "unreadable"
    except MisprintError:
        return "noticed"
    if misprint(equation, tex):
        return "noticed"
    return "harmless" if tex in known else "overlooked"


def table():
    """Return the lines of a table: a row for each notebook and one for all."""
    rows = [(name, [equation for equation in equations() if equation.name == name]) for name in MUTATED]
    lines = [f"{'notebook':30}{'equations':>10}{'mutants':>9}{'noticed':>9}{'harmless':>9}{'overlooked':>11}"]
    for name, chosen in [*rows, ("all", equations())]:
        found = Counter(fate for equation in chosen for *_, fate in fates(equation))
        lines.append(
            f"{name:30}{len(chosen):10}{found.total():9}{found['noticed'] + found['unreadable']:9}"
            f"{found['harmless']:9}{found['overlooked']:11}"
        )
    return [*lines, f"Of those noticed, {found['unreadable']} because they cannot be read as an equation."]


def main():
    warnings.filterwarnings("ignore", "Animation was deleted")
    with contextlib.redirect_stdout(io.StringIO()):  # what the notebooks print
        lines = table()
    print(*lines, sep="\n")
    for equation in equations():
        for what, tex, fate in fates(equation):
            if fate in ("harmless", "overlooked"):
                print(f"({equation.number}) {fate}, {what}: {' '.join(tex.split())}")


if __name__ == "__main__":
    main()
