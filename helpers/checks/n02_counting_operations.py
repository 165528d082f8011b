"""Judges of the exercises of notebook 02."""

import math
from collections import Counter

import numpy as np

from helpers.exercises import NotYet, agree, exercise
from helpers.verify import central_difference


class Counted:
    """A number that writes every operation made with it on a tape, and gives the right result.

    data: the number. tape: a list, to which each operation adds its name and the numbers it was made of.
    """

    def __init__(self, data, tape):
        self.data, self.tape = data, tape

    def made(self, name, function, *operands):
        numbers = [part.data if isinstance(part, Counted) else part for part in operands]
        self.tape.append((name, *map(float, numbers)))
        return Counted(function(*numbers), self.tape)

    def __add__(self, other):
        return self.made("+", lambda u, v: u + v, self, other)

    def __sub__(self, other):
        return self.made("-", lambda u, v: u - v, self, other)

    def __rsub__(self, other):
        return self.made("-", lambda u, v: u - v, other, self)

    def __mul__(self, other):
        return self.made("*", lambda u, v: u * v, self, other)

    def __truediv__(self, other):
        return self.made("/", lambda u, v: u / v, self, other)

    def __rtruediv__(self, other):
        return self.made("/", lambda u, v: u / v, other, self)

    def __pow__(self, other):
        return self.made("**", lambda u, v: u**v, self, other)

    def __neg__(self):
        return self.made("-", lambda u: -u, self)

    __radd__, __rmul__ = __add__, __mul__

    # NumPy calls these: np.exp(v) is v.exp() for an object that it does not know.

    def exp(self):
        return self.made("exp", math.exp, self)

    def log(self):
        return self.made("log", math.log, self)

    def sqrt(self):
        return self.made("sqrt", math.sqrt, self)


def spend(answer, x, enough):
    """Return how many operations answer(x) takes; raise NotYet if that is more than `enough`."""
    tape: list = []
    try:
        answer(Counted(x, tape))
    except Exception as error:
        raise NotYet(f"right, but the operations cannot be counted ({type(error).__name__}: {error}). Use + - * / **, "
                     "np.exp, np.log and np.sqrt.") from None
    if len(tape) > enough:
        (operation, *_), times = Counter(tape).most_common(1)[0]
        hint = (f"{operation} is applied to the same numbers {times} times. Give its result a name." if times > 1 else
                "Nothing is computed twice; can what is there already be used with fewer steps?")
        raise NotYet(f"right, but it takes {len(tape)} operations, and {enough} are enough. {hint}")
    return len(tape)


@exercise("2.1")
def formula(written_out):
    root = {"a": ("²", "x"), "b": ("exp", "a"), "c": ("+", "a", "b"), "d": ("√", "c")}
    known = [
        (root, 5),
        ({"a": ("²", "x"), "b": ("exp", "a")}, 2),
        ({"a": ("×", "x", "x"), "b": ("×", "a", "a"), "c": ("×", "b", "b"), "d": ("×", "c", "c")}, 15),
        ({"s": ("²", "x"), "t": ("²", "y"), "u": ("+", "s", "t"), "v": ("+", 1, "u")}, 4),
        ({**root, "e": ("²", "d"), "f": ("exp", "e"), "g": ("+", "e", "f"), "h": ("√", "g")}, 15),
        ({"p": ("×", 2, "x"), "q": ("+", "p", "y"), "r": ("×", "q", "p"), "s": ("/", "r", "q")}, 7),
    ]

    def count(steps, join=sum, own=1, leaf=0):
        cost: dict = {}
        for name, (_, *operands) in steps.items():
            cost[name] = own + join([cost.get(part, leaf) for part in operands])
        return cost[name]

    return agree(written_out, [(steps,) for steps, _ in known],
                 lambda steps: next(total for program, total in known if program == steps),
                 [("this counts every step once, which is the shared program. What does a formula do with a name that "
                   "is used twice?", len),
                  ("this is the longest way through the program. All operands must be computed, not only the longest.",
                   lambda steps: count(steps, max)),
                  ("these are the inputs and constants in the formula. Each step is an operation of its own.",
                   lambda steps: count(steps, own=0, leaf=1)),
                  ("the last step itself is missing.", lambda steps: count(steps) - 1),
                  ("these are the operands of the last step and the step itself. How were the operands made?",
                   lambda steps: len(steps[list(steps)[-1]]))],
                 "it gives the known counts of 6 programs.")


