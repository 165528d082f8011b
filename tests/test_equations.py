"""What is printed is what is proved: the TeX of the scalar notebooks says what their `verify` calls checked."""

import re

import pytest
import sympy as sp
from notebooks import NAMES, PATHS, chapter, read, verified_equations
from tex import MisprintError, sides, tagged_equations, to_sympy

from helpers.verify import symbolic_difference

SCALAR = [path for path in PATHS if path.stem in NAMES[:7]]
PRINTED = [(path, number, tex) for path in SCALAR for number, tex in tagged_equations(read(path)).items()
           if number in verified_equations(path)]
IDS = [f"{path.stem}-{number}" for path, number, _ in PRINTED]


def misprint(path, number, tex):
    """Return why the TeX disagrees with what was verified, or None."""
    verified = verified_equations(path)[number]
    for side in sides(tex):
        try:
            printed = to_sympy(side, verified.variables, chapter(path.stem).SYMBOLS)
        except MisprintError as error:
            return f"{side}: {error}"
        difference = symbolic_difference(_matrix(printed), _matrix(verified.left))
        if difference:
            return f"{side}: {difference}"
    return None


def _matrix(side):
    return side if isinstance(side, sp.MatrixBase) else sp.Matrix([side])


MUTATIONS = {
    "a plus for a minus": (r"-", "+"),
    "a minus for a plus": (r"\+", "-"),
    "a minus in front of the right side": (r"=", "= -"),
    "a sine for a cosine": (r"\\cos", r"\\sin"),
    "a cosine for a sine": (r"\\sin", r"\\cos"),
    "a cube for a square": (r"\^2", "^3"),
    "a factor of two": (r"2x", "x"),
    "an index": (r"n_2", "n_1"),
    "a variable of the derivative": (r"(\{(?:d|\\partial ))x\}", r"\1y}"),
    "an entry of the Jacobian": (r"\\partial y\}\{\\partial s", r"\\partial y}{\\partial t"),
    "indices from and to exchanged": (r"_\{01\}", "_{10}"),
    "indices to and from exchanged": (r"_\{10\}", "_{01}"),
    "the other node of a layer": (r"_0\^\{\(", "_1^{("),
    "a transposition left out": (r"\^\{\\mathsf T\}", ""),
}


def mutants(tex):
    """Yield misprints of an equation, each with its name: every place where a mutation fits, one at a time."""
    for name, (pattern, replacement) in MUTATIONS.items():
        for place in re.finditer(pattern, tex, re.S):
            wrong = tex[:place.start()] + place.expand(replacement) + tex[place.end():]
            if not ("=" in place[0] and r"\begin" in tex):      # a sign before a matrix is no misprint we make
                yield name, wrong


@pytest.mark.parametrize("path, number, tex", PRINTED, ids=IDS)
def test_the_printed_equation_is_the_verified_one(path, number, tex):
    assert misprint(path, number, tex) is None


@pytest.mark.parametrize("path, number, tex", PRINTED, ids=IDS)
def test_misprints_are_noticed(path, number, tex):
    wrong = list(mutants(tex))
    assert wrong, "no mutation fits this equation: add one"
    accepted = [f"{name}: {tex}" for name, tex in wrong if misprint(path, number, tex) is None]
    assert not accepted


@pytest.mark.parametrize("path", SCALAR, ids=lambda path: path.stem)
def test_every_number_that_verify_checks_is_printed(path):
    assert set(verified_equations(path)) <= set(tagged_equations(read(path)))


# The misprints of the lecture, put into our equations: (number of the fault, equation, what we print, what it prints).
MISPRINTS = [(path, *misprint) for path in SCALAR for misprint in chapter(path.stem).MISPRINTS]


@pytest.mark.parametrize("path, fault, number, ours, theirs", MISPRINTS,
                         ids=[f"{path.stem}-fault-{fault}-in-{number}-{k}"
                              for k, (path, fault, number, *_) in enumerate(MISPRINTS)])
def test_the_misprints_of_the_lecture_are_noticed(path, fault, number, ours, theirs):
    tex = tagged_equations(read(path))[number]
    assert ours in tex
    assert misprint(path, number, tex.replace(ours, theirs)) is not None
