"""The solutions of notebook 19 compute what the layers of Keras compute."""

import numpy as np
import pytest
from notebooks import PATHS, calls, code_cells, read, tags

from helpers.beyond import require

try:
    require("keras", "tensorflow")
except ImportError as missing:
    pytest.skip(str(missing), allow_module_level=True)

import keras
import tensorflow as tf


@pytest.fixture(scope="module")
def solutions():
    """The functions of the folded solutions, by their names."""
    [path] = [path for path in PATHS if path.stem.startswith("19")]
    found = {"np": np, "check": lambda *_: None}
    for cell in code_cells(read(path)):
        if "solution" in tags(cell):
            exec(compile(cell.source, calls(cell.source, "check")[0], "exec"), found)
    return found


def test_dropout(solutions):
    rng = np.random.default_rng(0)
    A = rng.normal(size=(20, 30))
    theirs = keras.layers.Dropout(0.3, seed=1, dtype="float64")(A, training=True).numpy()
    R = np.where(theirs == 0, 0.1, 0.9)  # random numbers that silence what Keras silences
    assert 0.2 < np.mean(theirs == 0) < 0.4
    np.testing.assert_allclose(solutions["dropout"](A, R, 0.3), theirs, rtol=1e-12)


def test_the_gradient_of_layer_normalisation(solutions):
    rng = np.random.default_rng(1)
    Z, G, gamma = rng.normal(2, 3, size=(7, 5)), rng.normal(size=(7, 5)), rng.uniform(0.5, 2, size=(1, 5))
    layer = keras.layers.LayerNormalization(epsilon=0.01, dtype="float64")
    layer.build(Z.shape)
    layer.set_weights([gamma[0], rng.normal(size=5)])
    z = tf.Variable(Z)
    with tf.GradientTape() as tape:
        C = tf.reduce_sum(G * layer(z))
    root = np.sqrt(Z.var(axis=1, keepdims=True) + 0.01)
    hat = (Z - Z.mean(axis=1, keepdims=True)) / root
    np.testing.assert_allclose(
        solutions["layer_norm_back"](G, gamma, hat, root), tape.gradient(C, z).numpy(), rtol=1e-10, atol=1e-12
    )


def test_folding(solutions):
    rng = np.random.default_rng(2)
    X, W, b = rng.normal(size=(6, 4)), rng.normal(size=(4, 3)), rng.normal(size=(1, 3))
    gamma, beta, mean = rng.normal(size=(3, 1, 3))
    var = rng.uniform(0.5, 2, size=(1, 3))
    layer = keras.layers.BatchNormalization(epsilon=0.01, dtype="float64")
    layer.build((None, 3))
    layer.set_weights([a[0] for a in (gamma, beta, mean, var)])
    *weights, bias = solutions["fold"](W, b, gamma, beta, mean, var, 0.01)
    np.testing.assert_allclose(X @ np.array(weights) + bias, layer(X @ W + b, training=False).numpy(), rtol=1e-10)


def test_clipping(solutions):
    rng = np.random.default_rng(3)
    for c in (0.5, 100.0):
        gradients = [rng.normal(size=(3, 2)), rng.normal(size=4)]
        variables = [keras.Variable(np.zeros(g.shape), dtype="float64") for g in gradients]
        keras.optimizers.SGD(1.0, global_clipnorm=c).apply([tf.constant(g) for g in gradients], variables)
        factor = solutions["clip_factor"](gradients, c)
        for g, variable in zip(gradients, variables, strict=True):
            np.testing.assert_allclose(variable.numpy(), -factor * g, rtol=1e-6)
