"""What the libraries of part V differentiate by themselves is what `Network.backward` computes."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from networks import data, random_network

from helpers import activations, costs

HIDDEN = [activations.identity, activations.sigmoid, activations.tanh, activations.relu]
HIDDEN += [activations.leaky_relu(), activations.elu(), activations.elu(0.5)]
COSTS = [costs.half_squared_error, costs.binary_cross_entropy, costs.cross_entropy]


def cost_of(library, network, theta, X, Y, lmbda):
    """Return the cost of a network with the parameters theta, written for any library without a gradient of ours."""
    A = X
    for W, b in theta[:-1]:
        A = library.hidden[network.hidden.name](A @ W + b, network.hidden.alpha)
    W, b = theta[-1]
    losses = library.losses[network.cost.name](A @ W + b, Y)
    return library.sum(losses) / len(X) + lmbda / 2 * sum(library.sum(W * W) for W, b in theta)


def formulas(xp, sums):
    """Return what NumPy-like libraries share: activations and losses, written out in their functions."""
    hidden = {
        "identity": lambda z, _: z,
        "tanh": lambda z, _: xp.tanh(z),
        "sigmoid": lambda z, _: 1 / (1 + xp.exp(-z)),
        "relu": lambda z, _: xp.where(z > 0, z, 0.0),
        "leaky_relu": lambda z, alpha: xp.where(z > 0, z, alpha * z),
        "elu": lambda z, alpha: xp.where(z > 0, z, alpha * (xp.exp(z) - 1)),
    }
    losses = {
        "half_squared_error": lambda Z, Y: 0.5 * (Z - Y) ** 2,
        "binary_cross_entropy": lambda Z, Y: xp.logaddexp(0.0, Z) - Y * Z,
        "cross_entropy": lambda Z, Y: xp.log(xp.sum(xp.exp(Z), axis=1)) - xp.sum(Y * Z, axis=1),
    }
    return SimpleNamespace(hidden=hidden, losses=losses, sum=sums)


def by_autograd(network, X, Y, lmbda):
    autograd = pytest.importorskip("autograd")
    import autograd.numpy as anp

    library = formulas(anp, anp.sum)
    return autograd.grad(lambda theta: cost_of(library, network, theta, X, Y, lmbda))(parameters(network))


def by_jax(network, X, Y, lmbda):
    jax = pytest.importorskip("jax")
    import jax.numpy as jnp
    from jax import nn

    library = formulas(jnp, jnp.sum)
    # JAX's own where it has them.
    library.hidden |= {"sigmoid": lambda z, _: nn.sigmoid(z), "relu": lambda z, _: nn.relu(z)}
    library.hidden |= {"leaky_relu": nn.leaky_relu, "elu": nn.elu}
    library.losses["cross_entropy"] = lambda Z, Y: -jnp.sum(Y * nn.log_softmax(Z), axis=1)
    gradient = jax.jit(jax.grad(lambda theta, X, Y: cost_of(library, network, theta, X, Y, lmbda)))
    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    try:
        return gradient(parameters(network), X, Y)
    finally:
        jax.config.update("jax_enable_x64", before)


def by_gradient_tape(network, X, Y, lmbda):
    tf = pytest.importorskip("tensorflow")
    library = formulas(tf, tf.reduce_sum)
    # TensorFlow's own where it has them; its leaky_relu would round α to single precision.
    library.hidden |= {
        "sigmoid": lambda z, _: tf.nn.sigmoid(z),
        "relu": lambda z, _: tf.nn.relu(z),
        "elu": lambda z, alpha: tf.where(z > 0, z, alpha * tf.nn.elu(z)),
    }
    library.losses |= {
        "binary_cross_entropy": lambda Z, Y: tf.nn.sigmoid_cross_entropy_with_logits(labels=Y, logits=Z),
        "cross_entropy": lambda Z, Y: tf.nn.softmax_cross_entropy_with_logits(labels=Y, logits=Z),
    }
    theta = [(tf.Variable(W), tf.Variable(b)) for W, b in parameters(network)]
    with tf.GradientTape() as tape:
        C = cost_of(library, network, theta, tf.constant(X), tf.constant(Y), lmbda)
    return tape.gradient(C, theta)


def parameters(network):
    return list(zip(network.W[1:], network.b[1:], strict=True))


@pytest.mark.parametrize("differentiate", [by_autograd, by_jax, by_gradient_tape])
@settings(max_examples=15)
@given(
    widths=st.lists(st.integers(1, 5), min_size=2, max_size=5),
    hidden=st.sampled_from(HIDDEN),
    cost=st.sampled_from(COSTS),
    lmbda=st.sampled_from([0.0, 0.1, 2.0]),
    n=st.integers(1, 5),
    seed=st.integers(0, 10**6),
)
def test_gradients_are_those_of_backward(differentiate, widths, hidden, cost, lmbda, n, seed):
    rng = np.random.default_rng(seed)
    network = random_network(widths, hidden, cost, rng)
    X, Y = data(network, n, rng)
    Z, A = network.forward(X)
    assume(all(np.abs(z).min() > 1e-12 for z in Z[1:]))  # libraries differ at a kink
    dW, db = network.backward(A, Y, lmbda)
    for ours, theirs in zip(zip(dW[1:], db[1:], strict=True), differentiate(network, X, Y, lmbda), strict=True):
        for mine, other in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(mine, np.asarray(other), rtol=1e-11, atol=1e-13)
