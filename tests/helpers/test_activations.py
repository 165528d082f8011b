"""Activations: their digits are right, each derivative is the slope that small steps measure, and nothing overflows."""

import pickle

import digits
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.activations import elu, gelu, identity, leaky_relu, relu, selu, sigmoid, silu, softmax, softplus, tanh
from helpers.network import Network
from helpers.verify import central_difference

# Made within each test: mutmut tries a change on the tests that call the changed function while they run.
RISING = {f.name: lambda f=f: f for f in (identity, sigmoid, tanh, relu, softplus, selu)}
RISING |= {"leaky_relu": leaky_relu, "leaky_relu 0.3": lambda: leaky_relu(0.3), "elu": elu, "elu 0.5": lambda: elu(0.5)}
DIPPING = {"silu": lambda: silu, "gelu": lambda: gelu}
ELEMENTWISE = RISING | DIPPING
ARRAYS = arrays(float, st.tuples(st.integers(1, 3), st.integers(1, 3)), elements=st.floats(-30, 30))

pytestmark = pytest.mark.filterwarnings("error")
each_activation = pytest.mark.parametrize("make", ELEMENTWISE.values(), ids=ELEMENTWISE)
each_rising = pytest.mark.parametrize("make", RISING.values(), ids=RISING)
each_dipping = pytest.mark.parametrize("make", DIPPING.values(), ids=DIPPING)
each_precision = pytest.mark.parametrize("dtype", digits.MOST)


@each_activation
@given(z=ARRAYS)
def test_derivative_is_the_measured_slope(make, z):
    activation = make()
    if activation.name in {"relu", "leaky_relu", "elu", "selu"}:  # these have a kink at zero
        z = np.where(np.abs(z) < 1e-4, 1e-4, z)
    measured = central_difference(activation, z).reshape(z.size, z.size)
    # A diagonal Jacobian: entry i of the output depends on entry i of the input alone.
    np.testing.assert_allclose(np.diag(activation.derivative(z).ravel()), measured, rtol=0, atol=2e-8)


@pytest.mark.parametrize("name, slope", [("relu", 0), ("leaky_relu 0.3", 0.3), ("elu 0.5", 0.5)])
def test_at_a_kink_the_slope_is_that_below(name, slope):
    assert RISING[name]().derivative(0.0) == slope


@each_precision
@pytest.mark.parametrize("shape", [(), (4,), (2, 3), (2, 3, 4)])
@each_activation
def test_shape_and_precision_are_kept(make, shape, dtype):
    activation = make()
    z = np.random.default_rng(0).normal(size=shape).astype(dtype)
    for result in (activation(z), activation.derivative(z)):
        assert result.shape == shape and result.dtype == dtype


@each_activation
def test_far_out_values_stay_finite(make):
    activation = make()
    z = np.array([-1000.0, 1000.0])
    assert np.isfinite(activation(z)).all() and np.isfinite(activation.derivative(z)).all()


ncdf, npdf = (np.frompyfunc(function, 1, 1) for function in (digits.mp.ncdf, digits.mp.npdf))
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
    "softplus": lambda z, alpha: (digits.log(1 + digits.exp(z)), 1 / (1 + digits.exp(-z))),
    "selu": lambda z, alpha: tuple(
        digits.mp.mpf("1.0507009873554804934193349852946") * part
        for part in PLAIN["elu"](z, digits.mp.mpf("1.6732632423543772848170429916717"))
    ),
    "silu": lambda z, alpha: (z / (1 + digits.exp(-z)), (1 + (1 + z) * digits.exp(-z)) / (1 + digits.exp(-z)) ** 2),
    "gelu": lambda z, alpha: (z * ncdf(z), ncdf(z) + z * npdf(z)),
}


@each_precision
@each_rising
def test_the_digits_are_right_however_small_the_number(make, dtype):
    activation, z = make(), digits.numbers(dtype)
    value, derivative = PLAIN[activation.name](digits.exact(z), activation.alpha)
    assert digits.roundings(activation(z), value).max() < 4
    assert digits.roundings(activation.derivative(z), derivative).max() < 4
    # A value that was rounded to its limit does not tell how far from it the slope is: that of a σ of 1 is 0.
    assert digits.roundings(activation.slope(activation(z)).astype(z.dtype), derivative, least=1).max() < 4


@each_precision
@each_dipping
def test_the_digits_are_right_where_values_dip(make, dtype):
    activation, z = make(), digits.numbers(dtype, (100,))
    value, derivative = PLAIN[activation.name](digits.exact(z), None)
    # Rounding z² in exp(−z²/2) costs z² roundings, and rounding z in exp(−z) costs z. A derivative that is the
    # difference of two terms is as right as these.
    allowed = 4 + z.astype(float) ** 2 * (activation.name == "gelu")
    assert (digits.roundings(activation(z), value) < allowed).all()
    assert (digits.roundings(activation.derivative(z), derivative, least=np.where(abs(z) < 2, 0.1, 0)) < allowed).all()


@each_dipping
def test_a_value_that_dips_does_not_tell_its_slope(make):
    activation = make()
    with pytest.raises(TypeError, match=r"does not tell their slope: two z share a value; use derivative\(z\)$"):
        activation.slope(activation(np.array([-1.0, 1.0])))


@each_rising
def test_a_network_keeps_its_activation_in_a_file(make, tmp_path):
    network, X = Network((3, 4, 2), make(), seed=0), np.random.default_rng(0).normal(size=(5, 3))
    network.save(tmp_path / "network.npz")
    np.testing.assert_array_equal(Network.load(tmp_path / "network.npz").output(X), network.output(X))


def test_selu_keeps_mean_0_and_variance_1():
    places, weights = np.polynomial.legendre.leggauss(200)
    z, density = np.append(6 * places - 6, 6 * places + 6), np.exp(-((6 * np.append(places - 1, places + 1)) ** 2) / 2)
    weights = np.tile(weights, 2) * density
    moments = [np.average(selu(z) ** k, weights=weights) for k in (1, 2)]
    np.testing.assert_allclose(moments, [0, 1], atol=1e-9)


@each_precision
def test_softmax_is_as_right_as_its_exponents(dtype):
    z = digits.numbers(dtype, (100, 5))
    powers = digits.exp(digits.exact(z))
    off = digits.roundings(softmax(z), powers / powers.sum(axis=1, keepdims=True))
    assert (off < 4 + z.max(axis=1, keepdims=True) - z).all()  # the difference is rounded before it is raised


@given(z=ARRAYS, shift=st.floats(-1000, 1000))
def test_softmax_gives_probabilities_that_shifts_do_not_change(z, shift):
    a = softmax(z)
    assert a.shape == z.shape and (a >= 0).all()
    np.testing.assert_allclose(a.sum(axis=-1), 1)
    np.testing.assert_allclose(softmax(z + shift), a, atol=1e-12)


@each_precision
def test_softmax_of_huge_values_in_a_stack(dtype):
    a = softmax(np.array([[[1000, -1000, 0]], [[-1000, -1000, -1000]]], dtype))
    assert a.dtype == dtype
    np.testing.assert_allclose(a, [[[1, 0, 0]], [[1 / 3, 1 / 3, 1 / 3]]], rtol=1e-6)


@pytest.mark.parametrize("make", [*ELEMENTWISE.values(), lambda: softmax], ids=[*ELEMENTWISE, "softmax"])
def test_an_activation_can_be_pickled(make):
    activation = make()
    z = np.linspace(-2, 2, 9).reshape(3, 3)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(activation))(z), activation(z))


def test_alpha_has_a_default():
    assert (leaky_relu().alpha, elu().alpha) == (0.01, 1)
