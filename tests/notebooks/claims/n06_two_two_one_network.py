"""What notebook 06 concludes."""

import numpy as np

from claims import claim
from helpers.activations import sigmoid
from helpers.costs import half_squared_error
from helpers.datasets import two_two_one
from helpers.network import Network
from helpers.optimizers import GradientDescent
from helpers.verify import central_difference

START = [two_two_one()[name] for name in ("W1", "b1", "W2", "b2")]
SIDE = (np.arange(60) + 0.5) / 30 - 1
GRID = np.stack(np.meshgrid(SIDE, SIDE), axis=-1).reshape(-1, 2)


def surface(x0, x1):
    return x0**2 + 3 * x0 * x1 + x1**2 + 5


def sample(seed):
    X = np.random.default_rng(seed).uniform(-1, 1, (100, 2))
    return X, surface(X[:, :1], X[:, 1:])


def cost(theta, X, Y):
    W1, b1, W2, b2 = theta
    return np.mean((sigmoid(X @ W1 + b1) @ W2 + b2 - Y) ** 2) / 2


def gradients(theta, X, Y, slip=False):
    W1, b1, W2, b2 = theta
    A1 = sigmoid(X @ W1 + b1)
    delta2 = (A1 @ W2 + b2 - Y) / len(X)
    delta1 = delta2 * W2.T * A1 * (1 - A1)
    return (A1 if slip else X).T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)


def descend(theta, X, Y, steps, slip=False):
    for _ in range(steps):
        theta = [p - 0.3 * g for p, g in zip(theta, gradients(theta, X, Y, slip), strict=True)]
    return theta


def from_random_starts(seed, starts=40, X=None, Y=None):
    """Return networks after 5000 steps from normal numbers, and which of them point across the diagonal, and along."""
    if X is None:
        X, Y = sample(2)
    networks, rng = Network((2, 2, 1), cost=half_squared_error, stack=(starts,)), np.random.default_rng(seed)
    for parameter in networks.parameters():
        parameter[...] = rng.normal(size=parameter.shape)
    networks.fit(X, Y, GradientDescent(0.3), 5000, len(X), seed=0, verbose=False)
    angles = np.degrees(np.arctan2(networks.W[1][:, 1], networks.W[1][:, 0])) % 180
    return networks, (abs(angles - 135) < 20).all(axis=1), (abs(angles - 45) < 20).all(axis=1)


def rms(networks):
    return np.sqrt(((networks.output(GRID)[..., 0] - surface(*GRID.T)) ** 2).mean(axis=-1))


@claim("the matrices repeat the descent by trial", quick=True)
def trial_and_matrices(seed):
    X, Y = sample(seed)
    theta = trial = [np.random.default_rng(seed).normal(size=p.shape) for p in START]
    for _ in range(20):
        slopes = [
            central_difference(lambda p, k=k: cost([*trial[:k], p, *trial[k + 1 :]], X, Y), trial[k]) for k in range(4)
        ]
        trial = [p - 0.3 * g for p, g in zip(trial, slopes, strict=True)]
    theta = descend(theta, X, Y, 20)
    gap = max(abs(a - b).max() for a, b in zip(theta, trial, strict=True))
    return {"largest difference": gap}, gap < 1e-6


@claim("After a hundred steps the network has learned little more than the mean height.", quick=True)
def the_mean_first(seed):
    X, Y = sample(seed)
    share = cost(descend(START, X, Y, 100), X, Y) / (Y.var() / 2)
    return {"of the cost of a constant": share}, share > 0.8


@claim("the slip learns as well.")
def learning_with_the_slip(seed):
    X, Y = sample(seed)
    share = cost(descend(START, X, Y, 2000, slip=True), X, Y) / (Y.var() / 2)
    return {"of the cost of a constant": share}, share < 0.8


@claim("From some starts the slip hardly learns")
def starts_of_the_slip(seed):
    X, Y = sample(2)
    rng = np.random.default_rng(seed)
    starts = [[rng.normal(size=p.shape) for p in START] for _ in range(20)]
    shares = np.array([cost(descend(start, X, Y, 5000, slip=True), X, Y) for start in starts]) / (Y.var() / 2)
    found = {"hardly": (shares > 0.9).sum(), "best": shares.min()}
    return found, found["hardly"] >= 2 and found["best"] < 0.6


