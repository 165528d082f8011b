"""What the tests know of notebook 02."""

import math

import numpy as np

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {}

# Misprints of the lecture: none of its faults is in an equation that this notebook prints.
MISPRINTS = []


def depth(steps):
    below = {}
    for name, (_, *operands) in steps.items():
        below[name] = 1 + max(below.get(part, 0) for part in operands)
    return below[name]


def leaves(steps):
    below = {}
    for name, (_, *operands) in steps.items():
        below[name] = sum(below.get(part, 1) for part in operands)
    return below[name]


def costs(steps, leaf=0):
    cost = {}
    for name, (_, *operands) in steps.items():
        cost[name] = 1 + sum(cost.get(part, leaf) for part in operands)
    return cost


def unfolded(steps):
    stack, total = [next(reversed(steps))], 0
    while stack:
        name = stack.pop()
        if name in steps:
            total += 1
            stack += steps[name][1:]
    return total


def with_log1p(x):
    b = np.exp(np.square(x))
    return [np.log1p(b), 2 * x * b / (1 + b)]


def power_of_e(x):
    b = np.e ** (x * x)
    c = 1 + b
    slope = 2 * x
    slope *= b
    slope /= c
    return np.array([np.log(c), slope])


def adjoints(x):
    a = x**2
    of_a, of_b = math.sin(a), a
    of_a += of_b * math.cos(a)
    return np.array([of_b, of_a, of_a * 2 * x])


def after(at_b, at_a, at_x=lambda x, q: q * 2 * x):
    """An answer to exercise 2.4: what arrives at b, at a (from p at b) and at x (from q at a)."""
    return lambda x: (p := at_b(x), q := at_a(x * x, p), at_x(x, q))


def remembers(steps, cost={}):  # noqa: B006, the mistake
    for name, (_, *operands) in steps.items():
        cost[name] = 1 + sum(cost.get(part, 0) for part in operands)
    return cost[name]


def once(steps):
    needed = [list(steps)[-1]]
    for name in needed:
        needed += [part for part in steps[name][1:] if part in steps and part not in needed]
    return len(set(needed))


def first_operands(steps):
    cost = {}
    for name, (_, first, *_) in steps.items():
        cost[name] = 1 + cost.get(first, 0)
    return cost[name]


def sets(steps):
    cost = {}
    for name, (_, *operands) in steps.items():
        cost[name] = 1 + sum(cost.get(part, 0) for part in set(operands))
    return cost[name]


def both_squares(x):
    return np.log(1 + np.exp(x * x)), 2 * x - 2 * x / (1 + np.exp(x**2))


def turned_round(x):
    b = np.exp(x * x)
    return np.log(1 + b), 2 * x * b / (b + 1)


def as_floats(x):
    return np.array(turned_round(x), float)


def turned_round_once(x):
    b = np.exp(x * x)
    c = b + 1
    return np.log(c), b / c * x * 2


def branches(x):
    if x > 0:
        return turned_round_once(x)
    return repeated(x)


def repeated(x):
    return np.log(1 + np.exp(x**2)), 2 * x * np.exp(x**2) / (1 + np.exp(x**2))


def roundabout(x):
    c = 1 + np.exp(x * x)
    return np.log(c), 2 * x * (1 - 1 / c)


def exponential_twice(x):
    a = x * x
    return np.log(1 + np.exp(a)), 2 * x * np.exp(a) / (1 + np.exp(a))


def square_twice(x):
    b = np.exp(x * x)
    return np.log(1 + b), 2 * x * np.exp(x * x) / (1 + b)


def sum_twice(x):
    b = np.exp(x * x)
    return np.log(1 + b), 2 * x * b / (1 + b)


def quotient_twice(x):
    b = np.exp(x * x)
    c = 1 + b
    return np.log(c), b / c * x + b / c * x


def for_large_numbers(x):
    a = x * x
    c = 1 + np.exp(-a)
    return a + np.log(c), 2 * x / c


