"""What the notebooks conclude, as experiments that can be repeated: a module a notebook, a function a claim.

A claim quotes its sentence. Its function repeats the experiment from a seed, shortened where it may be, and returns
what the sentence asserts: numbers by name, and whether the sentence holds for them.

    @claim("Spare nodes make success likely.")
    def spare_nodes(seed):
        few, many = ...
        return {"two nodes": few, "eight nodes": many}, many > few

`make claims` runs each from ten seeds that the page does not use; `make test` looks for the sentence on the page and
runs the claims that are marked as quick.
"""

import importlib
import pkgutil
from collections.abc import Callable
from typing import NamedTuple


class Claim(NamedTuple):
    sentence: str  # as it stands in the notebook
    run: Callable  # seed -> numbers by name, verdict
    quick: bool
    least: int  # of ten seeds; less than nine only where the page says how often the claim holds


CLAIMS: dict[str, list[Claim]] = {}


def claim(sentence, quick=False, least=9):
    """Register a function as the experiment behind a sentence of its module's notebook."""

    def register(run):
        CLAIMS.setdefault(run.__module__.rsplit(".n")[-1], []).append(Claim(sentence, run, quick, least))
        return run

    return register


def claims():
    """Return the claims of each notebook, by its name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return CLAIMS
