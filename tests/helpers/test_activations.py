"""Activations: their digits are right, each derivative is the slope that small steps measure, and nothing overflows."""

import pickle

import digits
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers import activations
from helpers.activations import Activation, sigmoid, softmax
from helpers.verify import central_difference

ALL = [entry for entry in vars(activations).values() if isinstance(entry, Activation)]
ALL += [activations.leaky_relu(), activations.leaky_relu(0.3), activations.elu(), activations.elu(0.5)]
ELEMENTWISE = [activation for activation in ALL if activation is not softmax]
KINK_AT_ZERO = {"relu", "leaky_relu", "elu"}
ARRAYS = arrays(float, st.tuples(st.integers(1, 3), st.integers(1, 3)), elements=st.floats(-30, 30))

pytestmark = pytest.mark.filterwarnings("error")


def test_there_is_something_to_test():
    assert {"identity", "sigmoid", "tanh", "relu", "softmax"} <= {activation.name for activation in ALL}


@pytest.mark.parametrize("activation", ELEMENTWISE, ids=repr)
@given(z=ARRAYS)
def test_derivative_is_the_measured_slope(activation, z):
    if activation.name in KINK_AT_ZERO:
        z = np.where(np.abs(z) < 1e-4, 1e-4, z)
    measured = central_difference(activation, z).reshape(z.size, z.size)
    # A diagonal Jacobian: entry i of the output depends on entry i of the input alone.
    np.testing.assert_allclose(np.diag(activation.derivative(z).ravel()), measured, rtol=0, atol=2e-8)


@pytest.mark.parametrize(
    "name, z, a, slope",
    [
        ("identity", -3, -3, 1),
        ("sigmoid", 0, 0.5, 0.25),
        ("sigmoid", np.log(3), 0.75, 0.1875),
        ("tanh", 0, 0, 1),
        ("tanh", np.log(2), 0.6, 0.64),
        ("relu", 2.5, 2.5, 1),
        ("relu", -2.5, 0, 0),
        ("relu", 0, 0, 0),
    ],
)
def test_known_values(name, z, a, slope):
    activation = getattr(activations, name)
    assert activation(float(z)) == pytest.approx(a)
    assert activation.derivative(float(z)) == pytest.approx(slope)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", [(), (4,), (2, 3), (2, 3, 4)])
@pytest.mark.parametrize("activation", ELEMENTWISE, ids=repr)
def test_shape_and_precision_are_kept(activation, shape, dtype):
    z = np.random.default_rng(0).normal(size=shape).astype(dtype)
    for result in (activation(z), activation.derivative(z)):
        assert result.shape == shape
        assert result.dtype == dtype


@pytest.mark.parametrize("activation", ELEMENTWISE, ids=repr)
def test_far_out_values_stay_finite(activation):
    z = np.array([-1000.0, 1000.0])
    assert np.isfinite(activation(z)).all()
    assert np.isfinite(activation.derivative(z)).all()


# The plainest formulas of value and derivative, for mpmath.
PLAIN = {
    "identity": lambda z, alpha: (z, z**0),
    "sigmoid": lambda z, alpha: ((a := 1 / (1 + digits.exp(-z))), a * (1 - a)),
    "tanh": lambda z, alpha: ((a := digits.tanh(z)), 1 - a * a),
    "relu": lambda z, alpha: (z * (z > 0), (z > 0) * digits.mp.one),
    "leaky_relu": lambda z, alpha: (np.where(z > 0, z, alpha * z), np.where(z > 0, digits.mp.one, alpha)),
    "elu": lambda z, alpha: (
        np.where(z > 0, z, alpha * (digits.exp(z) - 1)),
        np.where(z > 0, digits.mp.one, alpha * digits.exp(z)),
    ),
}


@pytest.mark.parametrize("dtype", digits.MOST)
@pytest.mark.parametrize("activation", ELEMENTWISE, ids=repr)
def test_the_digits_are_right_however_small_the_number(activation, dtype):
    z = digits.numbers(dtype)
    value, derivative = PLAIN[activation.name](digits.exact(z), activation.alpha)
    assert digits.roundings(activation(z), value).max() < 4
    assert digits.roundings(activation.derivative(z), derivative).max() < 4
    # A value that was rounded to its limit does not tell how far from it the slope is: that of a σ of 1 is 0.
    assert digits.roundings(activation.slope(activation(z)).astype(z.dtype), derivative, least=1).max() < 4


