"""Judges of the exercises of notebook 02."""

import itertools
import math
import operator
import tracemalloc
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

    # Comparisons count as nothing: a branch is allowed.
    def __lt__(self, other):
        return self.data < float(getattr(other, "data", other))

    def __gt__(self, other):
        return self.data > float(getattr(other, "data", other))

    def __le__(self, other):
        return not self > other

    def __ge__(self, other):
        return not self < other

    # NumPy calls these: np.exp(v) is v.exp() for an object that it does not know.
    exp, log, log1p, sqrt = (_counted(name, getattr(math, name)) for name in ("exp", "log", "log1p", "sqrt"))


def spend(answer, x, enough, hints=None):
    """Return how many operations answer(x) takes; raise NotYet if that is more than `enough`.

    hints: a dictionary from operations that are not needed to what is said if one is used.
    """
    tape: list = []
    try:
        answer(Counted(x, tape))
    except Exception:  # x is no number: what has not been foreseen may fail in any way
        raise NotYet(
            "right, but the operations cannot be counted. Use only + - * / **, np.exp, np.log and np.sqrt. Functions "
            "of math, float() and arrays of floats hide what is done."
        ) from None
    if len(tape) > enough:
        made: dict[tuple, list[str]] = {}
        for operation, *numbers in tape:
            key = (operation, *sorted(numbers)) if operation in ("+", "*") else (operation, *numbers)
            made.setdefault(("*", numbers[0], numbers[0]) if key[0] == "**" and numbers[1] == 2 else key, []).append(
                operation
            )
        again = max(made.values(), key=len)
        hint = "Nothing is computed twice; can what is there already be used with fewer steps?"
        if len(set(again)) > 1:
            hint = f"The same number is squared {len(again)} times, with * and with **. Give its square a name."
        elif len(again) > 1:
            hint = f"{again[0]} is applied to the same numbers {len(again)} times. Give its result a name."
        if hints and (found := hints.keys() & {operation for operation, *_ in tape}):
            hint = hints[min(found)]
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
        ({"k": ("square", "d")}, 1),  # d, a step of other programs, is an input here
    ]

    def costs(steps, join=sum, own=1, leaf=0, kept=(), operands_of=list):
        cost = dict(kept)
        for name, (_, *operands) in steps.items():
            cost[name] = own + join([cost.get(part, leaf) for part in operands_of(operands)])
        return [cost[name] for name in steps]

    def needed(steps):
        last = list(steps)[-1]
        names, found = [last], {last}
        while names:
            names += [part for part in steps[names.pop()][1:] if part in steps]
            found.update(names)
        return len(found)

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
                "of each step only the first operand is followed. The other one must be computed as well.",
                lambda steps: costs(steps, operands_of=lambda operands: operands[:1])[-1],
            ),
            (
                "this counts every step that the last line needs once. In a formula a name that is used twice is "
                "written out twice.",
                needed,
            ),
            (
                "a name that stands twice in the same step, as in x * x, is written out twice.",
                lambda steps: costs(steps, operands_of=set)[-1],
            ),
            (
                "it remembers the steps of a program that it was given before. Begin every call with an empty store.",
                lambda steps: costs(steps, kept=zip(root, costs(root), strict=True))[-1],
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
        "it gives the known counts of 8 programs.",
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
        ("the derivative of the logarithm is 1 / c, not c.", lambda x, b, c: 2 * x * b * c),
        ("the derivative of the logarithm is 1 / c, not 1 / c².", lambda x, b, c: 2 * x * b / c**2),
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
    number = spend(slope_from_value, 0.7, 2, {"log": "x is not needed: s alone is enough."})
    return f"{finding}, and takes {number} operations."


@exercise("2.4")
def two_ways(walk_back):
    def arrives(x):
        a = x * x
        return [
            central_difference(lambda b: a * b, np.sin(a)),
            central_difference(lambda a: a * np.sin(a), a),
            central_difference(lambda x: x * x * np.sin(x * x), x),
        ]

    # What is made wrong at each node, with the hint. The walk goes on from there: p arrives at b, q at a.
    at_b: list[tuple[str, Callable]] = [
        ("f = ab moves with b as fast as a is large, not 1.", np.ones_like),
        ("this is b itself. Wanted is how fast f moves with b.", lambda x: np.sin(x * x)),
        ("this is the label of the arrow from a to b. The walk begins at f.", lambda x: np.cos(x * x)),
        *(("a is not x².", form) for form in (lambda x: 2 * x, lambda x: x)),
    ]
    at_a: list[tuple[str, Callable]] = [
        ("the path through b is missing.", lambda x, p: np.sin(x * x)),
        ("the direct path from a to f is missing.", lambda x, p: p * np.cos(x * x)),
        ("the two paths are added, not multiplied.", lambda x, p: np.sin(x * x) * p * np.cos(x * x)),
        (
            "the two paths are added, not subtracted, and the derivative of the sine has no minus.",
            lambda x, p: np.sin(x * x) - p * np.cos(x * x),
        ),
        ("the number at b is missing on the path through b.", lambda x, p: np.sin(x * x) + np.cos(x * x)),
        ("sine and cosine are exchanged.", lambda x, p: np.cos(x * x) + p * np.sin(x * x)),
        *(
            (
                "on the path through b, what is the derivative of the sine?",
                lambda x, p, db=db: np.sin(x * x) + p * db(x),
            )
            for db in (np.ones_like, lambda x: np.sin(x * x), lambda x: x * x)
        ),
        *(
            ("on the direct path belongs b, the sine of a.", lambda x, p, b=b: b(x) + p * np.cos(x * x))
            for b in (lambda x: np.cos(x * x), lambda x: x * x, np.ones_like)
        ),
        *(
            (f"in {place} a is not x².", lambda x, p, one=one, two=two: np.sin(one(x)) + p * np.cos(two(x)))
            for form in (lambda x: x, lambda x: 2 * x)
            for place, one, two in [
                ("the sine", form, np.square),
                ("the cosine", np.square, form),
                ("sine and cosine", form, form),
            ]
        ),
        ("the step from x to a comes later.", lambda x, p: 2 * x * (np.sin(x * x) + p * np.cos(x * x))),
    ]
    at_x: list[tuple[str, Callable]] = [
        ("the step from x to a is missing.", lambda x, q: q),
        *(("the derivative of x² is 2x.", lambda x, q, da=da: q * da(x)) for da in (lambda x: x, np.square)),
        ("the label of the arrow from x to a is 2x, not 2.", lambda x, q: 2 * q),
    ]
    right = [np.square, lambda x, p: np.sin(x * x) + p * np.cos(x * x), lambda x, q: q * 2 * x]

    def walked(b, a, end):
        return lambda x: [p := b(x), q := a(x, p), end(x, q)]

    mistakes = [
        ("this is f, not what arrives.", lambda x: x * x * np.sin(x * x)),
        ("this is what arrives at x. Return the numbers at b, at a and at x.", lambda x: arrives(x)[2]),
        ("the walk begins at f: first comes b, then a, then x.", lambda x: arrives(x)[::-1]),
        ("these are the numbers in another order.", lambda x: [arrives(x)[k] for k in (1, 0, 2)]),
    ]
    choices = [[("", good), *wrong] for good, wrong in zip(right, (at_b, at_a, at_x), strict=True)]
    for ways in itertools.product(*choices):
        said = [f"at {node}: {hint}" for node, (hint, _) in zip("bax", ways, strict=True) if hint]
        if said:
            mistakes.append((said[0], walked(*(way for _, way in ways))))
    return agree(
        walk_back,
        [(x,) for x in (-1.5, -0.4, 0.6, 1.1, 2.3)],
        arrives,
        mistakes,
        "the numbers at b, a and x agree with finite differences at 5 points.",
        place=lambda index, x: f"the number at {'bax'[index[0]]} is",
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

    def place(index, n):
        return f"the {parts[index[0]]} are"

    agree(prediction, [(n,) for n in range(1, 7)], happens, mistakes, "", place=place)
    tracemalloc.start()
    try:
        agree(prediction, [(12,)], lambda n: [3**n - 1, 3**n + n - 2, 3**n], [], "", place=place)
        memory = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    if memory > 3**12 // 2:  # the formula of the value alone has twice 3**12 letters
        raise NotYet(
            "right, but at 12 levels it takes as much memory as the formula has letters. Predict the numbers without "
            "writing the formulas: by what rule does each follow from the level below?"
        )
    return (
        "one to six levels have these counts, and twelve by 3ⁿ - 1, 3ⁿ + n - 2 and 3ⁿ. At 40 levels the formula would "
        f"have {3**40:.1e} copies of x."
    )
