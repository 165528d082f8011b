"""What notebook 01 concludes, for other numbers than those on the page."""

from itertools import pairwise

import numpy as np

from claims import claim
from helpers.verify import central_difference


@claim("In every row the last rate is the product of the other two", quick=True)
def rates_of_small_nudges_multiply(seed):
    """At other points, and in the limit: the distance from f'(u) g'(x), for smaller and smaller nudges."""
    x = np.random.default_rng(seed).uniform(-2, 2, 100)
    errors = {}
    for d in (0.1, 0.01, 0.001):
        measured = (np.sin((x + d) ** 2) - np.sin(x**2)) / d
        errors[f"nudge {d}"] = abs(measured - 2 * x * np.cos(x**2)).max()
    large, middle, small = errors.values()
    return errors, small < middle / 5 < large / 25


@claim("They err in opposite ways, and their mean is", quick=True)
def central_differences_are_better(seed):
    x, d = np.random.default_rng(seed).uniform(-2, 2, 100), 0.01
    up, here, down = (np.sin(z**2) for z in (x + d, x, x - d))
    exact = 2 * x * np.cos(x**2)
    one_sided, central = (abs(rate - exact).mean() for rate in ((up - here) / d, (up - down) / (2 * d)))
    return {"to one side": one_sided, "to both": central}, central < one_sided / 10


@claim("The two terms have opposite signs all the way round", quick=True)
def the_two_ways_oppose_each_other(seed):
    """On other ellipses, with their axes along x and y."""
    a, b = np.random.default_rng(seed).uniform(0.3, 3, 2)
    t = np.linspace(0.01, 2 * np.pi, 200)
    x, y = a * np.cos(t), b * np.sin(t)
    height = np.exp(-(x**2 + 2 * y**2) / 4)
    by_x, by_y = x / 2 * height * a * np.sin(t), -y * height * b * np.cos(t)
    return {"largest product": (by_x * by_y).max()}, (by_x * by_y).max() <= 0


@claim(
    "With one output and three or more layers, reverse mode takes fewer multiplications than forward mode", quick=True
)
def reverse_mode_for_one_output(seed):
    rng, ratios = np.random.default_rng(seed), []
    for _ in range(1000):
        n = [*rng.integers(2, 200, rng.integers(3, 8)), 1]
        forward = n[0] * sum(a * b for a, b in pairwise(n[1:]))
        ratios.append(forward / sum(a * b for a, b in pairwise(n[:-1])))
    return {"least ratio": min(ratios), "median ratio": np.median(ratios)}, min(ratios) > 1


@claim("The rates of all 54 weights agree with the measured ones", quick=True)
def one_row_gives_the_rates_of_all_weights(seed):
    """For other chains, of other lengths and widths."""
    rng = np.random.default_rng(seed)
    n = [*rng.integers(2, 9, rng.integers(3, 6)), 1]
    M = [rng.normal(size=shape) for shape in zip(n[1:], n[:-1], strict=True)]
    a = [rng.normal(size=n[0])]

    def end(a, M):
        for matrix in M:
            a = np.tanh(matrix @ a)
        return a[0]

    for matrix in M:
        a.append(np.tanh(matrix @ a[-1]))
    row, worst = np.ones(1), 0.0
    for k in reversed(range(len(M))):
        row = row * (1 - a[k + 1] ** 2)
        measured = central_difference(lambda matrix, k=k: end(a[k], [matrix, *M[k + 1 :]]), M[k])
        worst = max(worst, abs(np.outer(row, a[k]) - measured).max())
        row = row @ M[k]
    return {"weights": sum(matrix.size for matrix in M), "largest difference": worst}, worst < 1e-8