@pytest.mark.parametrize("dtype", digits.MOST)
def test_softmax_is_as_right_as_its_exponents(dtype):
    z = digits.numbers(dtype, (100, 5))
    powers = digits.exp(digits.exact(z))
    off = digits.roundings(softmax(z), powers / powers.sum(axis=1, keepdims=True))
    assert (off < 4 + z.max(axis=1, keepdims=True) - z).all()  # the difference is rounded before it is raised


def test_sigmoid_saturates():
    np.testing.assert_array_equal(sigmoid(np.array([-1000.0, 1000.0])), [0, 1])


@given(z=ARRAYS, shift=st.floats(-1000, 1000))
def test_softmax_gives_probabilities_that_shifts_do_not_change(z, shift):
    a = softmax(z)
    assert a.shape == z.shape and (a >= 0).all()
    np.testing.assert_allclose(a.sum(axis=-1), 1)
    np.testing.assert_allclose(softmax(z + shift), a, atol=1e-12)
    np.testing.assert_allclose(a, [np.exp(row) / np.exp(row).sum() for row in z])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_softmax_of_huge_values_in_a_stack(dtype):
    z = np.array([[[1000, -1000, 0]], [[-1000, -1000, -1000]]], dtype)
    a = softmax(z)
    assert a.dtype == dtype
    np.testing.assert_allclose(a, [[[1, 0, 0]], [[1 / 3, 1 / 3, 1 / 3]]], rtol=1e-6)


def test_softmax_has_no_elementwise_derivative():
    with pytest.raises(TypeError) as raised:
        softmax.derivative(np.zeros(3))
    assert str(raised.value) == (
        "softmax mixes its inputs: it has a Jacobian, not an elementwise derivative; "
        "use it as an output, with cross_entropy"
    )


@pytest.mark.parametrize("activation", ALL, ids=repr)
def test_an_activation_can_be_pickled(activation):
    z = np.linspace(-2, 2, 9).reshape(3, 3)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(activation))(z), activation(z))


def test_elu_has_one_slope_at_zero_only_for_alpha_one():
    for alpha, expected in [(1.0, 1.0), (0.5, 0.5), (2.0, 2.0)]:
        below, above = (activations.elu(alpha).derivative(np.array(z)) for z in (-1e-9, 1e-9))
        assert below == pytest.approx(expected) and above == 1


@pytest.mark.parametrize(
    "make, name, alpha", [(activations.leaky_relu, "leaky_relu", 0.01), (activations.elu, "elu", 1.0)]
)
def test_an_alpha_has_a_default(make, name, alpha):
    assert repr(make()) == name and make().alpha == alpha and make(0.3).alpha == 0.3
    below = make()(-1.0)
    assert below == pytest.approx(-alpha if name == "leaky_relu" else np.exp(-1) - 1)


@pytest.mark.parametrize(
    "make, alpha, error, message",
    [
        (activations.leaky_relu, 1, ValueError, "alpha == 1, must be < 1."),
        (activations.leaky_relu, 0, ValueError, "alpha == 0, must be > 0."),
        (activations.elu, -1, ValueError, "alpha == -1, must be > 0."),
        (activations.elu, [1.0], TypeError, r"alpha must be an instance of float, not list."),
    ],
)
def test_an_alpha_out_of_range_is_refused(make, alpha, error, message):
    with pytest.raises(error, match=f"^{message}$"):
        make(alpha)


def test_softmax_of_one_number_is_refused():
    with pytest.raises(ValueError, match=r"^z must be a list of numbers, one a class, got 0\.3$"):
        softmax(0.3)


@pytest.mark.parametrize("z", [np.float32(0.5), [np.float32(0.5)]])
def test_single_precision_is_kept_outside_arrays(z):
    assert sigmoid(z).dtype == np.float32
