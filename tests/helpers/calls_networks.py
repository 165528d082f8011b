"""Good calls of networks, of what trains and of what keeps them."""

from pathlib import Path

import numpy as np
from calls import FOLDER, call, real
from scipy.special import log_softmax, softmax

from helpers.activations import tanh
from helpers.costs import cross_entropy, half_squared_error
from helpers.network import Network
from helpers.schedulers import Constant
from helpers.support import storage

RNG = np.random.default_rng(0)
X, LABELS = RNG.normal(size=(6, 2)), np.array([0, 1, 2, 0, 1, 2])
Y = np.eye(3)[LABELS]
ALONE, STACK = Network((2, 3, 3), tanh, seed=1), Network((2, 3, 3), tanh, half_squared_error, seed=1, stack=(2,))
SINGLE = Network((2, 3, 3), tanh, seed=1, dtype=np.float32)
NETWORKS = [ALONE, STACK, SINGLE]


def is_network(result, widths=(2, 3, 3), hidden=None, cost=None, dtype=np.float64, stack=(), **_):
    """Its parameters have the shapes and the precision that were asked for, and are finite."""
    assert result.widths == tuple(widths) and result.stack == tuple(stack) and result.dtype == np.dtype(dtype)
    for l, (W, b) in enumerate(zip(result.W[1:], result.b[1:], strict=True), start=1):
        assert W.shape == (*result.stack, *result.widths[l - 1 : l + 1]) and b.shape == (
            *result.stack,
            1,
            result.widths[l],
        )
        assert np.isfinite(W).all() and {W.dtype, b.dtype} == {result.dtype}


call(
    "network.Network",
    Network,
    lambda: {"widths": (2, 3, 3), "hidden": tanh, "cost": cross_entropy, "seed": 1, "dtype": np.float64, "stack": (2,)},
    is_network,
    examples=60,
)


def all_finite(arrays):
    return all(np.isfinite(array).all() for array in arrays)


def last_layer(net, X):
    """Pre-activation and activation of the output, in double precision."""
    W1, W2, b1, b2 = (parameter.astype(float) for parameter in net.parameters())
    z = np.tanh(real(X) @ W1 + b1) @ W2 + b2
    return z, (z if net is STACK else softmax(z, axis=-1))


def has_output(net):
    """That of the formula, in the precision of the network."""

    def right(result, X):
        np.testing.assert_allclose(result, last_layer(net, X)[1], rtol=1e-4, atol=1e-5)
        assert result.dtype == net.dtype

    return right


def is_forward(net):
    def right(result, X):
        Z, A = result
        assert all_finite(Z[1:]) and all_finite(A) and {a.dtype for a in A} == {net.dtype}
        assert [a.shape[-1] for a in A] == [2, 3, 3] and {a.shape[-2] for a in A} == {len(X)}
        has_output(net)(A[-1], X)

    return right


def has_gradients(net):
    def right(result, **_):
        dW, db = result
        assert [g.shape for g in dW[1:] + db[1:]] == [p.shape for p in net.parameters()]
        assert all_finite(dW[1:] + db[1:]) and {g.dtype for g in dW[1:] + db[1:]} == {net.dtype}

    return right


def is_cost(net):
    def right(result, X, Y, lmbda):
        z, y = last_layer(net, X)[0], real(Y)
        losses = ((z - y) ** 2).sum(axis=-1) / 2 if net is STACK else -(y * log_softmax(z, axis=-1)).sum(axis=-1)
        squares = sum((W.astype(float) ** 2).sum(axis=(-2, -1)) for W in net.W[1:])
        lmbda = real(lmbda).reshape(np.shape(lmbda)[:-2])
        np.testing.assert_allclose(result, losses.mean(axis=-1) + lmbda / 2 * squares, rtol=1e-4, atol=1e-5)

    return right