@claim("It is too low in the high corners")
def errors_in_corners(seed):
    networks, _, along = from_random_starts(seed)
    corners = np.array([[1, 1], [-1, -1], [1, -1], [-1, 1], [0.6, 0.6], [-0.6, -0.6]])
    gaps = (networks.output(corners)[along, :, 0] - surface(*corners.T)).mean(axis=0)
    found = {"high": gaps[:2].max(), "low": gaps[2:4].min(), "slopes": abs(gaps[4:]).max()}
    return found, found["high"] < -0.5 and found["low"] > 0.3 and found["slopes"] < 0.3


@claim("On this sample the start decides which direction they share")
def two_directions(seed):
    _, across, along = from_random_starts(seed)
    found = {"across": across.mean(), "along": along.mean(), "neither": 1 - across.mean() - along.mean()}
    return found, min(found["across"], found["along"]) > 0.1 and found["neither"] < 0.1


@claim("are right to 0.2. Four point across it, at about 135°, and err by 0.92")
def two_errors(seed):
    networks, across, along = from_random_starts(seed)
    errors = rms(networks)
    found = {"along": np.median(errors[along]), "across": np.median(errors[across])}
    return found, abs(found["along"] - 0.19) < 0.03 and abs(found["across"] - 0.92) < 0.03


@claim("Five times as many steps leave these four there")
def more_training(seed):
    X, Y = sample(2)
    networks, across, _ = from_random_starts(seed, 8, X, Y)
    before = rms(networks)[across]
    after = rms(networks.fit(X, Y, GradientDescent(0.3), 20_000, len(X), seed=0, verbose=False))[across]
    found = {"after 5000": before.mean(), "after 25000": after.mean(), "across": len(after)}
    return found, len(after) > 0 and abs(after - 0.92).max() < 0.03


@claim("On two of ten samples most such starts come down by then")
def some_samples_are_plateaus(seed):
    """Return which share of the starts that point across on samples 4 and 6 does not after 25 000 steps."""
    left = []
    for number in (4, 6):
        X, Y = sample(number)
        networks, across, _ = from_random_starts(seed, 12, X, Y)
        networks.fit(X, Y, GradientDescent(0.3), 20_000, len(X), seed=0, verbose=False)
        left.extend(rms(networks)[across] < 0.3)
    return {"across": len(left), "come down": np.mean(left)}, np.mean(left) > 0.5


def hill(networks, across):
    """Return the mean distance of the networks that point across from the means and the surface, and their hill."""
    heights = networks.output(GRID)[across, :, 0].mean(axis=0)
    d = GRID[:, 0] - GRID[:, 1]
    means = 5 + 5 / 12 * (2 - abs(d)) ** 2 - d**2 / 4
    centre, *corners = networks.output(np.array([[0, 0], [-1, 1], [1, -1]]))[across, :, 0].mean(axis=0)
    gaps = [np.sqrt(np.mean((heights - other) ** 2)) for other in (means, surface(*GRID.T))]
    return *gaps, centre - np.mean(corners)


@claim("With 100 points the network follows the means roughly")
def a_false_hill(seed):
    means, true, height = hill(*from_random_starts(seed)[:2])
    return {"from the means": means, "from the surface": true, "hill": height}, means < true / 2 and height > 1.5


@claim("Trained on the whole square, the same two steps come much closer.")
def on_the_whole_square(seed):
    whole = hill(*from_random_starts(seed, 8, GRID, surface(*GRID.T)[:, None])[:2])
    points = hill(*from_random_starts(seed)[:2])
    found = {"100 points": points[0], "whole square": whole[0], "hill": whole[2]}
    return found, whole[0] < points[0] / 2 and 1.7 < whole[2] < 2.4


def with_nodes(seed, nodes):
    networks = Network((2, nodes, 1), cost=half_squared_error, seed=seed, stack=(5,))
    return rms(networks.fit(*sample(seed), GradientDescent(0.2), 5000, 100, seed=0, verbose=False))


@claim("with sixteen nodes every start errs by less than 0.3.")
def sixteen_nodes(seed):
    worst = with_nodes(seed, 16).max()
    return {"worst of five": worst}, worst < 0.3


@claim("one node by 0.85 at least.")
def one_node(seed):
    best = with_nodes(seed, 1).min()
    return {"best of five": best}, best > 0.845
