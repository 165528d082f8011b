"""What the equations of notebook 12 mean: counts of arrays, of copies and of draws."""

from itertools import product

import numpy as np
from equations.names import Names

from helpers.network import Network


def parameters():  # 12.1
    widths = (5, 3, 4, 2)
    return Names(
        {"P": sum(array.size for array in Network(widths, seed=0).parameters()), "n": widths_of(widths), "L": 3}
    )


def widths_of(widths):
    return dict(enumerate(widths))


def weighted_mean():  # 12.2
    losses, weights = np.array([0.7, 1.9, 0.2, 2.6]), np.array([1, 0, 3, 2])
    return Names({"C": losses.repeat(weights).mean(), "C_": losses, "v": weights}, {"i": range(4)})


def share_of_rows(n):  # 12.3
    found = [len(set(draw)) for draw in product(range(n), repeat=n)]
    return Names({"s": np.mean(found) / n, "n": n})


EQUATIONS = {"12.1": parameters, "12.2": weighted_mean, "12.3": lambda: [share_of_rows(3), share_of_rows(4)]}