def no_numpy(x):
    b = math.exp(x * x)
    return math.log(1 + b), 2 * x * b / (1 + b)


def from_x(s):
    x = np.log(s / (1 - s))
    return np.exp(-x) / (1 + np.exp(-x)) ** 2


def logarithm_twice(s):
    odds = s / (1 - s)
    return np.exp(-np.log(odds)) / (1 + np.exp(-np.log(odds))) ** 2


def cubes(n):
    """The three counts of exercise 2.5, by writing the formulas."""
    value, slope = "x", "1"
    for _ in range(n):
        slope = slope.replace("1", "") + "*" * (slope != "1") + f"3*{value}*{value}"
        value = "*".join([value] * 3)
    return [value.count("*"), slope.count("*"), value.count("x")]


def summed(n):
    """The same by adding up, without formulas."""
    values = [0]
    for _ in range(n):
        values.append(3 * values[-1] + 2)
    return [values[n], sum(2 + 2 * value for value in values[:n]) + n - 1, values[n] + 1]


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "2.1": [
        (len, "the shared program"),
        (depth, "longest path through"),
        (leaves, "the inputs and constants"),
        (lambda steps: len(steps[list(steps)[-1]]), "operands of the last step"),
        (lambda steps: 2 ** len(steps) - 1, "that ends with d = ('sqrt', 'c') it gives 15, expected about 5."),
        (lambda steps: max(costs(steps).values()), "the largest count of all lines"),
        (lambda steps: sum(costs(steps).values()), "the counts of all lines together"),
        (lambda steps: list(costs(steps, leaf=1).values())[-1], "inputs and constants are counted as well"),
        (lambda steps: list(costs(steps).values())[-1] - 1, "the last step itself is missing"),
        (remembers, "Begin every call with an empty store"),
        (once, "every step that the last line needs once"),
        (first_operands, "only the first operand is followed"),
        (sets, "as in x * x, is written out twice"),
    ],
    "2.2": [
        (repeated, "takes 12 operations, and 7 are enough. ** is applied to the same numbers 3 times"),
        (roundabout, "takes 8 operations, and 7 are enough. Nothing is computed twice"),
        (exponential_twice, "takes 10 operations, and 7 are enough. exp is applied to the same numbers 3 times"),
        (square_twice, "takes 10 operations, and 7 are enough. * is applied to the same numbers 2 times. Give its"),
        (sum_twice, "takes 8 operations, and 7 are enough. + is applied to the same numbers 2 times"),
        (quotient_twice, "takes 9 operations, and 7 are enough. / is applied to the same numbers 2 times"),
        (for_large_numbers, "takes 8 operations, and 7 are enough. Nothing is computed twice"),
        (no_numpy, "cannot be counted. Use only + - * / **, np.exp, np.log and np.sqrt. Functions of math"),
        (as_floats, "float() and arrays of floats hide what is done"),
        (lambda x: no_numpy(float(x)), "cannot be counted"),
        (both_squares, "The same number is squared 2 times, with * and with **"),
        (turned_round, "+ is applied to the same numbers 2 times"),
        (lambda x: (repeated(x)[0], 2 * x * np.exp(x * x) / (1 + np.exp(x * x)) ** 2), "1 / c, not 1 / c²"),
        (lambda x: (np.logaddexp(0, x * x), repeated(x)[1]), "cannot be counted. Use only + - * / **, np.exp, np.log"),
        (lambda x: np.log(1 + np.exp(x * x)), "Return the slope as well"),
        (lambda x: 2 * x * np.exp(x * x) / (1 + np.exp(x * x)), "Return the value and the slope"),
        (lambda x: repeated(x)[::-1], "the slope comes second"),
        (lambda x: (repeated(x)[0], np.exp(x * x) / (1 + np.exp(x * x))), "derivative of x² is missing"),
        (lambda x: (repeated(x)[0], x * np.exp(x * x) / (1 + np.exp(x * x))), "the factor 2 of the derivative"),
        (lambda x: (repeated(x)[0], 2 * x / (1 + np.exp(x * x))), "the exponential, the derivative of 1 + b"),
        (lambda x: (repeated(x)[0], 2 * x * np.exp(x * x)), "derivative of the logarithm is missing"),
        (lambda x: (repeated(x)[0], 2 * x * np.exp(x * x) * (1 + np.exp(x * x))), "the logarithm is 1 / c, not c"),
        (lambda x: (x * x, 2 * x), "the 1 is missing"),
        (lambda x: (1 + np.exp(x * x), 2 * x * np.exp(x * x)), "the logarithm is missing"),
        (lambda x: (np.log(1 + x * x), 2 * x / (1 + x * x)), "the exponential is missing"),
        (lambda x: (np.log(1 + np.exp(x)), np.exp(x) / (1 + np.exp(x))), "taken of x, not of x²"),
        (lambda x: (np.log(1 + np.exp(x) ** 2), 2 * np.exp(x) ** 2 / (1 + np.exp(x) ** 2)), "exp(x)² is exp(2x)"),
        (lambda x: (repeated(x)[0], 2 * x), "the slope is -2.8, expected about -2.454"),
    ],
    "2.3": [
        (lambda s: np.exp(-s) / (1 + np.exp(-s)) ** 2, "s is taken for x"),
        (lambda s: 1 - s**2, "slope of tanh"),
        (lambda s: 1 - s, "a factor s is missing"),
        (lambda s: s, "slope of the exponential"),
        (lambda s: s * (1 + s), "sign inside is wrong"),
        (lambda s: s / (1 - s), "s over 1 − s"),
        (lambda s: math.exp(math.log(s)) * (1 - s), "cannot be counted"),
        (lambda s: s * (s - 1), "the negative"),
        (lambda s: s**2 * (1 / s - 1), "takes 4 operations, and 2 are enough"),
        (lambda s: (1 - s) - (1 - s) ** 2, "takes 4 operations, and 2 are enough. - is applied to the same numbers 2"),
        (lambda s: 0.25 - (s - 0.5) * (s - 0.5), "- is applied to the same numbers 2 times"),
        (lambda s: (1 / s - 1) / (1 / s) ** 2, "/ is applied to the same numbers 2 times"),
        (lambda s: np.sqrt(s) * np.sqrt(s) * (1 - s), "sqrt is applied to the same numbers 2 times"),
        (from_x, "takes 10 operations, and 2 are enough. x is not needed: s alone is enough"),
        (logarithm_twice, "takes 11 operations, and 2 are enough. x is not needed: s alone is enough"),
    ],
    "2.4": [
        (lambda x: 2 * x * (np.sin(x**2) + x**2 * np.cos(x**2)), "Return the numbers at b, at a and at x"),
        (lambda x: adjoints(x)[::-1], "first comes b, then a, then x"),
        (lambda x: adjoints(x)[[1, 0, 2]], "in another order"),
        (lambda x: x**2 * np.sin(x**2), "this is f"),
        (after(np.square, lambda a, p: np.sin(a)), "at a: the path through b is missing"),
        (after(np.square, lambda a, p: p * np.cos(a)), "at a: the direct path from a to f is missing"),
        (after(np.square, lambda a, p: np.sin(a) - p * np.cos(a)), "added, not subtracted"),
        (after(np.square, lambda a, p: np.sin(a) * p * np.cos(a)), "at a: the two paths are added, not multiplied"),
        (after(np.square, lambda a, p: np.sin(a) + np.cos(a)), "the number at b is missing"),
        (after(np.square, lambda a, p: np.cos(a) + p * np.sin(a)), "sine and cosine are exchanged"),
        (after(np.square, lambda a, p: np.sin(a) + p * np.sin(a)), "what is the derivative of the sine?"),
        (after(np.square, lambda a, p: np.cos(a) + p * np.cos(a)), "belongs b, the sine of a"),
        (after(np.square, lambda a, p: np.sin(a) + p * np.cos(a), lambda x, q: q), "at x: the step from x to a"),
        (after(np.square, lambda a, p: np.sin(a) + p * np.cos(a), lambda x, q: q * x), "derivative of x² is 2x"),
        (after(lambda x: 1, lambda a, p: np.sin(a) + p * np.cos(a)), "at b: f = ab moves with b"),
        (after(lambda x: np.sin(x**2), lambda a, p: np.sin(a) + p * np.cos(a)), "at b: this is b itself"),
        (lambda x: (x**2, 2 * x, 3 * x), "the number at a is -3, expected about"),
        (lambda x: (x**2, np.sin(x) + x**2 * np.cos(x), 2 * x * (np.sin(x) + x**2 * np.cos(x))), "sine and cosine a"),
    ],
    "2.5": [
        (lambda n: (2 * n, 3 * n - 1, 3 * n), "operations of the value: each level is counted once, as in a program"),
        (lambda n: (2 * (2**n - 1), 3**n + n - 2, 2**n), "u stands in u*u*u three times, not twice"),
        (lambda n: (3**n, 3**n + n - 2, 3**n), "these are the copies of x"),
        (lambda n: (2 * 3 ** (n - 1), 2 * 3 ** (n - 1), 3**n), "products of the lowest level alone"),
        (lambda n: (5 * (2**n - 1), 3**n + n - 2, 3**n), "the count of the page's f"),
        (lambda n: (1.5 * (3**n - 1), 3**n + n - 2, 3**n), "u*u*u has two products, not three"),
        (lambda n: (3**n - 1, 3**n - 1, 3**n), "operations of the derivative: products join the factors"),
        (lambda n: (3**n - 1, 3**n + n - 1, 3**n), "n - 1 products join n factors"),
        (lambda n: (3**n - 1, 3 * n - 1, 3**n), "in each factor stands the formula of the level below"),
        (lambda n: (3**n - 1, 2 * n, 3**n), "contains the formula below it, and products join"),
        (lambda n: (3**n - 1, 2 * 3 ** (n - 1), 3**n), "the factor of the last level alone"),
        (lambda n: (3**n - 1, 3 ** (n + 1) + n - 4, 3**n), "not that of its own level"),
        (lambda n: (3**n - 1, 3**n + n - 2, 3 * n), "copies of x: from level to level the copies multiply"),
        (lambda n: (3**n - 1, 3**n + n - 2, 3 ** (n - 1)), "at one level there are three copies"),
        (lambda n: (3**n - 1, 3**n + n - 2, 3**n - 1), "these are the products. There is one copy more"),
        (lambda n: (3**n, 3**n - 1, 3**n + n - 2), "the numbers in another order"),
        (lambda n: (3**n - 1, 3**n + n - 2), "the result has shape (2,), expected (3,)"),
        (cubes, "without writing the formulas: by what rule"),
        (lambda n: cubes(min(n, 6)), "at n = 12 the operations of the value are 728, expected about 5.314e+05"),
        (lambda n: (n + 3, 3**n + n - 2, 3**n), "at n = 1 the operations of the value are 4, expected about 2."),
    ],
}

# Right answers in another style.
RIGHT = {
    "2.1": [unfolded, lambda steps: np.array(float(unfolded(steps)))],
    "2.2": [with_log1p, power_of_e, branches],
    "2.3": [lambda s: s - np.square(s), lambda s: np.multiply(s, np.subtract(1, s))],
    "2.5": [summed, lambda n: np.array([3**n - 1, 3**n + n - 2, 3.0**n])],
    "2.4": [adjoints, after(np.square, lambda a, p: math.sin(a) + p * math.cos(a))],
}
