"""Costs: their digits are right, gradients are what small steps measure, means are over samples, targets checked."""

import pickle

import digits
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.costs import binary_cross_entropy, cross_entropy, half_squared_error
from helpers.network import Network
from helpers.schedulers import Constant
from helpers.verify import central_difference

ALL = [half_squared_error, binary_cross_entropy, cross_entropy]

pytestmark = pytest.mark.filterwarnings("error")


def targets(cost, rng, n, outputs):
    if cost is half_squared_error:
        return rng.normal(size=(n, outputs))
    if cost is binary_cross_entropy:
        return rng.uniform(size=(n, outputs))
    return np.eye(outputs)[rng.integers(outputs, size=n)]


@pytest.mark.parametrize("cost", ALL, ids=repr)
@given(n=st.integers(1, 5), outputs=st.integers(1, 4), seed=st.integers(0, 10**6))
def test_gradient_is_the_measured_one(cost, n, outputs, seed):
    rng = np.random.default_rng(seed)
    Z, Y = 3 * rng.normal(size=(n, outputs)), targets(cost, rng, n, outputs)
    measured = central_difference(lambda Z: cost(Z, Y), Z)
    np.testing.assert_allclose(cost.gradient(cost.output(Z), Y), measured, rtol=0, atol=1e-7)


@pytest.mark.parametrize("stack", [(3,), (2, 3)])
@pytest.mark.parametrize("cost", ALL, ids=repr)
def test_each_entry_of_a_stack_is_on_its_own(cost, stack):
    rng = np.random.default_rng(0)
    Z, Y = rng.normal(size=(*stack, 5, 4)), targets(cost, rng, 5, 4)
    assert cost(Z, Y).shape == stack
    A = cost.output(Z)
    assert cost.gradient(A, Y).shape == Z.shape
    for i in np.ndindex(stack):
        assert cost(Z, Y)[i] == pytest.approx(cost(Z[i], Y), rel=1e-14)
        np.testing.assert_allclose(cost.gradient(A, Y)[i], cost.gradient(A[i], Y), rtol=1e-14)


@pytest.mark.parametrize("cost", ALL, ids=repr)
def test_the_cost_is_a_mean_over_samples(cost):
    rng = np.random.default_rng(0)
    Z, Y = rng.normal(size=(5, 4)), targets(cost, rng, 5, 4)
    alone = [cost(Z[i : i + 1], Y[i : i + 1]) for i in range(5)]
    assert cost(Z, Y) == pytest.approx(np.mean(alone))
    assert cost(np.vstack([Z, Z]), np.vstack([Y, Y])) == pytest.approx(cost(Z, Y))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("cost", ALL, ids=repr)
def test_far_out_values_stay_finite(cost, dtype):
    Z = np.array([[1000, -1000], [-1000, 1000], [1000, 1000], [-1000, -1000]], dtype)
    Y = np.array([[0, 1]] * 4, dtype)
    for result in (cost(Z, Y), cost.gradient(cost.output(Z), Y)):
        assert np.isfinite(result).all()
        assert result.dtype == dtype


@pytest.mark.parametrize(
    "cost, Z, Y, value",
    [
        (half_squared_error, [[3.0, 1.0]], [[1.0, 1.0]], 2),
        (half_squared_error, [[3.0], [1.0]], [[1.0], [1.0]], 1),
        (binary_cross_entropy, [[0.0]], [[1.0]], np.log(2)),
        (binary_cross_entropy, [[np.log(3)]], [[1.0]], np.log(4 / 3)),
        (binary_cross_entropy, [[np.log(3)]], [[0.0]], np.log(4)),
        (binary_cross_entropy, [[-1000.0]], [[1.0]], 1000),
        (binary_cross_entropy, [[1000.0]], [[1.0]], 0),
        (cross_entropy, np.zeros((2, 10)), np.eye(10)[[3, 7]], np.log(10)),
        (cross_entropy, np.full((1, 10), 1000.0), np.eye(10)[[3]], np.log(10)),
        (cross_entropy, np.log([[1.0, 2.0, 5.0]]), [[0, 0, 1]], np.log(8 / 5)),
        (cross_entropy, [[1000.0, -1000.0]], [[0, 1]], 2000),
    ],
)
def test_known_values(cost, Z, Y, value):
    assert cost(np.array(Z), np.array(Y)) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize("cost", ALL, ids=repr)
def test_a_cost_can_be_pickled(cost):
    assert pickle.loads(pickle.dumps(cost)) is cost


@pytest.mark.parametrize("cost", ALL, ids=repr)
def test_an_empty_stack_has_no_costs(cost):
    assert cost(np.ones((0, 5, 4)), np.eye(5, 4)[[0, 1, 2, 3, 0]]).shape == (0,)


