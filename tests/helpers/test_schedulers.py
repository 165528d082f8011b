"""Schedules: the rates of their papers, by hand, and training with them."""

from math import cos, pi, sqrt

import numpy as np
import pytest

from helpers.costs import half_squared_error
from helpers.network import Network
from helpers.optimizers import Adam, GradientDescent
from helpers.schedulers import cosine, inverse_time, step_decay, warm_up

# A schedule and its rates at the steps 1, 2, …
CASES = {
    "Robbins and Monro: η / t": (inverse_time(0.6, 1), [0.6, 0.3, 0.2, 0.15]),
    "a slower decay": (inverse_time(0.6, 0.5), [0.6, 0.4, 0.3, 0.24]),
    "no decay": (inverse_time(0.6, 0), [0.6] * 3),
    "step decay": (step_decay(0.8, 0.5, 2), [0.8, 0.8, 0.4, 0.4, 0.2]),
    "a factor of one": (step_decay(0.8, 1, 1), [0.8] * 3),
    "half a cosine, then zero": (cosine(0.8, 4), [0.8, 0.4 * (1 + sqrt(0.5)), 0.4, 0.4 * (1 - sqrt(0.5)), 0, 0, 0]),
    "warm-up to a fixed rate": (warm_up(0.8, 4), [0.2, 0.4, 0.6, 0.8, 0.8, 0.8]),
    "warm-up of one step": (warm_up(0.8, 1), [0.8, 0.8]),
    "warm-up of a schedule": (warm_up(cosine(0.8, 6), 2), [0.4, 0.4 * (1 + cos(pi / 6)), 0.4 * (1 + cos(pi / 3))]),
}


@pytest.mark.parametrize("name", CASES)
def test_the_first_rates_by_hand(name):
    schedule, expected = CASES[name]
    assert [schedule(t) for t in range(1, len(expected) + 1)] == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize(
    "make", [lambda eta: inverse_time(eta, 0.5), lambda eta: step_decay(eta, 0.5, 3), lambda eta: warm_up(eta, 3)]
)
def test_each_network_of_a_stack_has_a_schedule_of_its_own(make):
    rng = np.random.default_rng(0)
    X, start = rng.normal(size=(12, 2)), Network((2, 3, 1), cost=half_squared_error, seed=1)
    Y, rates = X[:, :1] ** 2, [0.01, 0.1]
    stack = start.copies((2,)).fit(X, Y, Adam(make(np.reshape(rates, (2, 1, 1)))), 4, 5, seed=2)
    for i, rate in enumerate(rates):
        alone = start.copies(()).fit(X, Y, Adam(make(rate)), 4, 5, seed=2)
        np.testing.assert_allclose(stack.W[1][i], alone.W[1], rtol=1e-9)


def test_a_step_is_a_batch():
    asked = []

    def schedule(t):
        asked.append(t)
        return 0.1

    network = Network((1, 1), cost=half_squared_error, seed=0)
    network.fit(np.ones((5, 1)), np.ones((5, 1)), GradientDescent(schedule), 2, 2)
    assert [t for t in asked if t > 1] == [2, 3, 4, 5, 6]
