"""Slips that fit any exercise, told from the results: a sign, a factor, a transpose, a sum for a mean.

`got` and `want` are lists of arrays of floats, one for each case; `cases` are the arguments that the answer was given.
"""

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from helpers.checks.results import equal

# Slips of every kind of result: the hint, and what the slip makes of a right result.
SLIPS: list[tuple[str, Callable]] = [
    ("everywhere the negative of what it should be.", np.negative),
    ("this is the transpose of what it should be.", np.transpose),
    ("everywhere the reciprocal of what it should be.", np.reciprocal),
    ("everywhere the square of what it should be.", np.square),
    ("everywhere the root of what it should be.", np.sqrt),
    ("everywhere the exponential of what it should be.", np.exp),
    ("everywhere the logarithm of what it should be.", np.log),
    ("everywhere one minus what it should be.", lambda a: 1 - a),
    ("the numbers are right but for their sign: none is negative.", np.abs),
    ("the numbers are right, in the opposite order.", np.flip),
    ("this is the sum of the numbers wanted: keep them apart.", np.sum),
    ("this is the mean of the numbers wanted: keep them apart.", np.mean),
]


def usual_slip(got, want, cases, tolerance, names):
    """Return the hint for the slip that explains all cases, or None. names: of the arguments."""
    with np.errstate(all="ignore"):
        for hint, wrong in [
            *((hint, list(map(slip, want))) for hint, slip in SLIPS),
            *_sums(want, cases),
            *_arguments(want, cases, names),
        ]:
            if equal(got, wrong, tolerance):
                return hint
        if any(a.shape != b.shape for a, b in zip(got, want, strict=True)):
            return _shape(got, want, tolerance)
        return (
            _constant(got, want, tolerance)
            or _factor(got, want, tolerance)
            or _part(got, want, cases, tolerance, names)
        )


def _sums(want, cases):
    """Yield the slips of a sum for a mean and of a mean for a sum, over the first array of the arguments."""
    arrays = [a for case in cases for a in [a for a in case if isinstance(a, np.ndarray) and a.ndim][:1]]
    if len(arrays) == len(cases):
        for words, n in [
            ("rows", [len(a) for a in arrays]),
            ("columns", [a.shape[-1] for a in arrays]),
            ("entries", [a.size for a in arrays]),
        ]:
            if len(set(n)) > 1:  # otherwise a factor like any other
                yield (
                    f"as many times too large as there are {words}: a sum stands where a mean belongs.",
                    [a * k for a, k in zip(want, n, strict=True)],
                )
                yield (
                    f"as many times too small as there are {words}: a mean stands where a sum belongs.",
                    [a / k for a, k in zip(want, n, strict=True)],
                )


def _arguments(want, cases, names):
    """Yield the slips of an argument that is a factor or a term too often or too seldom."""
    for j, name in enumerate(names):
        values = [case[j] for case in cases]
        if all(
            isinstance(v, (int, float, np.ndarray)) and np.shape(v) in ((), a.shape)
            for v, a in zip(values, want, strict=True)
        ):
            changes: list[tuple[str, Callable]] = [
                (f"the factor {name} is missing.", np.divide),
                (f"the factor {name} is one too many.", np.multiply),
                (f"everywhere too small by {name}.", np.subtract),
                (f"everywhere too large by {name}.", np.add),
                (f"this is {name}, as it was given.", lambda a, v: v + 0 * a),
            ]
            for hint, slip in changes:
                yield hint, [slip(a, v) for a, v in zip(want, values, strict=True)]


def _shape(got, want, tolerance):
    if any(a.size > 1 for a in got):
        if equal([a.sum() for a in got], want, tolerance):
            return "these are the parts of what is wanted: add them."
        if equal([a.sum() / a.size for a in got], want, tolerance):
            return "these are the parts of what is wanted: take their mean."
    if equal([a.ravel() for a in got], [a.ravel() for a in want], tolerance):
        k = next(k for k, a in enumerate(got) if a.shape != want[k].shape)
        return f"the numbers are right, but in the shape {got[k].shape}, expected {want[k].shape}."
    return None


def _constant(got, want, tolerance):
    ours, theirs = (np.concatenate([a.ravel() for a in arrays]) for arrays in (got, want))
    if len(got) > 1 and np.ptp(ours) == 0 and np.ptp(theirs) > tolerance:
        return f"it gives {_number(ours[0])} whatever it is given."
    return None


def _factor(got, want, tolerance):
    """Return the hint for results that are a multiple of what is wanted, or differ from it by the same number."""
    ours, theirs = (np.concatenate([a.ravel() for a in arrays]) for arrays in (got, want))
    if len(np.unique(np.abs(theirs).round(9))) < 3:  # two numbers fit too much
        return None
    k = np.median(ours[theirs != 0] / theirs[theirs != 0])
    if _number(k) not in "01" and np.allclose(ours, k * theirs, rtol=tolerance, atol=tolerance * abs(k)):
        return f"everywhere {_number(k)} times what it should be."
    more = np.median(ours - theirs)
    if _number(more) != "0" and np.allclose(ours, theirs + more, rtol=tolerance, atol=tolerance):
        return f"everywhere {_number(abs(more))} {'more' if more > 0 else 'less'} than it should be."
    return None


def _part(got, want, cases, tolerance, names):
    """Return the hint for results of which some entries are always right, and the others show a slip."""
    dimensions = min(a.ndim for a in want)
    for place in [[], ["entry"], ["row", "column"]][min(dimensions, 2)]:
        ours, theirs = ([a.T if place == "column" else a for a in arrays] for arrays in (got, want))
        if len({len(a) for a in theirs}) > 1:
            continue
        right = [equal([a[j] for a in ours], [a[j] for a in theirs], tolerance) for j in range(len(theirs[0]))]
        wrong = [j for j, is_right in enumerate(right) if not is_right]
        if 0 < len(wrong) < len(right):
            hint = usual_slip([a[wrong] for a in ours], [a[wrong] for a in theirs], cases, tolerance, names)
            if hint:
                return f"right but for {place} {', '.join(map(str, wrong))}. There: {hint}"
    return None


def _number(k):
    """Return a number as text, as a fraction if it is a plain one."""
    fraction = Fraction(float(k)).limit_denominator(12)
    return str(fraction) if abs(fraction - k) < 1e-9 * max(1, abs(k)) else f"{k:.4g}"
