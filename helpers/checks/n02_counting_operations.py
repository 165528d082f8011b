"""Judges of the exercises of notebook 02."""

import itertools
import math
import operator
from collections import Counter
from collections.abc import Callable

import numpy as np

from helpers.exercises import NotYet, agree, exercise
from helpers.verify import central_difference


def _counted(name, function, turned=False):
    """Return a method of Counted for an operation; turned: of the operands the other one comes first."""

    def method(self, *other):
        operands = (*other, self) if turned else (self, *other)
        numbers = [part.data if isinstance(part, Counted) else float(part) for part in operands]
        self.tape.append((name, *numbers))
        return Counted(function(*numbers), self.tape)

    return method


class Counted:
    """A number that writes every operation made with it on a tape, and gives the right result.

    data: the number. tape: a list, to which each operation adds its name and the numbers it was made of.
    """

    def __init__(self, data, tape):
        self.data, self.tape = data, tape

    __add__ = __radd__ = _counted("+", operator.add)
    __mul__ = __rmul__ = _counted("*", operator.mul)
    __sub__, __rsub__ = (_counted("-", operator.sub, turned) for turned in (False, True))
    __truediv__, __rtruediv__ = (_counted("/", operator.truediv, turned) for turned in (False, True))
    __pow__, __rpow__ = (_counted("**", operator.pow, turned) for turned in (False, True))
    __neg__ = _counted("-", operator.neg)

    # NumPy calls these: np.exp(v) is v.exp() for an object that it does not know.
    exp, log, log1p, sqrt = (_counted(name, getattr(math, name)) for name in ("exp", "log", "log1p", "sqrt"))


def spend(answer, x, enough):
    """Return how many operations answer(x) takes; raise NotYet if that is more than `enough`."""
    tape: list = []
    try:
        answer(Counted(x, tape))
    except Exception:  # x is no number: what has not been foreseen may fail in any way
        raise NotYet(
            "right, but the operations cannot be counted. Use only + - * / **, np.exp, np.log and np.sqrt, "
            "not those of math."
        ) from None
    if len(tape) > enough:
        (operation, *_), times = Counter(tape).most_common(1)[0]
        hint = (
            f"{operation} is applied to the same numbers {times} times. Give its result a name."
            if times > 1
            else "Nothing is computed twice; can what is there already be used with fewer steps?"
        )
        raise NotYet(f"right, but it takes {len(tape)} operations, and {enough} are enough. {hint}")
    return len(tape)


@exercise("2.1")
def formula(written_out):
    root = {"a": ("square", "x"), "b": ("exp", "a"), "c": ("+", "a", "b"), "d": ("sqrt", "c")}
    known = [
        (root, 5),
        ({"a": ("square", "x"), "b": ("exp", "a")}, 2),
        ({"a": ("*", "x", "x"), "b": ("*", "a", "a"), "c": ("*", "b", "b"), "d": ("*", "c", "c")}, 15),
        ({"s": ("square", "x"), "t": ("square", "y"), "u": ("+", "s", "t"), "v": ("+", 1, "u")}, 4),
        ({**root, "e": ("square", "d"), "f": ("exp", "e"), "g": ("+", "e", "f"), "h": ("sqrt", "g")}, 15),
        ({"p": ("*", 2, "x"), "q": ("+", "p", "y"), "r": ("*", "q", "p"), "s": ("/", "r", "q")}, 7),
        ({"a": ("square", "x"), "b": ("exp", "a"), "c": ("+", 1, "x")}, 1),
    ]

    def costs(steps, join=sum, own=1, leaf=0):
        cost: dict = {}
        for name, (_, *operands) in steps.items():
            cost[name] = own + join([cost.get(part, leaf) for part in operands])
        return list(cost.values())

    return agree(
        written_out,
        [(steps,) for steps, _ in known],
        lambda steps: next(total for program, total in known if program == steps),
        [
            (
                "this counts every step once, which is the shared program. What does a formula do with a name that "
                "is used twice?",
                len,
            ),
            (
                "this is the longest path through the program. All operands must be computed, not only the longest.",
                lambda steps: costs(steps, max)[-1],
            ),
            (
                "this is the largest count of all lines. Wanted is that of the last line.",
                lambda steps: max(costs(steps)),
            ),
            (
                "these are the counts of all lines together. That of the last line contains the others.",
                lambda steps: sum(costs(steps)),
            ),
            (
                "these are the inputs and constants in the formula. Each step is an operation of its own.",
                lambda steps: costs(steps, own=0, leaf=1)[-1],
            ),
            (
                "inputs and constants are counted as well. They are not operations.",
                lambda steps: costs(steps, leaf=1)[-1],
            ),
            ("the last step itself is missing.", lambda steps: costs(steps)[-1] - 1),
            (
                "these are the operands of the last step and the step itself. How were the operands made?",
                lambda steps: len(steps[list(steps)[-1]]),
            ),
        ],
        "it gives the known counts of 7 programs.",
        place=lambda _, steps: f"that ends with {list(steps)[-1]} = {steps[list(steps)[-1]]} it gives",
    )


