"""What notebook 08 concludes."""

from functools import cache

import numpy as np

from claims import claim
from helpers.activations import relu, sigmoid
from helpers.costs import half_squared_error
from helpers.network import Network
from helpers.optimizers import Adam

SAMPLES = np.linspace(-1, 1, 201)
CURVE = 2 * np.abs(SAMPLES - 0.3) + np.sin(6 * SAMPLES) / 2
WIDTHS = (4, 8, 16, 32, 64)


def least_squares(activation, n, seed):
    """Return the median error of eleven draws of hidden weights, with the best output weights."""
    rng, errors = np.random.default_rng(seed), []
    for _ in range(11):
        w = 20 * rng.normal(size=n)
        A = activation(SAMPLES[:, None] * w - w * rng.uniform(-1, 1, n))
        A = np.c_[np.ones(len(SAMPLES)), A / np.abs(A).max()]
        alpha = np.linalg.lstsq(A, CURVE, rcond=1e-8)[0]
        errors.append(np.sqrt(np.mean((A @ alpha - CURVE) ** 2)))
    return np.median(errors)


@cache
def descent(n, seed, rate=0.1):
    """Return the median error of five trained networks."""
    networks = Network((1, n, 1), sigmoid, half_squared_error, seed=seed, stack=(5,))
    X, Y = SAMPLES[:, None], CURVE[:, None]
    networks.fit(X, Y, Adam(rate), 2000, len(X), seed=seed, verbose=False)
    return np.median(np.sqrt(2 * networks.cost_of(X, Y)))


@claim("Three rows fall by a factor of twenty or more. The square stays where it is.", quick=True)
def which_activations_fail(seed):
    rows = {"sigmoid": sigmoid, "ReLU": relu, "cosine": np.cos, "square": np.square}
    found = {name: least_squares(f, 4, seed) / least_squares(f, 64, seed) for name, f in rows.items()}
    return found, min(found[name] for name in rows if name != "square") >= 20 and found["square"] < 1.01


@claim("The rank stops at three, so the hundredth square adds nothing. A power $z^m$ stops at $m + 1$.", quick=True)
def ranks(seed):
    w, b = np.random.default_rng(seed).normal(size=(2, 100))
    found = {f"z to {m}": np.linalg.matrix_rank((SAMPLES[:, None] * w + b) ** m) for m in (2, 3, 5)}
    return found, list(found.values()) == [3, 4, 6]


@claim("With 4 and 8 nodes descent is ahead: it moves each node to where it is needed.")
def few_nodes(seed):
    found = {f"{n} nodes, ratio": descent(n, seed) / least_squares(sigmoid, n, seed) for n in (4, 8)}
    return found, max(found.values()) < 1


@claim("With 32 and 64 least squares is far ahead, and descent gains little from more nodes.")
def many_nodes(seed):
    best = {n: min(descent(n, seed, rate) for rate in (0.05, 0.1, 0.2)) for n in (32, 64)}
    found = {f"{n} nodes, best rate, ratio": best[n] / least_squares(sigmoid, n, seed) for n in (32, 64)}
    found["gain of descent from 16 to 64"] = descent(16, seed) / descent(64, seed)
    return found, min(list(found.values())[:2]) > 3 and found["gain of descent from 16 to 64"] < 2


@claim("the best of fifty is hardly better than the best constant")
def the_six_nodes_of_a_sawtooth(seed):
    x = np.linspace(0, 1, 65)[:, None]
    teeth = np.abs((4 * x + 0.5) % 1 - 0.5) * 2
    found = {"constant": teeth.std()}
    for rate in (0.003, 0.01, 0.03):
        networks = Network((1, 2, 2, 2, 1), relu, half_squared_error, seed=seed, stack=(50,))
        networks.fit(x, teeth, Adam(rate), 1000, len(x), seed=seed, verbose=False)
        found[f"best, rate {rate}"] = np.sqrt(2 * np.nanmin(networks.cost_of(x, teeth)))
    return found, found["best, rate 0.01"] > 0.85 * found["constant"]


@claim("In floats $10^{-4}$ is the best of these: below it the output weights", quick=True)
def a_parabola_in_floats(seed):
    bias, x = np.random.default_rng(seed).uniform(0.5, 2), np.linspace(-1, 1, 4001)
    curvature = sigmoid(bias) * (1 - sigmoid(bias)) * (1 - 2 * sigmoid(bias))
    found = {}
    for h in (1, 1e-2, 1e-4, 1e-6, 1e-7):
        three = sigmoid(x[:, None] * [h, 0, -h] + bias) @ [1, -2, 1]
        found[f"h = {h:g}"] = np.abs(three / (h**2 * curvature) - x**2).max()
    return found, found["h = 0.0001"] == min(found.values()) and found["h = 1e-07"] > 0.1
