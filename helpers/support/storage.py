"""Arrays and networks in files: NumPy's `.npz`, without pickling, so that a file holds data only and never code."""

import os
from pathlib import Path
from secrets import token_hex

import numpy as np

from helpers.support.validation import check_choice


def write_npz(path, arrays):
    """Write a dictionary of arrays to a file; a crash meanwhile leaves an older file of that name whole."""
    part = Path(path).with_name(f"{Path(path).name}.{token_hex(8)}.part")
    try:
        with open(part, "xb") as file:
            np.savez(file, **arrays)
        os.replace(part, path)
    except OSError as error:  # it names the part, which the caller does not know
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None
    finally:
        if part.exists():
            part.unlink()


def read_npz(path, what, read):
    """Return what `read` makes of the arrays in a file, a dictionary by name.

    what: what the file should hold. Raises ValueError, naming the file, if it is damaged or `read` raises an error.
    """
    # A damaged file makes NumPy raise nearly anything; it is opened here, because NumPy does not close it.
    try:
        with open(path, "rb") as raw, np.load(raw, allow_pickle=False) as file:
            return read(dict(file))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{path} is damaged, or no file of {what}: {type(error).__name__}: {error}") from None


def save(path, network, named):
    """Write a network to a file that holds the names of its activation and of its cost; `named` says what they mean."""
    for kind, used in ("hidden", network.hidden), ("cost", network.cost):
        if _parts(used) != _parts(_found(kind, used.name, getattr(used, "alpha", None), named)):
            raise ValueError(f"{kind} must be from helpers to be saved, got another of the name {used.name!r}")
    alpha, history = network.hidden.alpha, network.history
    write_npz(
        path,
        {
            "widths": network.widths,
            "hidden": network.hidden.name,
            "alpha": np.nan if alpha is None else alpha,
            "cost": network.cost.name,
            "history": np.reshape(history.cost, (-1, *network.stack)),
            "stopped": history.stopped,
            **{f"W{l}": W for l, W in enumerate(network.W) if l},
            **{f"b{l}": b for l, b in enumerate(network.b) if l},
        },
    )


def load(path, cls, named):
    """Return the network in a file, of the class `cls`."""

    def read(arrays):
        alpha = None if np.isnan(arrays["alpha"]) else arrays["alpha"].item()
        hidden = _found("hidden", str(arrays["hidden"]), alpha, named)
        cost, W = _found("cost", str(arrays["cost"]), None, named), arrays["W1"]
        network = cls(arrays["widths"].tolist(), hidden, cost, dtype=W.dtype, stack=W.shape[:-2])
        for l in range(1, network.L + 1):
            network.W[l][...], network.b[l][...] = arrays[f"W{l}"], arrays[f"b{l}"]
        network.history.cost, network.history.stopped = list(arrays["history"]), str(arrays["stopped"])
        return network

    return read_npz(path, "a network", read)


def _found(kind, name, alpha, named):
    found = check_choice(kind, name, named)
    return found if alpha is None else found(alpha)


def _parts(function):
    """Return what an activation or a cost consists of; elu(0.3) makes new functions at each call, of the same code."""
    return [getattr(part, "__code__", part) for part in vars(function).values()]