@exercise("2.2")
def shared(value_and_slope):
    def f(x):
        return np.log(1 + np.exp(x * x))

    def rate(x):
        return central_difference(f, x)

    def inside(u):  # log(1 + exp(u)), with the right and with the forgotten derivative of u
        return [
            lambda x, factor=factor: [np.log(1 + np.exp(u(x))), factor(x) / (1 + np.exp(-u(x)))]
            for factor in (lambda x: 2 * x, lambda x: central_difference(u, x))
        ]

    slopes: list[tuple[str, Callable]] = [  # wrong ones, of x, b = exp(x²) and c = 1 + b
        ("the derivative of x² is missing.", lambda x, b, c: b / c),
        ("the factor 2 of the derivative of x² is missing.", lambda x, b, c: x * b / c),
        ("the exponential, the derivative of 1 + b, is missing.", lambda x, b, c: 2 * x / c),
        ("the derivative of the logarithm is missing.", lambda x, b, c: 2 * x * b),
        ("the derivative of the logarithm is not 1 / c.", lambda x, b, c: 2 * x * b * c),
    ]
    finding = agree(
        value_and_slope,
        [(x,) for x in (-1.4, -0.3, 0.7, 1.2, 2.1)],
        lambda x: [f(x), rate(x)],
        [
            ("the value is right. Return the slope as well, as in `return value, slope`.", f),
            ("this is the slope alone. Return the value and the slope.", rate),
            ("the slope comes second, the value first.", lambda x: [rate(x), f(x)]),
            *(
                (
                    f"the value is right. In the slope {hint}",
                    lambda x, slope=slope: [f(x), slope(x, np.exp(x * x), 1 + np.exp(x * x))],
                )
                for hint, slope in slopes
            ),
            *(
                ("log(exp(x²)) is x²: the 1 is missing.", lambda x, slope=slope: [x * x, slope(x)])
                for slope in (rate, lambda x: 2 * x)
            ),
            ("the logarithm is missing.", lambda x: [1 + np.exp(x * x), 2 * x * np.exp(x * x)]),
            ("the exponential is missing.", lambda x: [np.log(1 + x * x), 2 * x / (1 + x * x)]),
            *(("the exponential is taken of x, not of x².", wrong) for wrong in inside(lambda x: x)),
            *(("exp(x)² is exp(2x). Wanted is exp(x²).", wrong) for wrong in inside(lambda x: 2 * x)),
        ],
        "it agrees with finite differences at 5 points",
        place=lambda index, x: f"the {('value', 'slope')[index[0]]} is",
    )
    return f"{finding}, and takes {spend(value_and_slope, 0.7, 7)} operations."


@exercise("2.3")
def sigmoid(slope_from_value):
    def rate(s):
        return central_difference(lambda x: 1 / (1 + np.exp(-x)), np.log(s / (1 - s)))

    finding = agree(
        slope_from_value,
        [(s,) for s in (0.03, 0.2, 0.5, 0.75, 0.96)],
        rate,
        [
            (
                "this is right if s is taken for x. s is the value of the function already.",
                lambda s: np.exp(-s) / (1 + np.exp(-s)) ** 2,
            ),
            ("this is the slope of tanh, for which s would lie between -1 and 1.", lambda s: 1 - s * s),
            ("a factor s is missing.", lambda s: 1 - s),
            ("a factor is missing: this is the slope of the exponential.", lambda s: s),
            ("a factor is missing: the slope must vanish where s is near 0 and where it is near 1.", lambda s: s * s),
            (
                "this is s over 1 − s, which grows where s is near 1. The slope must vanish there.",
                lambda s: s / (1 - s),
            ),
            ("the sign inside is wrong: the slope must vanish where s is near 1.", lambda s: s * (1 + s)),
        ],
        "it agrees with finite differences at 5 points",
    )
    return f"{finding}, and takes {spend(slope_from_value, 0.7, 2)} operations."


