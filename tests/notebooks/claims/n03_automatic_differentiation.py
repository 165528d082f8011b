"""What notebook 03 concludes."""

import numpy as np
from sklearn.datasets import make_moons
from sklearn.linear_model import LogisticRegression

from claims import claim
from helpers import autodiff
from helpers.verify import central_difference


def f(x):
    square = x * x
    return np.sqrt(square + np.exp(square))


def g(inputs):
    inner = inputs[0] * inputs[1]
    outer = np.exp(inner) * inputs[2]
    return np.sqrt(inner * inner + outer * outer) * (inputs[0] + inputs[2])


def network(weights, point):
    output = weights[-1]
    for k in range(0, len(weights) - 1, 4):
        first, second, own, out = weights[k : k + 4]
        output = output + out * np.tanh(first * point[0] + second * point[1] + own)
    return output


@claim("One sweep has found all three derivatives, and the three columns agree.", quick=True)
def one_sweep_for_all_derivatives(seed):
    spot = np.random.default_rng(seed).uniform(0.3, 1.5, 3) * [1, -1, 1]
    inputs = [autodiff.Value(number) for number in spot]
    g(inputs).backward()
    distance = np.abs([v.adjoint for v in inputs] - central_difference(g, spot)).max()
    return {"largest difference": distance}, distance < 1e-7


def overwrite(value, adjoint=1.0):
    value.adjoint = adjoint
    for parent, slope in value.links:
        overwrite(parent, adjoint * slope)


@claim(
    "In 1500 other draws of points and first weights, `backward` gets more than 900 fresh points right in 99 %, and "
    "`overwrite` fewer than the straight border in 99 %.",
    quick=True,
)
def training_on_two_moons(seed):
    (points, moons), (fresh, fresh_moons) = (
        make_moons(n, noise=0.15, random_state=k) for n, k in [(60, seed), (1000, seed + 10**6)]
    )
    found = {"straight": LogisticRegression().fit(points, moons).score(fresh, fresh_moons)}
    for name, sweep in [("backward", autodiff.Value.backward), ("overwrite", overwrite)]:
        weights = [autodiff.Value(number) for number in np.random.default_rng(seed).normal(size=33)]
        for _ in range(120):
            total = 0.0
            for point, label in zip(points, 2 * moons - 1, strict=True):
                total = total + np.log(1 + np.exp(network(weights, point) * -label))
            sweep(total)
            for weight in weights:
                weight.data -= 0.05 * weight.adjoint
        found[name] = np.mean((network([weight.data for weight in weights], fresh.T) > 0) == fresh_moons)
    return found, found["backward"] > 0.9 and found["overwrite"] < found["straight"]


@claim("The factor stays below five for any number of nodes", quick=True)
def cheap_gradient(seed):
    rng, found = np.random.default_rng(seed), {}
    for nodes in (2, 20, 200, 2000):
        weights = [autodiff.Value(number) for number in rng.normal(size=4 * nodes + 1)]
        autodiff.tally.total = 0
        cost = np.log(1 + np.exp(network(weights, rng.normal(size=2)) * -1))
        alone = sum(bool(value.links) for value in autodiff.topological_order(cost))
        cost.backward()
        found[f"{nodes} nodes"] = autodiff.tally.total / alone
    return found, max(found.values()) < 5


def errors(seed, difference, steps):
    """Return the median of the relative error at 41 places, from 0.9 to 1.4, for each step."""
    x = np.random.default_rng(seed).uniform(0.9, 1.4, 41)
    truth = x * (1 + np.exp(x**2)) / f(x)
    return np.array([np.median(abs(difference(x, h) / truth - 1)) for h in steps])


def forward(x, h):
    return (f(x + h) - f(x)) / h


def central(x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


@claim("Both are where the estimates put them, to within a factor of three.", quick=True)
def best_steps(seed):
    steps = 10.0 ** np.arange(-12, -2, 0.1)  # five times as fine as on the page
    found = {
        "forward": steps[errors(seed, forward, steps).argmin()] / 1.4e-8,
        "central": steps[errors(seed, central, steps).argmin()] / 4.6e-6,
    }
    return found, all(1 / 3 < ratio < 3 for ratio in found.values())


@claim(
    "At best the forward difference has half of the 16 digits right, and the central difference two thirds.", quick=True
)
def digits_at_best(seed):
    steps = 10.0 ** np.arange(-12, -2, 0.1)
    found = {
        name: -np.log10(errors(seed, difference, steps).min())
        for name, difference in [("forward", forward), ("central", central)]
    }
    return found, abs(found["forward"] - 8) < 1 and abs(found["central"] - 16 * 2 / 3) < 1
