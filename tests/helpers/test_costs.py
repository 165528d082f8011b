"""Costs: their digits are right, gradients are what small steps measure, and means are over samples."""

import pickle

import digits
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import targets

from helpers.costs import binary_cross_entropy, cross_entropy, half_squared_error
from helpers.verify import central_difference

ALL = [half_squared_error, binary_cross_entropy, cross_entropy]

pytestmark = pytest.mark.filterwarnings("error")
each_cost = pytest.mark.parametrize("cost", ALL, ids=repr)
each_precision = pytest.mark.parametrize("dtype", digits.MOST)


@each_cost
@given(n=st.integers(1, 5), outputs=st.integers(1, 4), seed=st.integers(0, 10**6))
def test_gradient_is_the_measured_one(cost, n, outputs, seed):
    rng = np.random.default_rng(seed)
    Z, Y = 3 * rng.normal(size=(n, outputs)), targets(cost, n, outputs, rng)
    measured = central_difference(lambda Z: cost(Z, Y), Z)
    np.testing.assert_allclose(cost.gradient(cost.output(Z), Y), measured, rtol=0, atol=1e-7)


@pytest.mark.parametrize("stack", [(), (3,), (2, 3)])
@each_cost
def test_the_cost_of_each_entry_of_a_stack_is_its_mean_over_samples(cost, stack):
    rng = np.random.default_rng(0)
    Z, Y = rng.normal(size=(*stack, 5, 4)), targets(cost, 5, 4, rng)
    costs, gradient = cost(Z, Y), cost.gradient(cost.output(Z), Y)
    assert costs.shape == stack
    for i in np.ndindex(stack):
        assert costs[i] == pytest.approx(np.mean([cost(Z[i][k : k + 1], Y[k : k + 1]) for k in range(5)]))
        np.testing.assert_allclose(gradient[i], cost.gradient(cost.output(Z[i]), Y), rtol=1e-14)


@each_precision
@pytest.mark.parametrize(
    "cost, value", [(half_squared_error, (1e6 + 1001**2) / 2), (binary_cross_entropy, 2000), (cross_entropy, 2000)]
)
def test_far_out_values_neither_overflow_nor_change_the_precision(cost, value, dtype):
    Z, Y = np.array([[1000, -1000]], dtype), np.array([[0, 1]], dtype)
    assert cost(Z, Y) == pytest.approx(value) and cost(Z, Y).dtype == dtype
    gradient = cost.gradient(cost.output(Z), Y)
    assert np.isfinite(gradient).all() and gradient.dtype == dtype


@each_cost
def test_a_cost_can_be_pickled(cost):
    assert pickle.loads(pickle.dumps(cost)) is cost


# The plainest formulas of the output and of the loss of a row, for mpmath.
OUTPUTS = {
    "half_squared_error": lambda Z: Z,
    "binary_cross_entropy": lambda Z: 1 / (1 + digits.exp(-Z)),
    "cross_entropy": lambda Z: (powers := digits.exp(Z)) / powers.sum(axis=-1, keepdims=True),
}
LOSSES = {
    "half_squared_error": lambda A, Y: (A - Y) ** 2 / 2,
    "binary_cross_entropy": lambda A, Y: -Y * digits.log(A) - (1 - Y) * digits.log(1 - A),
    "cross_entropy": lambda A, Y: -Y * digits.log(A),
}


@each_precision
@each_cost
@pytest.mark.parametrize("Y", [[[1, 0, 0]], [[0, 1, 0]], [[0.7, 0.3, 0]], [[1 - 1e-9, 1e-9, 0]]], ids=str)
def test_the_digits_are_right(cost, dtype, Y):
    Z, Y = digits.numbers(dtype, (60, 1, 3)), np.array(Y, dtype)
    A = OUTPUTS[cost.name](digits.exact(Z))
    truth = LOSSES[cost.name](A, digits.exact(Y)).sum(axis=-1)[:, 0]
    # The cross-entropy takes the logarithm of a sum near 1 where it is small, and the gradient a difference from 1.
    assert digits.roundings(cost(Z, Y), truth, least=1 if cost is cross_entropy else 0).max() < 4
    gradient = cost.gradient(cost.output(Z), Y)
    assert digits.roundings(gradient, A - digits.exact(Y), least=1).max() < 4


@each_precision
@each_cost
def test_targets_may_be_soft_and_a_little_rounded(cost, dtype):
    soft = np.array([[0.9, 0.1], [1.00001, -0.00001], [0, 1]], dtype)
    assert np.isfinite(cost(np.ones((3, 2)), soft))