@exercise("2.4")
def two_ways(walk_back):
    def square(x):
        return x * x

    def double(x):
        return 2 * x

    def built(factor=square, sine=square, cosine=square, b=np.sin, db=np.cos, direct=double, through=double):
        return lambda x: b(sine(x)) * direct(x) + factor(x) * db(cosine(x)) * through(x)

    return agree(
        walk_back,
        [(x,) for x in (-1.5, -0.4, 0.6, 1.1, 2.3)],
        lambda x: central_difference(lambda x: x * x * np.sin(x * x), x),
        [
            ("this is f, not its derivative.", lambda x: x * x * np.sin(x * x)),
            ("this is the derivative of b. How does f = ab change?", lambda x: 2 * x * np.cos(x * x)),
            ("the path from a through b is missing.", built(through=np.zeros_like)),
            ("the direct path from a to f is missing.", built(direct=np.zeros_like)),
            (
                "the two paths are added, not subtracted, and the derivative of the sine has no minus.",
                built(through=lambda x: -2 * x),
            ),
            ("the step from x to a is missing.", built(direct=np.ones_like, through=np.ones_like)),
            *(
                ("one of the two paths lacks the step from x to a.", built(**{way: np.ones_like}))
                for way in ("direct", "through")
            ),
            (
                "this is the product of the derivatives of a and b. Each path multiplies along its own arrows.",
                lambda x: 2 * x * 2 * x * np.cos(x * x),
            ),
            (
                "the derivative of the step f = ab with respect to b is a. It is missing on the path through b.",
                built(factor=np.ones_like),
            ),
            *(
                ("on the path through b, what is the derivative of the sine?", built(db=db))
                for db in (np.ones_like, np.sin, square, lambda a: a)
            ),
            *(("on the direct path belongs b, the sine of a.", built(b=b)) for b in (np.cos, lambda a: a)),
            *(
                (f"{place}a is not x².", built(**dict.fromkeys(parts, form)))
                for form in (double, lambda x: x, lambda x: 2)
                for place, parts in [
                    ("in the sine, ", ["sine"]),
                    ("in the cosine, ", ["cosine"]),
                    ("in sine and cosine, ", ["sine", "cosine"]),
                    ("", ["factor", "sine", "cosine"]),
                    ("on the path through b, ", ["factor", "cosine"]),
                ]
            ),
        ],
        "it agrees with finite differences at 5 points.",
    )


@exercise("2.5")
def deep(prediction):
    def happens(n):
        value, factors = "x", []
        for _ in range(n):
            factors.append(f"3*{value}*{value}")
            value = f"{value}*{value}*{value}"
        return [value.count("*"), "*".join(factors).count("*"), value.count("x")]

    def written(n, own=2, copies=3):
        """Return the operations of a formula: `own` a level, and the formula below it stands there `copies` times."""
        return own + copies * written(n - 1, own, copies) if n > 0 else 0

    def slopes(n, copies=2, above=0):
        """Return the operations of all factors, each with copies of the value's formula below it, or of one above."""
        return sum(2 + copies * written(k + above) for k in range(n))

    wrong: list[dict[str, Callable]] = [  # for each of the three numbers: hints, and functions that make the mistake
        {
            "each level is counted once, as in a program. The text contains the formula below it three times.": (
                lambda n: 2 * n
            ),
            "u stands in u*u*u three times, not twice.": lambda n: written(n, copies=2),
            "u*u*u has two products, not three.": lambda n: written(n, own=3),
            "these are the copies of x. The products stand between them.": lambda n: 3**n,
            "these are the products of the lowest level alone.": lambda n: 2 * 3 ** (n - 1),
            "this is the count of the page's f. u*u*u has two operations.": lambda n: written(n, 5, 2),
        },
        {
            "products join the factors of the levels as well.": slopes,
            "n - 1 products join n factors, not n.": lambda n: slopes(n) + n,
            "in each factor stands the formula of the level below, in place of u.": lambda n: 3 * n - 1,
            "each factor contains the formula below it, and products join the factors.": lambda n: 2 * n,
            "3*u*u contains u twice, not three times.": lambda n: slopes(n, copies=3) + n - 1,
            "3*u*u contains u twice, not once.": lambda n: slopes(n, copies=1) + n - 1,
            "a factor contains the formula below it, not that of its own level.": lambda n: slopes(n, above=1) + n - 1,
            "this is the factor of the last level alone.": lambda n: 2 * 3 ** (n - 1),
        },
        {
            "from level to level the copies multiply.": lambda n: 3 * n,
            "three copies take the place of one, not two.": lambda n: 2**n,
            "at one level there are three copies of x already.": lambda n: 3 ** (n - 1),
            "these are the products. There is one copy more.": lambda n: 3**n - 1,
        },
    ]
    parts = ["operations of the value", "operations of the derivative", "copies of x"]

    def made(slips):
        return lambda n: [slip(n) if slip else right for slip, right in zip(slips, happens(n), strict=True)]

    mistakes = [
        ("these are the numbers in another order.", lambda n, turned=turned: [happens(n)[k] for k in turned])
        for turned in itertools.permutations(range(3))
    ]
    for hints in itertools.product(*([None, *hints] for hints in wrong)):
        said = [f"{part}: {hint}" for part, hint in zip(parts, hints, strict=True) if hint]
        if said:
            mistakes.append(
                (said[0], made([known[hint] if hint else None for known, hint in zip(wrong, hints, strict=True)]))
            )
    return agree(
        prediction,
        [(n,) for n in range(1, 7)],
        happens,
        mistakes,
        "the formulas of one to six levels have these counts.",
        place=lambda index, n: f"the {parts[index[0]]} are",
    )
