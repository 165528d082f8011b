"""Who runs in the race: ways to train the 49 networks of notebook 15. Each trains them all, or says how many it did."""

import importlib.util
import os
import warnings

import numpy as np
from obvious import NeuralNetwork
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import GridSearchCV, PredefinedSplit, train_test_split
from sklearn.neural_network import MLPClassifier

from helpers.activations import relu
from helpers.datasets import digits, one_hot
from helpers.grid import grid_search
from helpers.network import Network
from helpers.optimizers import GradientDescent

EPOCHS, BATCH = 100, 100
VALUES = np.logspace(-5, 1, 7)
CELLS = [(eta, lmbda) for eta in VALUES for lmbda in VALUES]

X, y = digits()
X, X_VALIDATION, y, y_VALIDATION = train_test_split(X / 16, y, test_size=360, stratify=y, random_state=0)
Y = one_hot(y, 10)


def stack(dtype):
    start = Network((64, 50, 10), relu, seed=0, dtype=dtype)
    grid_search(start, X, y, X_VALIDATION, y_VALIDATION, VALUES, VALUES, EPOCHS, BATCH, seed=0)


def one_after_another(dtype):
    for eta, lmbda in CELLS:
        Network((64, 50, 10), relu, seed=0, dtype=dtype).fit(X, Y, GradientDescent(eta), EPOCHS, BATCH, lmbda, seed=0)


def obvious():
    with np.errstate(all="ignore"):
        for eta, lmbda in CELLS:
            NeuralNetwork(64, 50, 10, eta, lmbda).train(X, Y, EPOCHS, BATCH)


def mlp_classifier(**settings):
    # alpha is divided by the number of samples of a batch: λ = alpha / 100.
    return MLPClassifier(
        (50,),
        solver="sgd",
        momentum=0,
        batch_size=BATCH,
        max_iter=EPOCHS,
        n_iter_no_change=EPOCHS,
        tol=0,
        random_state=0,
        **settings,
    )


def mlp_one_after_another(dtype):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", (ConvergenceWarning, RuntimeWarning))
        for eta, lmbda in CELLS:
            try:
                mlp_classifier(learning_rate_init=eta, alpha=BATCH * lmbda).fit(X.astype(dtype), y)
            except ValueError as error:  # its way to say that a network has diverged
                if "non-finite" not in str(error):
                    raise


def mlp_grid_search():
    everything = np.concatenate([X, X_VALIDATION]), np.concatenate([y, y_VALIDATION])
    parts = PredefinedSplit(np.repeat([-1, 0], [len(X), len(X_VALIDATION)]))
    search = GridSearchCV(
        mlp_classifier(), {"learning_rate_init": VALUES, "alpha": BATCH * VALUES}, cv=parts, n_jobs=2, refit=False
    )
    os.environ["PYTHONWARNINGS"] = "ignore"  # for the workers of joblib
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        search.fit(*everything)


def jax_stack():
    """Return a function that trains the 49 in single precision: vmap over the cells, scan over the steps, jit."""
    import jax
    import jax.numpy as jnp

    start = Network((64, 50, 10), relu, seed=0, dtype=np.float32)
    parameters = [(jnp.array(start.W[l]), jnp.array(start.b[l])) for l in (1, 2)]
    eta, lmbda = jnp.array(CELLS, jnp.float32).T
    n, steps, rng = len(X), -(-len(X) // BATCH), np.random.default_rng(0)
    # scan needs batches of one size: the last is filled up with samples of weight zero.
    filled = np.pad([rng.permutation(n) for _ in range(EPOCHS)], [(0, 0), (0, steps * BATCH - n)])
    weights = np.tile(np.arange(steps * BATCH) < n, (EPOCHS, 1)).reshape(-1, BATCH).astype(np.float32)
    weights /= weights.sum(axis=1, keepdims=True)
    batches = jnp.array(filled.reshape(-1, BATCH)), jnp.array(weights)

    def cost(parameters, X, Y, weights, lmbda):
        (W1, b1), (W2, b2) = parameters
        Z = jax.nn.relu(X @ W1 + b1) @ W2 + b2
        loss = -(Y * jax.nn.log_softmax(Z)).sum(axis=1)
        return weights @ loss + lmbda / 2 * ((W1**2).sum() + (W2**2).sum())

    @jax.jit
    def train(eta, lmbda, X, Y):
        def one(eta, lmbda):
            def step(parameters, batch):
                places, weights = batch
                gradient = jax.grad(cost)(parameters, X[places], Y[places], weights, lmbda)
                return jax.tree.map(lambda p, g: p - eta * g, parameters, gradient), None

            return jax.lax.scan(step, parameters, batches)[0]

        return jax.vmap(one)(eta, lmbda)

    data = jnp.array(X, jnp.float32), jnp.array(Y, jnp.float32)

    def second_call():
        jax.block_until_ready(train(eta, lmbda, *data))

    second_call()  # the first, which compiles
    return second_call


def keras_loop():
    """Return a function that trains two of the 49."""
    os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", KERAS_BACKEND="tensorflow", TF_ENABLE_ONEDNN_OPTS="0")
    import keras

    def train():
        for eta, lmbda in CELLS[21:23]:
            penalty = keras.regularizers.L2(lmbda / 2)
            model = keras.Sequential(
                [
                    keras.Input((64,)),
                    keras.layers.Dense(50, "relu", kernel_regularizer=penalty),
                    keras.layers.Dense(10, "softmax", kernel_regularizer=penalty),
                ]
            )
            model.compile(keras.optimizers.SGD(eta), "sparse_categorical_crossentropy")
            model.fit(X, y, BATCH, EPOCHS, verbose=0)
        return 2

    return train


def entries():
    """Return the contestants, name to function, those of libraries that are not installed left out."""
    found = {
        "stack, single": lambda: stack(np.float32),
        "stack, double": lambda: stack(np.float64),
        "ours, one after another, single": lambda: one_after_another(np.float32),
        "ours, one after another, double": lambda: one_after_another(np.float64),
        "the obvious class, double": obvious,
        "MLPClassifier, one after another, single": lambda: mlp_one_after_another(np.float32),
        "MLPClassifier, one after another, double": lambda: mlp_one_after_another(np.float64),
        "MLPClassifier, GridSearchCV, 2 jobs": mlp_grid_search,
    }
    if importlib.util.find_spec("jax"):
        found["JAX, vmap + scan + jit, single"] = jax_stack()
    if importlib.util.find_spec("keras"):
        found["Keras, two cells scaled up, single"] = keras_loop()
    return found
