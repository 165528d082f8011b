"""Schedulers: each does what its paper says, for one network and for a stack, in either precision."""

import pickle
from math import sqrt

import numpy as np
import pytest

from helpers.network import Network
from helpers.schedulers import AdaGrad, AdaGradMomentum, Adam, Constant, Momentum, RMSprop

ALL = [Constant, Momentum, AdaGrad, AdaGradMomentum, RMSprop, Adam]
REMEMBERING = ALL[1:]

pytestmark = pytest.mark.filterwarnings("error")


def walk(scheduler, start, gradients):
    """Return where the scheduler leads an array from `start`, a step a gradient."""
    parameter = np.array(start)
    for gradient in gradients:
        scheduler.step([parameter], [np.array(gradient)])
    return parameter


# Two steps from θ = 1 with the gradients 4 and then −2, by the formulas of the papers.
G, H = 4.0, -2.0
CASES = {
    "constant": (lambda: Constant(0.1), 1 - 0.1 * G - 0.1 * H),
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
}


@pytest.mark.parametrize("name", CASES)
def test_two_steps_by_hand(name):
    make, expected = CASES[name]
    assert walk(make(), 1.0 * np.ones((1, 1)), [[[G]], [[H]]]) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("kind", [AdaGrad, RMSprop, Adam])
def test_squares_are_taken_entry_by_entry(kind):
    gradient = np.array([[0.1, 1.0], [2.0, -3.0]])
    change = walk(kind(0.1), np.zeros((2, 2)), [gradient])
    np.testing.assert_allclose(change / change[0, 0], np.sign(gradient), rtol=1e-6)


@pytest.mark.parametrize("gradient", [1e-3, 1.0, -1e3])
def test_the_first_step_of_adam_has_the_length_of_the_rate(gradient):
    assert walk(Adam(0.1), np.zeros(1), [[gradient]]) == pytest.approx(-0.1 * np.sign(gradient), rel=1e-4)


def test_adam_counts_its_steps_and_keeps_its_moments():
    scheduler = Adam(0.1)
    walk(scheduler, np.zeros(1), [[1.0]] * 3000)
    assert scheduler.steps == 3000
    change = walk(scheduler, np.zeros(1), [[1.0]])
    assert change == pytest.approx(-0.1, rel=1e-6)


@pytest.mark.parametrize("kind", ALL)
def test_steps_are_in_place_and_leave_the_gradients_alone(kind):
    parameters, gradients = [np.ones((2, 3)), np.ones((1, 3))], [np.full((2, 3), 0.5), np.full((1, 3), -0.5)]
    held, before = list(parameters), [g.copy() for g in gradients]
    scheduler = kind(0.1)
    assert scheduler.step(parameters, gradients) is None
    scheduler.step(parameters, gradients)
    assert all(a is b for a, b in zip(parameters, held, strict=True))
    assert (parameters[0] < 1).all() and (parameters[1] > 1).all()
    for gradient, old in zip(gradients, before, strict=True):
        np.testing.assert_array_equal(gradient, old)


@pytest.mark.parametrize("rate", [0.1, np.float64(0.1), np.full((1, 1), 0.1)], ids=["float", "float64", "array"])
@pytest.mark.parametrize("kind", REMEMBERING)
def test_single_precision_is_kept(kind, rate):
    parameter, gradient = np.ones((2, 2), np.float32), np.full((2, 2), 0.5, np.float32)
    scheduler = kind(rate)
    for _ in range(3):
        scheduler.step([parameter], [gradient])
    assert parameter.dtype == np.float32
    assert {array.dtype for array in scheduler.memory[0]} == {np.dtype(np.float32)}
    double = walk(kind(rate), np.ones((2, 2)), [np.full((2, 2), 0.5)] * 3)
    np.testing.assert_allclose(parameter, double, rtol=1e-5)


