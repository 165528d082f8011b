"""Optimizers: each does what its paper says, for one network and for a stack, in either precision."""

import pickle
from math import sqrt

import numpy as np
import pytest
from networks import assert_same

from helpers.network import Network
from helpers.optimizers import AdaGrad, AdaGradMomentum, Adam, AdamW, GradientDescent, Momentum, RMSprop

ALL = [GradientDescent, Momentum, AdaGrad, AdaGradMomentum, RMSprop, Adam, AdamW]
each_kind = pytest.mark.parametrize("kind", ALL)
each_that_remembers = pytest.mark.parametrize("kind", ALL[1:])

pytestmark = pytest.mark.filterwarnings("error")


def walk(optimizer, start, gradients):
    """Return where the optimizer leads an array from `start`, a step a gradient."""
    parameter = np.array(start)
    for gradient in gradients:
        optimizer.step([parameter], [np.array(gradient)])
    return parameter


# Two steps from θ = 1 with the gradients 4 and then −2, by the formulas of the papers.
G, H = 4.0, -2.0
CASES = {
    "gradient_descent": (lambda: GradientDescent(0.1), 1 - 0.1 * G - 0.1 * H),
    # v1 = −0.4, v2 = 0.5·(−0.4) + 0.2 = 0; then θ = 1 − 0.4 + 0
    "momentum": (lambda: Momentum(0.1, 0.5), 0.6),
    "default momentum": (lambda: Momentum(0.1), 1 - 0.4 + (0.9 * -0.4 + 0.2)),
    "no momentum": (lambda: Momentum(0.1, 0), 0.8),
    "adagrad": (lambda: AdaGrad(0.1), 1 - 0.1 * 4 / sqrt(16) + 0.1 * 2 / sqrt(16 + 4)),
    "adagrad with momentum": (lambda: AdaGradMomentum(0.1, 0.5), 1 - 0.1 + (0.5 * -0.1 + 0.1 * 2 / sqrt(20))),
    "rmsprop": (lambda: RMSprop(0.1, 0.75), 1 - 0.1 * 4 / sqrt(0.25 * 16) + 0.1 * 2 / sqrt(0.75 * 4 + 0.25 * 4)),
    "default rmsprop": (lambda: RMSprop(0.1), 1 - 0.1 * 4 / sqrt(1.6) + 0.1 * 2 / sqrt(0.9 * 1.6 + 0.4)),
    # m1 = 2, s1 = 4: corrected 4 and 16. m2 = 0, and so the second step has no length.
    "adam": (lambda: Adam(0.1, 0.5, 0.75, 1e-12), 1 - 0.1),
    "default adam": (
        Adam,
        1 - 0.001 - 0.001 * ((0.9 * 0.4 - 0.2) / (1 - 0.9**2)) / sqrt((0.999 * 0.016 + 0.004) / (1 - 0.999**2)),
    ),
    "adam with epsilon": (lambda: Adam(0.1, 0.5, 0.75, 1.0), 1 - 0.1 * 4 / (4 + 1)),
    # v1 = −0.4, v2 = 0; θ = 1 + 0.5·(−0.4) − 0.4, then θ + 0.5·0 + 0.2
    "nesterov": (lambda: Momentum(0.1, 0.5, nesterov=True), 1 - 0.2 - 0.4 + 0.2),
    # The first step of Adam is one rate long, and the second here has no length; before each θ loses a tenth of 0.5.
    "adamw": (lambda: AdamW(0.1, 0.5, 0.75, 1e-12, weight_decay=0.5), (1 * 0.95 - 0.1) * 0.95),
    "adamw without decay": (lambda: AdamW(0.1, 0.5, 0.75, 1e-12, weight_decay=0), 1 - 0.1),
    # Rates 0.1 and 0.05
    "scheduled descent": (lambda: GradientDescent(lambda t: 0.1 / t), 1 - 0.1 * G - 0.05 * H),
    "scheduled momentum": (lambda: Momentum(lambda t: 0.1 / t, 0.5), 1 - 0.4 + (0.5 * -0.4 + 0.05 * 2)),
    "scheduled adagrad": (lambda: AdaGrad(lambda t: 0.1 / t), 1 - 0.1 + 0.05 * 2 / sqrt(20)),
    "scheduled adamw": (lambda: AdamW(lambda t: 0.1 / t, 0.5, 0.75, 1e-12, 0.5), (1 * 0.95 - 0.1) * 0.975),
}


@pytest.mark.parametrize("name", CASES)
def test_two_steps_by_hand(name):
    make, expected = CASES[name]
    assert walk(make(), 1.0 * np.ones((1, 1)), [[[G]], [[H]]]) == pytest.approx(expected, abs=1e-8)


def test_adam_with_equal_gradients_steps_by_the_rate():
    optimizer, gradient = Adam(0.1), np.array([1e-3, 1.0, -1e3])
    for _ in range(3000):
        change = walk(optimizer, np.zeros(3), [gradient])
        np.testing.assert_allclose(change, -0.1 * np.sign(gradient), rtol=1e-4)