@exercise("2.2")
def shared(value_and_slope):
    def f(x):
        return np.log(1 + np.exp(x * x))

    def rate(x):
        return central_difference(f, x)

    finding = agree(value_and_slope, [(x,) for x in (-1.4, -0.3, 0.7, 1.2, 2.1)], lambda x: [f(x), rate(x)],
                    [("the value is right. Return the slope as well, as in `return value, slope`.", f),
                     ("this is the slope alone. Return the value and the slope.", rate),
                     ("the slope comes second, the value first.", lambda x: [rate(x), f(x)]),
                     ("the value is right. In the slope the derivative of x² is missing.",
                      lambda x: [f(x), rate(x) / (2 * x)]),
                     ("the value is right. The slope lacks the factor 2 of the derivative of x².",
                      lambda x: [f(x), rate(x) / 2]),
                     ("the value is right. In the slope the exponential, the derivative of 1 + b, is missing.",
                      lambda x: [f(x), 2 * x / (1 + np.exp(x * x))]),
                     ("the value is right. In the slope the derivative of the logarithm is missing.",
                      lambda x: [f(x), 2 * x * np.exp(x * x)])],
                    "it agrees with finite differences at 5 points")
    return f"{finding}, and takes {spend(value_and_slope, 0.7, 7)} operations."


@exercise("2.3")
def sigmoid(slope_from_value):
    def rate(s):
        return central_difference(lambda x: 1 / (1 + np.exp(-x)), np.log(s / (1 - s)))

    finding = agree(slope_from_value, [(s,) for s in (0.03, 0.2, 0.5, 0.75, 0.96)], rate,
                    [("this is right if s is taken for x. s is the value of the function already.",
                      lambda s: np.exp(-s) / (1 + np.exp(-s))**2),
                     ("this is the slope of tanh, for which s would lie between -1 and 1.", lambda s: 1 - s * s),
                     ("a factor s is missing.", lambda s: 1 - s),
                     ("a factor is missing: this is the slope of the exponential.", lambda s: s),
                     ("a factor is missing: the slope must vanish where s is near 0 and where it is near 1.",
                      lambda s: s * s),
                     ("the sign inside is wrong: the slope must vanish where s is near 1.", lambda s: s * (1 + s))],
                    "it agrees with finite differences at 5 points")
    return f"{finding}, and takes {spend(slope_from_value, 0.7, 2)} operations."


@exercise("2.4")
def two_ways(walk_back):
    def direct(x):
        return 2 * x * np.sin(x * x)

    def through_b(x):
        return 2 * x * x * x * np.cos(x * x)

    return agree(walk_back, [(x,) for x in (-1.5, -0.4, 0.6, 1.1, 2.3)],
                 lambda x: central_difference(lambda x: x * x * np.sin(x * x), x),
                 [("the way from a through b is missing.", direct),
                  ("the direct way from a to f is missing.", through_b),
                  ("the two ways are added, not subtracted.", lambda x: direct(x) - through_b(x)),
                  ("the step from x to a is missing.", lambda x: (direct(x) + through_b(x)) / (2 * x)),
                  ("this is the product of the derivatives of a and b. Each way multiplies along its own arrows.",
                   lambda x: 2 * x * 2 * x * np.cos(x * x)),
                  ("the derivative of the step f = ab with respect to b is a. It is missing on the way through b.",
                   lambda x: direct(x) + 2 * x * np.cos(x * x))],
                 "it agrees with finite differences at 5 points.")
