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
    return np.exp(-x) / (1 + np.exp(-x))**2


def logarithm_twice(s):
    odds = s / (1 - s)
    return np.exp(-np.log(odds)) / (1 + np.exp(-np.log(odds)))**2


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "2.1": [
        (len, "the shared program"),
        (depth, "longest way through"),
        (leaves, "the inputs and constants"),
        (lambda steps: len(steps[list(steps)[-1]]), "operands of the last step"),
        (lambda steps: 2**len(steps) - 1, "it gives 15, expected about 5."),
    ],
    "2.2": [
        (repeated, "takes 12 operations, and 7 are enough. ** is applied to the same numbers 3 times"),
        (roundabout, "takes 8 operations, and 7 are enough. Nothing is computed twice"),
        (exponential_twice, "takes 10 operations, and 7 are enough. exp is applied to the same numbers 3 times"),
        (square_twice, "takes 10 operations, and 7 are enough. * is applied to the same numbers 2 times. Give its"),
        (sum_twice, "takes 8 operations, and 7 are enough. + is applied to the same numbers 2 times"),
        (quotient_twice, "takes 9 operations, and 7 are enough. / is applied to the same numbers 2 times"),
        (for_large_numbers, "takes 8 operations, and 7 are enough. Nothing is computed twice"),
        (no_numpy, "cannot be counted (TypeError: must be real number, not Counted). Use + - * / **, np.exp, np.log"),
        (lambda x: np.log(1 + np.exp(x * x)), "Return the slope as well"),
        (lambda x: 2 * x * np.exp(x * x) / (1 + np.exp(x * x)), "Return the value and the slope"),
        (lambda x: repeated(x)[::-1], "the slope comes second"),
        (lambda x: (repeated(x)[0], np.exp(x * x) / (1 + np.exp(x * x))), "derivative of x² is missing"),
        (lambda x: (repeated(x)[0], x * np.exp(x * x) / (1 + np.exp(x * x))), "lacks the factor 2"),
        (lambda x: (repeated(x)[0], 2 * x / (1 + np.exp(x * x))), "the exponential, the derivative of 1 + b"),
        (lambda x: (repeated(x)[0], 2 * x * np.exp(x * x)), "derivative of the logarithm"),
    ],
    "2.3": [
        (lambda s: np.exp(-s) / (1 + np.exp(-s))**2, "s is taken for x"),
        (lambda s: 1 - s**2, "slope of tanh"),
        (lambda s: 1 - s, "a factor s is missing"),
        (lambda s: s, "slope of the exponential"),
        (lambda s: s * (1 + s), "sign inside is wrong"),
        (lambda s: s * (s - 1), "the negative"),
        (lambda s: s**2 * (1 / s - 1), "takes 4 operations, and 2 are enough"),
        (lambda s: (1 - s) - (1 - s)**2, "takes 4 operations, and 2 are enough. - is applied to the same numbers 2"),
        (lambda s: 0.25 - (s - 0.5) * (s - 0.5), "- is applied to the same numbers 2 times"),
        (lambda s: (1 / s - 1) / (1 / s)**2, "/ is applied to the same numbers 2 times"),
        (lambda s: np.sqrt(s) * np.sqrt(s) * (1 - s), "sqrt is applied to the same numbers 2 times"),
        (from_x, "takes 10 operations, and 2 are enough. - is applied to the same numbers 2 times"),
        (logarithm_twice, "takes 11 operations, and 2 are enough. log is applied to the same numbers 2 times"),
    ],
    "2.4": [
        (lambda x: 2 * x * np.sin(x**2), "through b is missing"),
        (lambda x: 2 * x**3 * np.cos(x**2), "direct way from a to f is missing"),
        (lambda x: 2 * x * (np.sin(x**2) - x**2 * np.cos(x**2)), "added, not subtracted"),
        (lambda x: np.sin(x**2) + x**2 * np.cos(x**2), "from x to a is missing"),
        (lambda x: 4 * x**2 * np.cos(x**2), "product of the derivatives"),
        (lambda x: 2 * x * (np.sin(x**2) + np.cos(x**2)), "with respect to b is a"),
    ],
}
