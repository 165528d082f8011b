r"""Read the TeX of an equation as numbers: `disagreement(tex, names)` says where its sides differ, or None.

It reads the part of TeX that the course's equations use: sums and products, fractions, roots, powers, transposition,
⊙, Σ, ∫, lim, norms, means, matrices, cases, derivatives. What the names in it mean comes from a `Names`.
"""

import itertools

import numpy as np
from equations.arithmetic import RELATIONS, MisprintError, holds
from equations.parser import statements


def disagreement(tex, names):
    """Return a sentence about the first place where an equation is false, or None.

    names: a `Names`, or a list of several. Every index that has a range there, and is not bound by a sum, takes all
    its values. Where `names` has a value for "the expression", every side must have it.
    """
    if isinstance(names, list):
        return next(filter(None, (disagreement(tex, each) for each in names)), None)
    try:
        for statement, used in statements(tex):
            free = {index: names.ranges[index] for index in used if index in names.ranges}
            for point in itertools.product(*free.values()):
                bound = names.bound(dict(zip(free, point, strict=True)))
                with np.errstate(all="ignore"):
                    wrong = _difference(statement, bound)
                if wrong:
                    return f"{wrong} at {dict(zip(free, point, strict=True))}" if free else wrong
    except MisprintError as error:
        return str(error)
    return None


def _difference(statement, names):
    sides, relations = statement
    if "the expression" in names:
        sides, relations = [*sides, lambda names: names.chosen("the expression", [])], [*relations, "="]
    values = [
        side(names.bound(names.after) if relation == r"\leftarrow" else names)
        for side, relation in zip(sides, [*relations, None], strict=True)
    ]
    for left, right, relation in zip(values, values[1:], relations, strict=False):
        left, right = (np.squeeze(side) if np.size(side) == 1 else np.asarray(side) for side in (left, right))
        if left.shape != right.shape:
            return f"shapes {left.shape} and {right.shape}"
        if not (np.isfinite(left).all() and np.isfinite(right).all()):
            return "a side is not finite"
        if RELATIONS[relation]:
            if not holds(relation, left, right):
                return f"{left} {relation} {right} is false"
        elif np.abs(left - right).max() > names.tolerance * max(1, np.abs(left).max(), np.abs(right).max()):
            return f"{left} is not {right}"
    return None