def test_nesterov_is_sutskevers_method_seen_from_the_point_ahead():
    """v ← μ v − η ∇C(θ + μ v), θ ← θ + v, on a quadratic; the optimizer keeps θ + μ v."""
    theta, v, ahead, optimizer = 1.0, 0.0, np.ones(1), Momentum(0.1, 0.9, nesterov=True)
    for _ in range(20):
        v = 0.9 * v - 0.1 * 3 * (theta + 0.9 * v)
        theta += v
        optimizer.step([ahead], [3 * ahead])
        assert ahead[0] == pytest.approx(theta + 0.9 * v, abs=1e-12)


@each_kind
def test_a_schedule_that_stands_still_is_a_fixed_rate(kind):
    gradients = np.random.default_rng(0).normal(size=(5, 3))
    np.testing.assert_array_equal(
        walk(kind(lambda t: 0.1), np.ones(3), gradients), walk(kind(0.1), np.ones(3), gradients)
    )


@each_kind
def test_steps_are_in_place_and_leave_the_gradients_alone(kind):
    parameters, gradients = [np.ones((2, 3)), np.ones((1, 3))], [np.full((2, 3), 0.5), np.full((1, 3), -0.5)]
    (W, b), optimizer = parameters, kind(0.1)
    for _ in range(2):
        optimizer.step(parameters, gradients)
    assert parameters[0] is W and parameters[1] is b and (W < 1).all() and (b > 1).all()
    assert (gradients[0] == 0.5).all() and (gradients[1] == -0.5).all()


@pytest.mark.parametrize("rate", [0.1, np.float64(0.1), np.full((1, 1), 0.1)], ids=["float", "float64", "array"])
@each_that_remembers
def test_single_precision_is_kept(kind, rate):
    parameter, gradient = np.ones((2, 2), np.float32), np.full((2, 2), 0.5, np.float32)
    optimizer = kind(rate)
    for _ in range(3):
        optimizer.step([parameter], [gradient])
    assert parameter.dtype == np.float32
    assert {array.dtype for array in optimizer.memory[0]} == {np.dtype(np.float32)}
    double = walk(kind(rate), np.ones((2, 2)), [np.full((2, 2), 0.5)] * 3)
    np.testing.assert_allclose(parameter, double, rtol=1e-5)


@each_kind
def test_each_network_of_a_stack_trains_as_it_does_alone(kind):
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(12, 2)), np.eye(3)[rng.integers(3, size=12)]
    start, rates = Network((2, 4, 3), seed=1), [0.01, 0.1, 0.5]
    stack = start.copies((3,)).fit(X, Y, kind(np.reshape(rates, (3, 1, 1))), 4, 5, lmbda=0.01, seed=2)
    for i, rate in enumerate(rates):
        alone = start.copies(()).fit(X, Y, kind(rate), 4, 5, lmbda=0.01, seed=2)
        assert_same(stack[i], alone, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("kind", ALL[:-1])
def test_gradients_of_zero_move_nothing(kind):
    assert walk(kind(0.1), np.ones(3), [np.zeros(3)] * 3).tolist() == [1, 1, 1]


@each_that_remembers
@pytest.mark.parametrize("shapes", [[(3, 2)], [(2, 3), (1, 3)], [(4, 2, 3)], []], ids=str)
def test_arrays_of_other_shapes_are_refused_and_stay(kind, shapes):
    optimizer = kind(0.1)
    optimizer.step([np.ones((2, 3))], [np.ones((2, 3))])
    parameters = [np.ones(shape) for shape in shapes]
    with pytest.raises(ValueError, match="parameters must have the shapes of the first step") as caught:
        optimizer.step(parameters, [np.ones(shape) for shape in shapes])
    assert f"[(2, 3)], got {shapes}" in str(caught.value)
    assert all((parameter == 1).all() for parameter in parameters) and optimizer.t == 1


@each_kind
def test_a_used_optimizer_can_be_pickled_and_goes_on(kind):
    optimizer = kind(0.1)
    walk(optimizer, np.ones(2), [[1.0, -2.0], [0.5, 3.0]])
    copy = pickle.loads(pickle.dumps(optimizer))
    np.testing.assert_array_equal(walk(copy, np.ones(2), [[2.0, 1.0]]), walk(optimizer, np.ones(2), [[2.0, 1.0]]))


@pytest.mark.parametrize("kind, more", [(AdaGrad, {}), (AdaGradMomentum, {}), (RMSprop, {"rho": 0})])
def test_a_root_as_small_as_epsilon_halves_the_step_of_its_entry(kind, more):
    np.testing.assert_allclose(walk(kind(0.1, **more), np.ones(2), [[1e-8, 1]]), [1 - 0.1 / 2, 1 - 0.1])
