"""What the table of corrections is made of: faults, and checks that hold the printed form and ours against a judge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class Result(NamedTuple):
    """What a check found: whether the printed form holds, whether ours does, and words for the page."""

    printed: bool
    ours: bool
    words: str


@dataclass(frozen=True)
class Fault:
    """One slip of the lecture, perhaps seen in several places. The texts are Markdown with TeX.

    numbers: what the tests call it, in MISPRINTS too. place: the slide, in words. printed: what the lecture has.
    right: what is right. why: the reason. course: where we treat it, pairs of a notebook's number and an equation's
    number or a section's title. checks: functions without arguments that return a `Result`.
    """

    numbers: tuple[int, ...]
    title: str
    place: str
    printed: str
    right: str
    why: str
    course: tuple[tuple[str, str], ...]
    checks: tuple[Callable, ...]


def compare(judge, true, printed, ours, tolerance=1e-6):
    """Return the result of holding two answers against the true one; judge: the words for how that was found."""
    return Result(
        _agrees(printed, true, tolerance),
        _agrees(ours, true, tolerance),
        f"{judge}:\n\n- the judge: {show(true)}\n- printed: {show(printed)}\n- ours: {show(ours)}",
    )


def show(value):
    """Return a number, or several, with four digits, rounding errors as 0 and minus signs that are no hyphens."""
    return ", ".join(f"{number:.4g}".replace("-", "−") for number in np.round(np.ravel(value), 12) + 0.0)


def _agrees(value, true, tolerance):
    return np.shape(value) == np.shape(true) and np.abs(np.subtract(value, true)).max() <= tolerance
