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
    check_choice("hidden", network.hidden.name, named)
    check_choice("cost", network.cost.name, named)
    alpha, history = network.hidden.alpha, network.history
    arrays = {f"{kind}{l}": part[l] for kind, part in (("W", network.W), ("b", network.b)) for l in range(1, len(part))}
    arrays |= {"hidden": network.hidden.name, "alpha": np.nan if alpha is None else alpha, "cost": network.cost.name}
    arrays |= {"history": np.reshape(history.cost, (-1, *network.stack)), "stopped": history.stopped}
    write_npz(path, arrays | {"widths": network.widths})


def load(path, cls, named):
    """Return the network in a file, of the class `cls`."""

    def read(arrays):
        hidden, cost = (check_choice(kind, str(arrays[kind]), named) for kind in ("hidden", "cost"))
        hidden, W = hidden if np.isnan(arrays["alpha"]) else hidden(arrays["alpha"].item()), arrays["W1"]
        network = cls(arrays["widths"].tolist(), hidden, cost, dtype=W.dtype, stack=W.shape[:-2])
        for l in range(1, network.L + 1):
            network.W[l][...], network.b[l][...] = arrays[f"W{l}"], arrays[f"b{l}"]
        network.history.cost, network.history.stopped = list(arrays["history"]), str(arrays["stopped"])
        return network

    return read_npz(path, "a network", read)
