"""Networks: gradients are what small steps measure, a stack does what each of its networks does alone, and a training
records what happened, also when it is interrupted."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from networks import assert_same, data, flat, random_network

from helpers.activations import elu, leaky_relu, relu, selu, sigmoid, softplus, tanh
from helpers.costs import binary_cross_entropy, cross_entropy, half_squared_error
from helpers.network import Network
from helpers.optimizers import GradientDescent
from helpers.verify import central_difference

COSTS = [half_squared_error, binary_cross_entropy, cross_entropy]

pytestmark = pytest.mark.filterwarnings("error")
each_cost = pytest.mark.parametrize("cost", COSTS, ids=repr)


@settings(max_examples=40)
@given(
    widths=st.lists(st.integers(1, 5), min_size=3, max_size=5),
    hidden=st.sampled_from([sigmoid, tanh, relu, softplus, leaky_relu(), elu(), elu(0.5), selu]),
    cost=st.sampled_from(COSTS),
    lmbda=st.sampled_from([0.0, 0.1, 2.0]),
    n=st.integers(1, 5),
    seed=st.integers(0, 10**6),
)
def test_backward_gives_the_measured_gradients(widths, hidden, cost, lmbda, n, seed):
    rng = np.random.default_rng(seed)
    network = random_network(widths, hidden, cost, rng)
    X, Y = data(network, n, rng)
    Z, A = network.forward(X)
    assume(hidden in (sigmoid, tanh, softplus) or min(np.abs(z).min() for z in Z[1:-1]) > 1e-3)

    def cost_at(parameters):
        ends = np.cumsum([p.size for p in network.parameters()])[:-1]
        for mine, values in zip(moved.parameters(), np.split(parameters, ends), strict=True):
            mine[...] = values.reshape(mine.shape)
        return moved.cost_of(X, Y, lmbda)

    moved = network.copies(())
    dW, db = network.backward(A, Y, lmbda)
    measured = central_difference(cost_at, flat(network.parameters()), step=1e-5)
    difference = flat(dW[1:] + db[1:]) - measured
    assert np.abs(difference).max() < 1e-7 * max(np.abs(measured).max(), 0.01)


@pytest.mark.parametrize("stack", [(), (3,), (2, 3)])
def test_shapes(stack):
    network = Network((4, 3, 2, 5)).copies(stack)
    X, Y = data(network, 6)
    assert network.L == 3 and network.stack == stack
    Z, A = network.forward(X)
    dW, db = network.backward(A, Y, 0.1)
    assert network.W[0] is network.b[0] is Z[0] is dW[0] is db[0] is None and A[0] is X
    for l, (before, after) in enumerate([(4, 3), (3, 2), (2, 5)], start=1):
        assert network.W[l].shape == dW[l].shape == (*stack, before, after)
        assert network.b[l].shape == db[l].shape == (*stack, 1, after)
        assert Z[l].shape == A[l].shape == (*stack, 6, after)
    assert network.output(X).shape == (*stack, 6, 5) and network.predict(X).shape == (*stack, 6)
    assert np.shape(network.cost_of(X, Y, 0.1)) == network.diverged().shape == stack
    assert network.diverged().dtype == bool


@pytest.mark.parametrize("batch_size", [4, 10, 100])  # of 10 samples: with a rest, all, more than all
@pytest.mark.parametrize("stack", [(3,), (2, 3)])
@each_cost
def test_each_network_of_a_stack_learns_as_if_alone(cost, stack, batch_size):
    rng = np.random.default_rng(0)
    networks = random_network((3, 4, 2), tanh, cost, rng).copies(stack)
    for p in networks.parameters():
        p += rng.normal(size=p.shape)
    start = networks.copies(())
    X, Y = data(networks, 10, rng)
    eta, lmbda = (rng.uniform(0.01, 0.5, (*stack, 1, 1)) for _ in range(2))
    networks.fit(X, Y, GradientDescent(eta), 5, batch_size, lmbda, seed=7)
    for i in np.ndindex(stack):
        alone = start[i].fit(X, Y, GradientDescent(eta[i].item()), 5, batch_size, lmbda[i].item(), seed=7)
        assert_same(networks[i], alone, rtol=1e-10, atol=1e-10)
        assert [cost[i] for cost in networks.history.cost] == pytest.approx(alone.history.cost)
        assert networks[i].history.cost == []
        assert networks.cost_of(X, Y, lmbda)[i] == pytest.approx(alone.cost_of(X, Y, lmbda[i].item()))
        np.testing.assert_allclose(networks.output(X)[i], alone.output(X), rtol=1e-10)
        np.testing.assert_array_equal(networks.predict(X)[i], alone.predict(X))


@pytest.mark.parametrize("hidden", [sigmoid, tanh, relu], ids=repr)
def test_single_precision_stays_single(hidden):
    network = Network((3, 4, 2), hidden, seed=0, dtype=np.float32, stack=(2,))
    X, Y = data(network, 10)
    network.fit(X, Y, GradientDescent(np.array([0.1, 0.2]).reshape(2, 1, 1)), 2, 4, np.full((2, 1, 1), 0.1), seed=0)
    Z, A = network.forward(X.astype(np.float32))
    dW, db = network.backward(A, Y.astype(np.float32), 0.1)
    arrays = [*network.parameters(), *Z[1:], *A, *dW[1:], *db[1:], network.output(X), network.cost_of(X, Y, 0.1)]
    assert {array.dtype for array in arrays + network.history.cost} == {np.dtype(np.float32)}
    assert network.dtype == network[0].dtype == np.float32


def test_each_epoch_takes_each_sample_once_in_a_new_order():
    class Recorder:
        def step(self, parameters, gradients):
            batches.append(-gradients[-1].ravel() * len(gradients[-1]))

    # With a zero network and a linear output, the gradient of the bias is minus the mean target of the batch.
    batches, Y = [], 2.0 ** np.arange(6)[:, None]
    network = Network((1, 1), cost=half_squared_error)
    network.W[1][...] = 0
    network.fit(np.ones((6, 1)), Y, Recorder(), epochs=3, batch_size=1, seed=0)
    epochs = np.reshape(batches, (3, 6))
    np.testing.assert_array_equal(np.sort(epochs), [Y.ravel()] * 3)
    assert len({tuple(epoch) for epoch in epochs}) == 3


def test_the_seed_decides_weights_and_order():
    def trained(weights, order):
        network = Network((2, 3, 2), seed=weights)
        return flat(network.fit(*data(network, 9), GradientDescent(0.5), 3, 4, seed=order).parameters())

    np.testing.assert_array_equal(trained(1, 2), trained(1, 2))
    np.testing.assert_array_equal(trained(1, 2), trained(1, np.random.default_rng(2)))
    assert not np.allclose(trained(1, 2), trained(1, 3))
    assert not np.allclose(trained(1, 2), trained(2, 2))


def test_a_penalty_adds_to_the_gradients_of_weights_only():
    network = random_network((2, 3, 2))
    X, Y = data(network, 5)
    A = network.forward(X)[1]
    (dW, db), (dW0, db0) = network.backward(A, Y, 0.6), network.backward(A, Y)
    np.testing.assert_allclose(flat(dW[1:]), flat(dW0[1:]) + 0.6 * flat(network.W[1:]))
    np.testing.assert_array_equal(flat(db[1:]), flat(db0[1:]))


@each_cost
@pytest.mark.parametrize("epochs", [10, 1000])  # too large, and long past overflow
def test_divergence_is_told_without_a_warning(cost, epochs):
    network = Network((2, 3, 2), seed=0, cost=cost).copies((2,))
    X, Y = data(network, 8)
    eta = np.array([10, 0.1]).reshape(2, 1, 1)
    network.fit(X, Y, GradientDescent(eta), epochs, 8, lmbda=10.0, seed=0)  # ηλ is 100 and 1
    assert network.diverged().tolist() == [True, False]
    assert network[0].diverged() and not network[1].diverged()
    assert len(network.history.cost) == epochs and network.history.stopped == ""  # while one is sound, it goes on
    network.predict(X)
    network.cost_of(X, Y)


@pytest.mark.parametrize("value, diverged", [(1e6, False), (-1.1e6, True), (np.nan, True), (-np.inf, True)])
def test_one_parameter_is_enough_to_diverge(value, diverged):
    for k in range(4):
        network = Network((2, 3, 2), seed=0)
        network.parameters()[k][0, -1] = value
        assert network.diverged() == diverged


def test_copies_and_parts_of_a_stack_are_independent():
    network = Network((2, 3, 2), seed=0)
    before, stack = network.copies(()), network.copies((4,))
    stack.W[1][0] += 1
    taken = stack[1:3]
    taken.b[1] += 1
    for same in (network, stack[1], stack[3]):
        assert_same(same, before)
    assert stack.stack == (4,) and taken.stack == (2,) and stack[0].stack == ()
    assert not np.allclose(stack[0].W[1], before.W[1])


def test_a_stack_can_be_indexed_and_reshaped():
    stack = Network((2, 3, 2), seed=0, stack=(6,))
    grid = stack.reshape((2, 3))
    assert_same(grid[1, 2], stack[5])
    assert_same(grid[..., -1], stack[np.array([2, 5])])
    assert_same(stack[np.array([False, True] * 3)][1], stack[3])
    np.testing.assert_array_equal(stack[3].W[1], stack.W[1][3])


@pytest.mark.parametrize("stack, index", [((), 0), ((4,), 9), ((4,), (0, 1)), ((2, 3), (0, 0, 0))])
def test_an_index_does_not_reach_into_the_weights(stack, index):
    with pytest.raises(IndexError):
        Network((20, 30, 20), stack=stack)[index]


def test_even_odds_count_as_yes():
    network = Network((2, 1), cost=binary_cross_entropy)
    network.W[1][...] = 0
    answer = network.predict([[1, 2]])
    assert answer == 1 and answer.dtype.kind == "i"


@pytest.mark.parametrize(
    "cost, decide", [(half_squared_error, lambda A: A), (binary_cross_entropy, np.round), (cross_entropy, np.argmax)]
)
def test_predict_gives_numbers_or_answers_of_yes_and_no_or_classes(cost, decide):
    network = random_network((3, 4, 2), tanh, cost)
    X, _ = data(network, 20)
    np.testing.assert_array_equal(network.predict(X), [decide(row) for row in network.output(X)])


@pytest.mark.parametrize("stack", [(3,), (2, 3)])
def test_no_two_networks_of_a_stack_start_alike(stack):
    networks = Network((20, 30, 2), seed=0, dtype=np.float32, stack=stack)
    assert networks.dtype == np.float32
    for W in networks.W[1:]:
        every = W.reshape(-1, W.shape[-2] * W.shape[-1])
        assert (np.abs(every[:, None] - every).max(axis=-1) + np.eye(len(every))).min() > 0.1
    assert_same(networks, Network((20, 30, 2), seed=0, dtype=np.float32, stack=list(stack)))


def test_weights_start_uniform_within_the_glorot_limit_and_biases_at_zero():
    rng, network = np.random.default_rng(5), Network((2, 3, 1), seed=5)
    for W, limit in zip(network.W[1:], [np.sqrt(6 / 5), np.sqrt(6 / 4)], strict=True):
        np.testing.assert_array_equal(W, rng.uniform(-limit, limit, W.shape))
    assert not flat(network.b[1:]).any()


X = np.random.default_rng(0).normal(size=(20, 3))
Y = X @ [[1.0], [2.0], [-1.0]]


def regressor(stack=()):
    return Network((3, 4, 1), tanh, half_squared_error, seed=0).copies(stack)


def test_the_history_holds_the_cost_of_every_epoch():
    one = regressor()
    before = one.cost_of(X, Y)
    one.fit(X, Y, GradientDescent(0.1), epochs=30, batch_size=20)
    assert one.history.cost[0] == pytest.approx(before)  # a full batch is met before its step
    assert len(one.history.cost) == 30 and one.history.cost[-1] < 0.2 * before
    assert one.history.stopped == "" and one.fit(X, Y, GradientDescent(0.1), epochs=1, batch_size=20) is one


def test_short_batches_count_by_their_length():
    one = regressor().fit(X, Y, GradientDescent(1e-12), epochs=1, batch_size=7)
    assert one.history.cost[0] == pytest.approx(one.cost_of(X, Y))


def test_a_training_that_diverges_stops_and_says_so():
    one = regressor().fit(X, Y, GradientDescent(10.0), epochs=500, batch_size=5, lmbda=1.0)
    assert one.diverged() and one.history.stopped == f"diverged in epoch {len(one.history.cost)}"
    assert len(one.history.cost) < 20
    one.fit(X, Y, GradientDescent(0.1), epochs=1, batch_size=5)
    assert one.history.stopped == "diverged in epoch 1"


class Interrupting(GradientDescent):
    """Is interrupted, as by Ctrl-C, after ten steps."""

    steps = 10

    def step(self, parameters, gradients):
        if self.steps == 0:
            raise KeyboardInterrupt
        self.steps -= 1
        super().step(parameters, gradients)


def test_an_interrupted_network_is_usable():
    one = regressor()
    with pytest.raises(KeyboardInterrupt):
        one.fit(X, Y, Interrupting(0.1), epochs=100, batch_size=5)
    assert len(one.history.cost) == 2
    cost = one.cost_of(X, Y)
    one.fit(X, Y, GradientDescent(0.1), epochs=50, batch_size=5)
    assert one.cost_of(X, Y) < cost


def weighted(sample_weight, X=X, Y=Y, batch_size=6):
    return regressor().fit(X, Y, GradientDescent(0.1), 5, batch_size, seed=1, sample_weight=sample_weight)


def test_weights_of_samples_are_relative():
    weights = np.linspace(0, 2, 20)
    np.testing.assert_allclose(weighted(weights).W[1], weighted(100 * weights).W[1])
    np.testing.assert_allclose(weighted(None).W[1], weighted(np.full(20, 3)).W[1])
    assert not np.allclose(weighted(weights).W[1], weighted(None).W[1])


def test_the_history_counts_the_samples_by_their_weights():
    twice = np.r_[0:20, 5:10]
    by_weight = weighted(np.where(np.isin(range(20), range(5, 10)), 2, 1), batch_size=20)
    repeated = weighted(None, X[twice], Y[twice], batch_size=25)
    np.testing.assert_allclose(by_weight.history.cost, repeated.history.cost)
