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
    return of_a * 2 * x


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
    ],
    "2.2": [
        (repeated, "takes 12 operations, and 7 are enough. ** is applied to the same numbers 3 times"),
        (roundabout, "takes 8 operations, and 7 are enough. Nothing is computed twice"),
        (exponential_twice, "takes 10 operations, and 7 are enough. exp is applied to the same numbers 3 times"),
        (square_twice, "takes 10 operations, and 7 are enough. * is applied to the same numbers 2 times. Give its"),
        (sum_twice, "takes 8 operations, and 7 are enough. + is applied to the same numbers 2 times"),
        (quotient_twice, "takes 9 operations, and 7 are enough. / is applied to the same numbers 2 times"),
        (for_large_numbers, "takes 8 operations, and 7 are enough. Nothing is computed twice"),
        (no_numpy, "cannot be counted. Use only + - * / **, np.exp, np.log and np.sqrt, not those of math"),
        (lambda x: (np.logaddexp(0, x * x), repeated(x)[1]), "cannot be counted. Use only + - * / **, np.exp, np.log"),
        (lambda x: np.log(1 + np.exp(x * x)), "Return the slope as well"),
        (lambda x: 2 * x * np.exp(x * x) / (1 + np.exp(x * x)), "Return the value and the slope"),
        (lambda x: repeated(x)[::-1], "the slope comes second"),
        (lambda x: (repeated(x)[0], np.exp(x * x) / (1 + np.exp(x * x))), "derivative of x² is missing"),
        (lambda x: (repeated(x)[0], x * np.exp(x * x) / (1 + np.exp(x * x))), "the factor 2 of the derivative"),
        (lambda x: (repeated(x)[0], 2 * x / (1 + np.exp(x * x))), "the exponential, the derivative of 1 + b"),
        (lambda x: (repeated(x)[0], 2 * x * np.exp(x * x)), "derivative of the logarithm is missing"),
        (lambda x: (repeated(x)[0], 2 * x * np.exp(x * x) * (1 + np.exp(x * x))), "the logarithm is not 1 / c"),
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
        (from_x, "takes 10 operations, and 2 are enough. - is applied to the same numbers 2 times"),
        (logarithm_twice, "takes 11 operations, and 2 are enough. log is applied to the same numbers 2 times"),
    ],
    "2.4": [
        (lambda x: 2 * x * np.sin(x**2), "through b is missing"),
        (lambda x: 2 * x**3 * np.cos(x**2), "direct path from a to f is missing"),
        (lambda x: 2 * x * (np.sin(x**2) - x**2 * np.cos(x**2)), "added, not subtracted"),
        (lambda x: np.sin(x**2) + x**2 * np.cos(x**2), "from x to a is missing"),
        (lambda x: 4 * x**2 * np.cos(x**2), "product of the derivatives"),
        (lambda x: 2 * x * (np.sin(x**2) + np.cos(x**2)), "with respect to b is a"),
        (lambda x: x**2 * np.sin(x**2), "this is f"),
        (lambda x: 2 * x * np.cos(x**2), "the derivative of b"),
        (lambda x: 2 * x * np.sin(x**2) + x**2 * np.cos(x**2), "one of the two paths lacks the step"),
        (lambda x: 2 * x * (np.sin(x**2) + x**2 * np.sin(x**2)), "what is the derivative of the sine?"),
        (lambda x: 2 * x * (np.cos(x**2) + x**2 * np.cos(x**2)), "belongs b, the sine of a"),
        (lambda x: 2 * x * (np.sin(x) + x**2 * np.cos(x)), "in sine and cosine, a is not x²"),
        (lambda x: 2 * x * (np.sin(x**2) + x**2 * np.cos(x)), "in the cosine, a is not x²"),
        (lambda x: 2 * x * (np.sin(2 * x) + 2 * x * np.cos(2 * x)), "a is not x²"),
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
        (lambda n: (n + 3, 3**n + n - 2, 3**n), "at n = 1 the operations of the value are 4, expected about 2."),
    ],
}

# Right answers in another style.
RIGHT = {
    "2.1": [unfolded, lambda steps: np.array(float(unfolded(steps)))],
    "2.2": [with_log1p, power_of_e],
    "2.3": [lambda s: s - np.square(s), lambda s: np.multiply(s, np.subtract(1, s))],
    "2.5": [cubes, lambda n: np.array([3**n - 1, 3**n + n - 2, 3.0**n])],
    "2.4": [adjoints, lambda x: np.dot([math.sin(x * x), x * x * math.cos(x * x)], [2 * x, 2 * x])],
}
