"""Random networks, data for them, and whether networks have the same parameters."""

import numpy as np

from helpers.activations import tanh
from helpers.costs import cross_entropy
from helpers.network import Network


def random_network(widths, hidden=tanh, cost=cross_entropy, rng=0):
    """Return a network whose biases are random as well, so that nothing vanishes by accident."""
    rng = np.random.default_rng(rng)
    network = Network(widths, hidden, cost, seed=rng)
    for b in network.b[1:]:
        b[...] = rng.normal(size=b.shape)
    return network


def targets(cost, n, outputs, rng):
    """Return classes for cross_entropy, numbers from 0 to 1 otherwise."""
    return np.eye(outputs)[rng.integers(outputs, size=n)] if cost is cross_entropy else rng.uniform(size=(n, outputs))


def data(network, n, rng=1):
    """Return inputs and targets."""
    rng = np.random.default_rng(rng)
    return rng.normal(size=(n, network.widths[0])), targets(network.cost, n, network.widths[-1], rng)


def flat(arrays):
    return np.concatenate([array.ravel() for array in arrays])


def assert_same(ours, theirs, **tolerance):
    """The same to the last bit, unless there is a tolerance."""
    for a, b in zip(ours.parameters(), theirs.parameters(), strict=True):
        np.testing.assert_allclose(a, b, **{"rtol": 0} | tolerance)
