"""What a training records, and what becomes of it when it is interrupted."""

import numpy as np
import pytest

from helpers.activations import tanh
from helpers.costs import half_squared_error
from helpers.network import Network
from helpers.schedulers import Constant

X = np.random.default_rng(0).normal(size=(20, 3))
Y = X @ [[1.0], [2.0], [-1.0]]


def network(stack=()):
    return Network((3, 4, 1), tanh, half_squared_error, seed=0, stack=stack)


def test_the_history_holds_the_cost_of_every_epoch():
    one = network()
    before = one.cost_of(X, Y)
    one.fit(X, Y, Constant(0.1), epochs=30, batch_size=20)
    assert one.history.cost[0] == pytest.approx(before)  # a full batch is met before its step
    assert len(one.history.cost) == 30 and one.history.cost[-1] < 0.2 * before
    assert one.history.stopped == ""


def test_short_batches_count_by_their_length():
    one = network()
    one.fit(X, Y, Constant(1e-12), epochs=1, batch_size=7)
    assert one.history.cost[0] == pytest.approx(one.cost_of(X, Y))


def test_a_stack_has_a_history_for_each():
    many = network((2, 3)).fit(X, Y, Constant(0.1), epochs=2, batch_size=8)
    assert np.shape(many.history.cost) == (2, 2, 3)
    assert many[0, 0].history.cost == []


@pytest.mark.filterwarnings("error")
def test_a_training_that_diverges_stops_and_says_so():
    one = network().fit(X, Y, Constant(10.0), epochs=500, batch_size=5, lmbda=1.0)
    assert one.diverged() and one.history.stopped == f"diverged in epoch {len(one.history.cost)}"
    assert len(one.history.cost) < 20
    one.fit(X, Y, Constant(0.1), epochs=1, batch_size=5)
    assert one.history.stopped == "diverged in epoch 1"


def test_a_stack_goes_on_while_one_of_it_is_sound():
    rates = np.array([0.1, 10.0]).reshape(2, 1, 1)
    both = network().copies((2,)).fit(X, Y, Constant(rates), epochs=40, batch_size=20, lmbda=1.0)
    assert both.diverged().tolist() == [False, True]
    assert len(both.history.cost) == 40 and both.history.stopped == ""


class Interrupting(Constant):
    """Is interrupted, as by Ctrl-C, after some steps."""

    def __init__(self, steps):
        super().__init__(0.1)
        self.steps = steps

    def step(self, parameters, gradients):
        if self.steps == 0:
            raise KeyboardInterrupt
        self.steps -= 1
        super().step(parameters, gradients)


def test_an_interrupted_network_is_usable():
    one = network()
    with pytest.raises(KeyboardInterrupt):
        one.fit(X, Y, Interrupting(10), epochs=100, batch_size=5)
    assert len(one.history.cost) == 2
    assert np.isfinite(one.predict(X)).all()
    cost = one.cost_of(X, Y)
    one.fit(X, Y, Constant(0.1), epochs=50, batch_size=5)
    assert one.cost_of(X, Y) < cost


def test_weights_of_samples_are_relative():
    weights = np.linspace(0, 2, 20)
    fits = [network().fit(X, Y, Constant(0.1), 5, 6, seed=1, sample_weight=w) for w in (weights, 100 * weights)]
    np.testing.assert_allclose(fits[0].W[1], fits[1].W[1])
    even = [network().fit(X, Y, Constant(0.1), 5, 6, seed=1, sample_weight=w) for w in (None, np.full(20, 3))]
    np.testing.assert_allclose(even[0].W[1], even[1].W[1])
    assert not np.allclose(fits[0].W[1], even[0].W[1])


def test_the_history_counts_the_samples_by_their_weights():
    twice, weights = np.r_[0:20, 5:10], np.ones(20)
    weights[5:10] = 2
    weighted = network().fit(X, Y, Constant(0.1), 4, 20, seed=1, sample_weight=weights)
    repeated = network().fit(X[twice], Y[twice], Constant(0.1), 4, 25, seed=1)
    np.testing.assert_allclose(weighted.history.cost, repeated.history.cost)