@pytest.mark.parametrize("kind", ALL)
def test_each_network_of_a_stack_trains_as_it_does_alone(kind):
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(12, 2)), np.eye(3)[rng.integers(3, size=12)]
    start, rates = Network((2, 4, 3), seed=1), [0.01, 0.1, 0.5]
    stack = start.copies((3,)).fit(X, Y, kind(np.reshape(rates, (3, 1, 1))), 4, 5, lmbda=0.01, seed=2)
    for i, rate in enumerate(rates):
        alone = start.copies(()).fit(X, Y, kind(rate), 4, 5, lmbda=0.01, seed=2)
        for ours, theirs in zip(stack[i].parameters(), alone.parameters(), strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("kind", ALL)
def test_gradients_of_zero_move_nothing(kind):
    assert walk(kind(0.1), np.ones(3), [np.zeros(3)] * 3).tolist() == [1, 1, 1]


@pytest.mark.parametrize("kind", REMEMBERING)
@pytest.mark.parametrize("shapes", [[(3, 2)], [(2, 3), (1, 3)], [(4, 2, 3)], []])
def test_arrays_of_other_shapes_are_refused_and_stay(kind, shapes):
    scheduler = kind(0.1)
    scheduler.step([np.ones((2, 3))], [np.ones((2, 3))])
    parameters = [np.ones(shape) for shape in shapes]
    with pytest.raises(ValueError, match="parameters must have the shapes of the first step") as caught:
        scheduler.step(parameters, [np.ones(shape) for shape in shapes])
    assert "[(2, 3)]" in str(caught.value) and f"got {shapes}" in str(caught.value)
    assert all((parameter == 1).all() for parameter in parameters) and scheduler.steps == 1


@pytest.mark.parametrize("kind", REMEMBERING)
def test_gradients_must_have_the_shapes_of_the_parameters(kind):
    for gradients in ([np.ones((1, 3))], [np.ones((2, 3))] * 2, []):
        with pytest.raises(ValueError, match=r"gradients must have the shapes of the parameters, \[\(2, 3\)\], got"):
            kind(0.1).step([np.ones((2, 3))], gradients)


@pytest.mark.parametrize("kind", ALL)
def test_a_used_scheduler_can_be_pickled_and_goes_on(kind):
    scheduler = kind(0.1)
    walk(scheduler, np.ones(2), [[1.0, -2.0], [0.5, 3.0]])
    copy = pickle.loads(pickle.dumps(scheduler))
    np.testing.assert_array_equal(walk(copy, np.ones(2), [[2.0, 1.0]]), walk(scheduler, np.ones(2), [[2.0, 1.0]]))


@pytest.mark.parametrize("kind, more", [(AdaGrad, {}), (AdaGradMomentum, {}), (RMSprop, {"rho": 0})])
def test_a_root_as_small_as_epsilon_halves_the_step(kind, more):
    assert walk(kind(0.1, **more), np.ones(1), [[1e-8]]) == pytest.approx(1 - 0.1 / 2)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("arrays", [np.ones(2), [np.array([1, 2])], [1.0]], ids=["no list", "integers", "a number"])
def test_parameters_must_be_arrays_of_floats(kind, arrays):
    for name, arguments in (("parameters", (arrays, [np.ones(2)])), ("gradients", ([np.ones(2)], arrays))):
        with pytest.raises(TypeError, match=f"^{name} must be a list of arrays of floats, got "):
            kind(0.1).step(*arguments)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("eta, error", [(0, ValueError), (-0.1, ValueError), (np.nan, ValueError), ("1", TypeError)])
def test_bad_rates_are_refused(kind, eta, error):
    with pytest.raises(error, match="eta must"):
        kind(eta)


@pytest.mark.parametrize(
    "kind, name",
    [(Momentum, "momentum"), (AdaGradMomentum, "momentum"), (RMSprop, "rho"), (Adam, "beta1"), (Adam, "beta2")],
)
@pytest.mark.parametrize(
    "value, error",
    [(1, ValueError), (-0.1, ValueError), ([0.9, 0.8], TypeError), ("0.9", TypeError), (None, TypeError)],
)
def test_bad_fractions_are_refused(kind, name, value, error):
    with pytest.raises(error, match=f"^{name} (==|must)"):
        kind(0.1, **{name: value})
    assert kind(0.1, **{name: 0}) is not None


@pytest.mark.parametrize(
    "value, error", [(0, ValueError), (-1e-8, ValueError), ([1e-8], TypeError), ("small", TypeError)]
)
def test_a_bad_epsilon_is_refused(value, error):
    with pytest.raises(error, match=r"^epsilon (==|must)"):
        Adam(0.1, epsilon=value)
