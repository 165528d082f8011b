"""What is printed is what is proved: the TeX of every tagged equation of notebooks 01 to 12 is read, and is true.

Then misprints are put into it, every place where one fits; `equations/survey.py` prints how many.
"""

import importlib

import pytest
from equations.survey import MUTATED, SCALAR, equations, fates, misprint
from meanings import definitions, harmless
from notebooks import PATHS, chapter, read, tagged_equations, verified_equations

EQUATIONS = {equation.number: equation for equation in equations()}
each_equation = pytest.mark.parametrize(
    "equation", EQUATIONS.values(), ids=[f"{name}-{number}" for name, number, _ in EQUATIONS.values()]
)


@each_equation
def test_the_printed_equation_is_true(equation):
    assert misprint(equation, equation.tex) is None


@each_equation
def test_misprints_are_noticed(equation):
    """All of them, and not 95 in a hundred: those that say the same as the equation are in a list, with the reason."""
    found = fates(equation)
    assert found, "no mutation fits this equation: add one"
    assert not [(what, tex) for what, tex, fate in found if fate == "overlooked"], (
        "what is true as well comes into tests/notebooks/meanings/harmless.py, with the reason"
    )


@pytest.mark.parametrize("name", MUTATED)
def test_at_least_95_in_a_hundred_misprints_are_noticed_and_readable(name):
    found = [fate for equation in EQUATIONS.values() if equation.name == name for *_, fate in fates(equation)]
    assert len(found) > 40
    assert found.count("noticed") >= 0.95 * len(found)


@pytest.mark.parametrize("number, ours, theirs, reason", harmless.HARMLESS)
def test_what_is_called_harmless_is_a_mutant_that_is_not_noticed(number, ours, theirs, reason):
    equation = EQUATIONS[number]
    wrong = equation.tex.replace(ours, theirs, 1)
    assert (wrong, "harmless") in [(tex, fate) for _, tex, fate in fates(equation)]


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem in MUTATED], ids=lambda path: path.stem)
def test_every_printed_equation_has_a_meaning_and_none_is_spare(path):
    printed = set(tagged_equations(read(path)))
    where = "EQUATIONS in tests/notebooks/meanings says what the names of an equation mean"
    if path.stem not in SCALAR:
        assert set(importlib.import_module(f"meanings.n{path.stem}").EQUATIONS) == printed, where
    else:
        own = {number for number in definitions.EQUATIONS if number.split(".")[0] == path.stem[:2].lstrip("0")}
        verified = set(verified_equations(path))
        assert own | verified == printed and not own & verified, where


# The misprints of the lecture, put into our equations: (number of the fault, equation, what we print, what it prints).
MISPRINTS = [misprint for name in MUTATED for misprint in chapter(name).MISPRINTS]


@pytest.mark.parametrize(
    "fault, number, ours, theirs",
    MISPRINTS,
    ids=[f"fault-{fault}-in-{number}-{k}" for k, (fault, number, *_) in enumerate(MISPRINTS)],
)
def test_the_misprints_of_the_lecture_are_noticed(fault, number, ours, theirs):
    equation = EQUATIONS[number]
    assert ours in equation.tex
    assert misprint(equation, equation.tex.replace(ours, theirs)) is not None
