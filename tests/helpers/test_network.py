"""Networks: gradients are what small steps measure, and a stack does what each of its networks does alone."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.activations import elu, leaky_relu, relu, sigmoid, tanh
from helpers.costs import binary_cross_entropy, cross_entropy, half_squared_error
from helpers.network import Network
from helpers.schedulers import Constant
from helpers.verify import central_difference

COSTS = [half_squared_error, binary_cross_entropy, cross_entropy]

pytestmark = pytest.mark.filterwarnings("error")


def random_network(widths, hidden, cost, rng):
    """Return a network whose biases are random as well, so that nothing vanishes by accident."""
    network = Network(widths, hidden, cost, seed=rng)
    for b in network.b[1:]:
        b[...] = rng.normal(size=b.shape)
    return network


def data(network, n, rng):
    """Return inputs and targets: classes for cross_entropy, numbers from 0 to 1 otherwise."""
    X, outputs = rng.normal(size=(n, network.widths[0])), network.widths[-1]
    if network.cost is cross_entropy:
        return X, np.eye(outputs)[rng.integers(outputs, size=n)]
    return X, rng.uniform(size=(n, outputs))


def flat(arrays):
    return np.concatenate([array.ravel() for array in arrays])


def assert_same_parameters(ours, theirs, **tolerance):
    for a, b in zip(ours.parameters(), theirs.parameters(), strict=True):
        np.testing.assert_allclose(a, b, **tolerance)


@settings(max_examples=40)
@given(
    widths=st.lists(st.integers(1, 5), min_size=3, max_size=5),
    hidden=st.sampled_from([sigmoid, tanh, relu, leaky_relu(), elu(), elu(0.5)]),
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
    assume(hidden in (sigmoid, tanh) or min(np.abs(z).min() for z in Z[1:-1]) > 1e-3)

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
    network = Network((4, 3, 2, 5), seed=0).copies(stack)
    X, Y = data(network, 6, np.random.default_rng(0))
    assert network.L == 3 and network.stack == stack
    assert network.W[0] is network.b[0] is None
    Z, A = network.forward(X)
    dW, db = network.backward(A, Y, 0.1)
    assert Z[0] is dW[0] is db[0] is None and A[0] is X
    for l, (before, after) in enumerate([(4, 3), (3, 2), (2, 5)], start=1):
        assert network.W[l].shape == dW[l].shape == (*stack, before, after)
        assert network.b[l].shape == db[l].shape == (*stack, 1, after)
        assert Z[l].shape == A[l].shape == (*stack, 6, after)
    assert network.output(X).shape == (*stack, 6, 5)
    assert network.predict(X).shape == (*stack, 6)
    assert np.shape(network.cost_of(X, Y, 0.1)) == network.diverged().shape == stack
    assert network.diverged().dtype == bool


def test_weights_start_within_the_glorot_limit():
    network = Network((40, 60, 20), seed=0)
    for W, limit in zip(network.W[1:], [np.sqrt(6 / 100), np.sqrt(6 / 80)], strict=True):
        assert 0.98 * limit < np.abs(W).max() <= limit
        assert W.var() == pytest.approx(limit**2 / 3, rel=0.1)
    assert not flat(network.b[1:]).any()


@pytest.mark.parametrize("batch_size", [4, 10, 100])  # of 10 samples: with a rest, all, more than all
@pytest.mark.parametrize("stack", [(3,), (2, 3)])
@pytest.mark.parametrize("cost", COSTS, ids=repr)
def test_each_network_of_a_stack_learns_as_if_alone(cost, stack, batch_size):
    rng = np.random.default_rng(0)
    networks = random_network((3, 4, 2), tanh, cost, rng).copies(stack)
    for p in networks.parameters():
        p += rng.normal(size=p.shape)
    start = networks.copies(())
    X, Y = data(networks, 10, rng)
    eta, lmbda = (rng.uniform(0.01, 0.5, (*stack, 1, 1)) for _ in range(2))
    networks.fit(X, Y, Constant(eta), 5, batch_size, lmbda, seed=7)
    for i in np.ndindex(stack):
        alone = start[i].fit(X, Y, Constant(eta[i].item()), 5, batch_size, lmbda[i].item(), seed=7)
        assert_same_parameters(networks[i], alone, rtol=1e-10, atol=1e-10)
        assert networks.cost_of(X, Y, lmbda)[i] == pytest.approx(alone.cost_of(X, Y, lmbda[i].item()))
        np.testing.assert_allclose(networks.output(X)[i], alone.output(X), rtol=1e-10)
        np.testing.assert_array_equal(networks.predict(X)[i], alone.predict(X))


@pytest.mark.parametrize("hidden", [sigmoid, tanh, relu], ids=repr)
def test_single_precision_stays_single(hidden):
    network = Network((3, 4, 2), hidden, seed=0, dtype=np.float32).copies((2,))
    X, Y = data(network, 10, np.random.default_rng(0))
    network.fit(X, Y, Constant(np.array([0.1, 0.2]).reshape(2, 1, 1)), 2, 4, np.full((2, 1, 1), 0.1), seed=0)
    Z, A = network.forward(X.astype(np.float32))
    dW, db = network.backward(A, Y.astype(np.float32), 0.1)
    arrays = [
        *network.parameters(),
        *Z[1:],
        *A,
        *dW[1:],
        *db[1:],
        network.output(X),
        network.cost_of(X, Y, 0.1),
        *network.history.cost,
    ]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
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


def test_one_full_batch_is_one_step_against_the_gradient():
    network = random_network((3, 4, 2), tanh, cross_entropy, np.random.default_rng(0))
    X, Y = data(network, 10, np.random.default_rng(1))
    before = network.copies(())
    dW, db = before.backward(before.forward(X)[1], Y, 0.3)
    assert network.fit(X, Y, Constant(0.2), 1, 10, lmbda=0.3, seed=0) is network
    for l in (1, 2):
        np.testing.assert_allclose(network.W[l], before.W[l] - 0.2 * dW[l], rtol=1e-12)
        np.testing.assert_allclose(network.b[l], before.b[l] - 0.2 * db[l], rtol=1e-12)


def test_the_seed_decides_weights_and_order():
    def trained(weights, order):
        network = Network((2, 3, 2), seed=weights)
        return flat(
            network.fit(*data(network, 9, np.random.default_rng(0)), Constant(0.5), 3, 4, seed=order).parameters()
        )

    np.testing.assert_array_equal(trained(1, 2), trained(1, 2))
    np.testing.assert_array_equal(trained(1, 2), trained(1, np.random.default_rng(2)))
    assert not np.allclose(trained(1, 2), trained(1, 3))
    assert not np.allclose(trained(1, 2), trained(2, 2))


def test_a_penalty_shrinks_weights_only():
    network = random_network((2, 3, 2), tanh, cross_entropy, np.random.default_rng(0))
    X, Y = data(network, 5, np.random.default_rng(1))
    squares = sum((W**2).sum() for W in network.W[1:])
    assert network.cost_of(X, Y, 0.6) == pytest.approx(network.cost_of(X, Y) + 0.3 * squares)
    A = network.forward(X)[1]
    (dW, db), (dW0, db0) = network.backward(A, Y, 0.6), network.backward(A, Y)
    np.testing.assert_allclose(flat(dW[1:]) - flat(dW0[1:]), 0.6 * flat(network.W[1:]), atol=1e-12)
    np.testing.assert_array_equal(flat(db[1:]), flat(db0[1:]))


@pytest.mark.parametrize("cost", COSTS, ids=repr)
@pytest.mark.parametrize("epochs", [10, 1000])  # too large, and long past overflow
def test_divergence_is_told_without_a_warning(cost, epochs):
    network = Network((2, 3, 2), seed=0, cost=cost).copies((2,))
    X, Y = data(network, 8, np.random.default_rng(0))
    eta = np.array([10, 0.1]).reshape(2, 1, 1)
    network.fit(X, Y, Constant(eta), epochs, 8, lmbda=10.0, seed=0)  # ηλ is 100 and 1
    assert network.diverged().tolist() == [True, False]
    assert network[0].diverged() and not network[1].diverged()
    network.predict(X)
    network.cost_of(X, Y)


@pytest.mark.parametrize("value, diverged", [(1e6, False), (-1.1e6, True), (np.nan, True), (-np.inf, True)])
def test_one_parameter_is_enough_to_diverge(value, diverged):
    for k in range(4):
        network = Network((2, 3, 2), seed=0)
        network.parameters()[k][0, -1] = value
        assert network.diverged() == diverged


def test_copies_are_independent():
    network = Network((2, 3, 2), seed=0)
    before = flat(network.parameters())
    stack = network.copies((4,))
    for W in stack.W[1:]:
        W[0] += 1
    taken = stack[1:3]
    taken.b[1] += 1
    np.testing.assert_array_equal(flat(network.parameters()), before)
    np.testing.assert_array_equal(flat(stack[3].parameters()), before)
    np.testing.assert_array_equal(flat(stack[1].parameters()), before)
    assert stack.stack == (4,) and taken.stack == (2,) and stack[0].stack == ()
    assert not np.allclose(flat(stack[0].parameters()), before)


def test_a_stack_can_be_indexed_and_reshaped():
    stack = Network((2, 3, 2), seed=0, stack=(6,))
    grid = stack.reshape((2, 3))
    assert_same_parameters(grid[1, 2], stack[5])
    assert_same_parameters(grid[..., -1], stack[np.array([2, 5])])
    assert_same_parameters(stack[np.array([False, True] * 3)][1], stack[3])
    for l in (1, 2):
        np.testing.assert_array_equal(stack[3].W[l], stack.W[l][3])


@pytest.mark.parametrize("stack, index", [((), 0), ((4,), 9), ((4,), (0, 1)), ((2, 3), (0, 0, 0))])
def test_an_index_does_not_reach_into_the_weights(stack, index):
    with pytest.raises(IndexError):
        Network((20, 30, 20), stack=stack)[index]


def test_even_odds_count_as_yes():
    network = Network((2, 1), cost=binary_cross_entropy)
    network.W[1][...] = 0
    answer = network.predict([[1, 2]])
    assert answer == 1 and answer.dtype.kind == "i"


def test_predict_gives_classes_or_numbers():
    rng = np.random.default_rng(0)
    for cost in COSTS:
        network = random_network((3, 4, 2), tanh, cost, rng)
        X, _ = data(network, 20, rng)
        output, answer = network.output(X), network.predict(X)
        if cost is half_squared_error:
            np.testing.assert_array_equal(answer, output)
        elif cost is cross_entropy:
            np.testing.assert_allclose(output.sum(axis=1), 1)
            np.testing.assert_array_equal(answer, [0 if p >= q else 1 for p, q in output])
        else:
            np.testing.assert_array_equal(answer, [[int(p >= 0.5), int(q >= 0.5)] for p, q in output])


def test_a_network_learns_what_no_line_separates():
    X, Y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[1, 0], [0, 1], [0, 1], [1, 0]])
    network = Network((2, 4, 2), tanh, seed=0).fit(X, Y, Constant(0.5), 500, 4, seed=0)
    assert network.predict(X).tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize("stack", [(3,), (2, 3)])
def test_a_stack_of_random_starts(stack):
    networks = Network((20, 30, 2), seed=0, dtype=np.float32, stack=stack)
    assert networks.stack == stack and networks.dtype == np.float32
    for l, (before, after) in enumerate([(20, 30), (30, 2)], start=1):
        assert networks.W[l].shape == (*stack, before, after) and networks.b[l].shape == (*stack, 1, after)
        every = networks.W[l].reshape(-1, before * after)
        apart = np.abs(every[:, None] - every).max(axis=-1) + np.eye(len(every))
        assert apart.min() > 0.1  # no two networks start alike
        assert np.abs(every).max() <= np.float32(np.sqrt(6 / (before + after)))
        assert not networks.b[l].any()
    assert_same_parameters(networks, Network((20, 30, 2), seed=0, dtype=np.float32, stack=list(stack)))


def test_without_a_stack_the_draws_are_those_of_one_network():
    rng, network = np.random.default_rng(5), Network((2, 3, 1), seed=5)
    for W, limit in zip(network.W[1:], [np.sqrt(6 / 5), np.sqrt(6 / 4)], strict=True):
        np.testing.assert_array_equal(W, rng.uniform(-limit, limit, W.shape))
    assert_same_parameters(network, Network((2, 3, 1), seed=5, stack=()))