def fitted(result, X, Y, epochs, **_):
    """All that was finite is so again, or the training says that it diverged."""
    assert len(result.history.cost) <= epochs
    if not result.diverged().any():
        assert all_finite(result.parameters()) and len(result.history.cost) == epochs and result.history.stopped == ""
    elif result.diverged().all():
        assert result.history.stopped.startswith("diverged")


for net in NETWORKS:
    call("network.Network.forward", net.forward, lambda: {"X": X.copy()}, is_forward(net))
    call("network.Network.output", net.output, lambda: {"X": X.copy()}, has_output(net))
    call(
        "network.Network.predict",
        net.predict,
        lambda: {"X": X.copy()},
        lambda result, X, net=net: np.testing.assert_equal(result.shape[: len(net.stack) + 1], (*net.stack, len(X))),
    )
    call(
        "network.Network.backward",
        net.backward,
        lambda net=net: {"A": net.forward(X)[1], "Y": Y.copy(), "lmbda": 0.1, "weights": np.ones((6, 1))},
        has_gradients(net),
    )
    call("network.Network.cost_of", net.cost_of, lambda: {"X": X.copy(), "Y": Y.copy(), "lmbda": 0.1}, is_cost(net))
    call(
        "network.Network.fit",
        lambda net=net, **arguments: net.copies(()).fit(**arguments),
        lambda: {
            "X": X.copy(),
            "Y": Y.copy(),
            "scheduler": Constant(0.1),
            "epochs": 2,
            "batch_size": 4,
            "lmbda": 0.1,
            "seed": 1,
            "sample_weight": np.ones(6),
            "verbose": False,
        },
        fitted,
        examples=15,
    )
    call(
        "stack.Stack.copies",
        net.copies,
        lambda: {"shape": (2, 1)},
        lambda result, shape, net=net: is_network(result, stack=(*shape, *net.stack), dtype=net.dtype),
    )
    call(
        "stack.Stack.__getitem__",
        lambda index, net=net: net[index],
        lambda: {"index": ()},
        also=(IndexError,),
        right=lambda result, index, net=net: is_network(
            result, dtype=net.dtype, stack=np.empty(net.stack)[index].shape
        ),
    )


def put(index, networks):
    target = STACK.copies(())
    target[index] = networks
    return target


def is_put(result, index, networks):
    is_network(result, stack=(2,))
    np.testing.assert_array_equal(result[index].W[1], np.broadcast_to(networks.W[1], result[index].W[1].shape))


call("stack.Stack.__setitem__", put, lambda: {"index": 0, "networks": STACK[1]}, is_put, also=(IndexError,))
call(
    "stack.Stack.reshape",
    STACK.reshape,
    lambda: {"shape": (2, 1)},
    lambda result, shape: is_network(result, stack=shape),
)


# Files. What cannot be written or found is the system's OSError.
ALONE.save(FOLDER / "good.npz")


def saved(result, path=None, network=ALONE):
    np.testing.assert_array_equal(Network.load(path).W[1], network.W[1])
    Path(path).unlink()


def is_alone(result, path):
    W = result.W if isinstance(result, Network) else [None, *result[3]]
    np.testing.assert_array_equal(W[1], ALONE.W[1])


call("network.Network.save", ALONE.save, lambda: {"path": FOLDER / "new.npz"}, saved, also=(OSError,))
call("storage.save", storage.save, lambda: {"network": ALONE, "path": FOLDER / "new.npz"}, saved, also=(OSError,))
call(
    "network.Network.load",
    Network.load,
    lambda: {"path": FOLDER / "good.npz"},
    is_alone,
    also=(FileNotFoundError,),
    names=("text", "relu", "float32", "a b", "1.2"),
)
call("storage.load", storage.load, lambda: {"path": FOLDER / "good.npz"}, is_alone, also=(FileNotFoundError,))
call("storage.read_npz", lambda path: storage.read_npz(path, "a network", lambda arrays: [0] * 3 + [[arrays["W1"]]]),
     lambda: {"path": FOLDER / "good.npz"}, is_alone, also=(FileNotFoundError,))
