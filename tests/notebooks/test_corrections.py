"""The page of corrections: every printed form fails its check, every one of ours holds, and no fault is forgotten."""

import re

import numpy as np
import pytest
from corrections import page, words
from corrections.entry import compare
from notebooks import FOLDER, NAMES, chapter, read, tagged_equations

FAULTS = page.all_faults()
SLIPS = [slip for _, slips in words.GROUPS.values() for slip in slips]
IDS = [page.anchor(fault.numbers) for fault in FAULTS]
CHECKS = [(fault, check) for fault in FAULTS for check in fault.checks]

EQUATIONS = range(1, 27)  # the faults of the lecture in equations, as its reading numbered them
CLAIMS = range(30, 73)  # and those in what it claims; 27 to 29 are remarks on counts that are right


@pytest.fixture(scope="module")
def text():
    return page.text()


@pytest.mark.parametrize("fault, check", CHECKS, ids=[check.__name__ for _, check in CHECKS])
def test_the_printed_form_fails_and_ours_holds(fault, check):
    result = check()
    assert not result.printed, f"the lecture is right: {result.words}"
    assert result.ours, f"we are wrong: {result.words}"


def test_every_fault_of_the_table_has_a_check():
    assert [fault.title for fault in FAULTS if not fault.checks] == []


@pytest.mark.parametrize(
    "answer, holds",
    [
        ([1, 1], True),
        ([1, 1 + 1e-7], True),
        ([1, 2], False),
        ([-1, -1], False),
        ([1], False),
        (1.0, False),
        ([1, np.nan], False),
    ],
)
def test_an_answer_holds_where_it_is_the_true_one(answer, holds):
    result = compare("", np.array([1.0, 1.0]), printed=answer, ours=answer)
    assert result.printed == result.ours == holds


@pytest.mark.parametrize("fault", FAULTS, ids=IDS)
def test_the_course_has_what_is_named(fault):
    assert fault.course
    for number, place in fault.course:
        notebook = read(next(FOLDER.glob(f"{number}_*.ipynb")))
        if page.is_equation(place):
            assert place in tagged_equations(notebook), f"{place} is not printed"
        else:
            titles = re.findall(r"^#+ (.*)$", "\n".join(cell.source for cell in notebook.cells), re.M)
            assert place in titles, f"notebook {number} has no section “{place}”"


def test_no_fault_is_forgotten():
    """Each has a check, or is among those that have nothing to run, which say why; or it is left out, for a reason."""
    checked = {number for fault in FAULTS for number in fault.numbers}
    worded = {number for numbers, *_ in SLIPS for number in numbers}
    assert not checked & worded and not (checked | worded) & set(words.LEFT_OUT)
    assert checked | worded | set(words.LEFT_OUT) == {*EQUATIONS, *CLAIMS}, (
        "a fault comes into a module of site/ext/corrections with its check, or into words.py"
    )
    assert all(reason for reason, _ in words.GROUPS.values()) and all(words.LEFT_OUT.values())


def test_misprints_that_the_notebooks_are_tested_with_are_on_the_page():
    on_page = {
        number for numbers in [*(fault.numbers for fault in FAULTS), *(slip[0] for slip in SLIPS)] for number in numbers
    }
    tested = {int(number) for name in NAMES for number, *_ in getattr(chapter(name), "MISPRINTS", [])}
    assert tested and tested <= on_page


def test_the_page_lists_every_entry(text):
    for fault in FAULTS:
        block = text.partition(f"({page.anchor(fault.numbers)})=\n### {fault.title}\n")[2].partition("\n### ")[0]
        for part in (fault.place, fault.printed, fault.right, fault.why):
            assert part in block
        assert block.count("**Check:** ") == len(fault.checks)
    for numbers, *parts in SLIPS:
        line = next(line for line in text.splitlines() if f"({page.numbered(numbers)})" in line)
        assert all(part in line for part in parts)


def test_what_a_check_found_is_on_the_page(text):
    assert "- the judge: −0.01136, −0.007574\n- printed: 0.01029, 0.01082\n- ours: −0.01136, −0.007574" in text