@pytest.mark.parametrize(
    "Z, Y, message",
    [
        (np.ones((5, 4)), np.ones((5, 1)), r"Y must have shape \(5, 4\), got shape \(5, 1\)"),
        (np.ones((5, 4)), np.ones((1, 4)), r"Y must have shape \(5, 4\), got shape \(1, 4\)"),
        (np.ones(4), np.ones(4), r"Z must have rows and columns, got shape \(4,\)"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(Z, Y, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        half_squared_error(Z, Y)


# The plainest formulas of the loss of a row, for mpmath, as functions of Z, A and Y.
PLAIN = {
    "half_squared_error": lambda Z, A, Y: (Z - Y) ** 2 / 2,
    "binary_cross_entropy": lambda Z, A, Y: -Y * digits.log(A) - (1 - Y) * digits.log(1 - A),
    "cross_entropy": lambda Z, A, Y: -Y * digits.log(A),
}
OUTPUTS = {
    "half_squared_error": lambda Z: Z,
    "binary_cross_entropy": lambda Z: 1 / (1 + digits.exp(-Z)),
    "cross_entropy": lambda Z: (powers := digits.exp(Z)) / powers.sum(axis=-1, keepdims=True),
}


@pytest.mark.parametrize("dtype", digits.MOST)
@pytest.mark.parametrize("cost", ALL, ids=repr)
@pytest.mark.parametrize(
    "Y",
    [[[1, 0, 0]], [[0, 1, 0]], [[0.7, 0.3, 0]], [[1 - 1e-9, 1e-9, 0]]],
    ids=["first", "second", "soft", "nearly one"],
)
def test_the_digits_are_right(cost, dtype, Y):
    Z, Y = digits.numbers(dtype, (60, 1, 3)), np.array(Y, dtype)
    A = OUTPUTS[cost.name](digits.exact(Z))
    truth = PLAIN[cost.name](digits.exact(Z), A, digits.exact(Y)).sum(axis=-1)[:, 0]
    # The cross-entropy takes the logarithm of a sum near 1 where it is small, and the gradient a difference from 1.
    assert digits.roundings(cost(Z, Y), truth, least=1 if cost is cross_entropy else 0).max() < 4
    gradient = cost.gradient(cost.output(Z), Y)
    assert digits.roundings(gradient, A - digits.exact(Y), least=1).max() < 4


def test_two_classes_cost_the_same_in_both_forms():
    z, y = np.random.default_rng(0).normal(size=(6, 1)), np.array([[0, 1, 1, 0, 1, 0]]).T
    two = cross_entropy(np.hstack([np.zeros_like(z), z]), np.hstack([1 - y, y]))
    assert binary_cross_entropy(z, y) == pytest.approx(two)


@pytest.mark.parametrize("Y", [[[0.0, 0.0]], [[1.0, 1.0]], [[2.0, 0.0]]])
def test_the_cross_entropy_of_classes_refuses_targets_that_do_not_sum_to_one(Y):
    with pytest.raises(ValueError, match="Y must have rows that sum to 1 for cross_entropy: see one_hot"):
        cross_entropy(np.array([[0.3, 0.7]]), Y)
    assert np.isfinite(half_squared_error(np.array([[0.3, 0.7]]), Y))


TWO, SAMPLES = np.array([[0.3, 0.7]] * 3), np.array([[0.3]] * 3)
ONE_HOT = r"Y must have a row a sample and 2 columns, one a class, got shape {}: see one_hot"
RANGE = r"Y must hold numbers from 0 to 1 for {}, got {} to {}: use 0 and 1, or probabilities"


@pytest.mark.parametrize(
    "cost, Z, Y, message",
    [
        (binary_cross_entropy, SAMPLES, [[-1], [1], [1]], RANGE.format("binary_cross_entropy", -1, 1)),
        (binary_cross_entropy, SAMPLES, [[0], [1], [2]], RANGE.format("binary_cross_entropy", 0, 2)),
        (binary_cross_entropy, SAMPLES, [[0], [1], [1.001]], RANGE.format("binary_cross_entropy", 0, "1.001")),
        (cross_entropy, TWO, [[3, -2], [0, 1], [1, 0]], RANGE.format("cross_entropy", -2, 3)),
        (cross_entropy, TWO, [0, 1, 1], ONE_HOT.format(r"\(3,\)")),
        (cross_entropy, TWO, [[0], [1], [1]], ONE_HOT.format(r"\(3, 1\)")),
        (cross_entropy, TWO, [[1, 0, 0], [0, 0, 1], [0, 0, 1]], ONE_HOT.format(r"\(3, 3\)")),
    ],
)
def test_targets_that_are_no_probabilities_are_refused(cost, Z, Y, message):
    for call in (
        lambda: cost(Z, Y),
        lambda: Network((4, Z.shape[1]), cost=cost).fit(np.ones((3, 4)), Y, Constant(0.1), 1, 3),
    ):
        with pytest.raises(ValueError, match=f"^{message}$"):
            call()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_targets_may_be_soft_and_a_little_rounded(dtype):
    soft = np.array([[0.9, 0.1], [1.00001, -0.00001], [0, 1]], dtype)
    assert np.isfinite(cross_entropy(TWO, soft)) and np.isfinite(binary_cross_entropy(TWO, soft))
    assert np.isfinite(half_squared_error(TWO, 9 * soft - 5))
