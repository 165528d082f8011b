"""Whatever a public function is given, its result is right, or a ValueError or TypeError names the argument.

Nothing else is raised, except what a call documents, no warning is given, and nothing takes longer than seconds.
"""

import importlib
import inspect
import pkgutil
import re
import traceback
import zlib
from datetime import timedelta
from pathlib import Path

import hostile
import matplotlib
import matplotlib.pyplot as plt
import pytest
from calls import CALLS
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

import helpers.support

matplotlib.use("Agg")
LIMIT = timedelta(seconds=20)
OPERATORS = {"__call__", "__getitem__", "__setitem__", "__add__", "__sub__", "__mul__", "__truediv__", "__radd__",
             "__rsub__", "__rmul__", "__rtruediv__", "__pow__"}
for module in ("drawings", "networks", "numbers", "others", "training"):        # they fill CALLS
    importlib.import_module(f"calls_{module}")

RECORDS = {
    "activations.Activation",
    "costs.Cost",
    "datasets.Mnist",
    "datasets.Split",
    "exercises.NotYet", "exercises.Unforeseen",
    "grid.Grid",
    "history.History",
    "beyond.Missing",
    "verify.EquationError",
}  # they hold what they are given


def public():
    """Yield the name of every function, class and method of the package that takes an argument."""
    for info in [*pkgutil.iter_modules(helpers.__path__, "helpers."),
                 *pkgutil.iter_modules(helpers.support.__path__, "helpers.support.")]:
        module, place = importlib.import_module(info.name), info.name.rsplit(".")[-1]
        for name, thing in vars(module).items():
            if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
                continue
            if inspect.isclass(thing):
                for part, method in vars(thing).items():
                    function = inspect.unwrap(getattr(method, "__func__", method))
                    if (inspect.isfunction(function) and (part in OPERATORS or not part.startswith("_"))
                            and len(inspect.signature(function).parameters) > 1):
                        yield f"{place}.{name}.{part}"
            elif not inspect.isfunction(thing):
                continue
            if f"{place}.{name}" not in RECORDS and inspect.signature(thing).parameters:
                yield f"{place}.{name}"


def test_every_public_function_is_called():
    assert set(public()) == set(CALLS)


CASES = [(f"{key}-{place}", call) for key, several in CALLS.items() for place, call in enumerate(several)]
ARGUMENTS = [
    pytest.param(call, name, id=f"{key}-{name}")
    for key, call in CASES
    for name in call.good()
    if name not in call.fixed
]
PAIRS = [pytest.param(call, id=key) for key, call in CASES if len(call.good()) - len(call.fixed) > 1]


def raised_by(package, error):
    return any(package in Path(frame.filename).parts for frame in traceback.extract_tb(error.__traceback__))


def judge(call, changes):
    """Call with some arguments changed, and assert the property."""
    arguments = call.good() | changes
    refusal = None
    try:
        result = call.run(**arguments)
    except call.also:
        pass
    except (ValueError, TypeError) as error:
        refusal = error
    else:
        call.right(result, **arguments)
    finally:
        plt.close("all")
    if refusal and not (call.judge and raised_by(call.judge, refusal)):
        # What no longer fits the others is found at any of them.
        unfit = re.search("shape|one a sample|for each", str(refusal))
        words = [*(arguments if unfit else changes), *call.names]
        assert type(refusal) in (ValueError, TypeError) or call.names, refusal
        assert re.search(rf"\b({'|'.join(words)})\b", str(refusal)), refusal


def inputs(call, request):
    """As many as the call asks for where others draw 100; with a seed of each test's own, else all draw the same."""
    own = seed(zlib.crc32(request.node.name.encode()))
    examples = call.examples * settings.default.max_examples // 100
    return lambda test: own(settings(max_examples=examples, deadline=LIMIT,
                                     suppress_health_check=list(HealthCheck))(test))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("call, name", ARGUMENTS)
def test_one_argument_is_spoiled(call, name, capsys, request):
    @inputs(call, request)
    @given(hostile.near(call.good()[name]))
    def spoil(value):
        judge(call, {name: value})

    spoil()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("call", PAIRS)
def test_two_arguments_are_spoiled(call, capsys, request):
    good = {name: value for name, value in call.good().items() if name not in call.fixed}

    @inputs(call, request)
    @given(st.data())
    def spoil(data):
        names = data.draw(st.lists(st.sampled_from(sorted(good)), min_size=2, max_size=2, unique=True))
        judge(call, {name: data.draw(hostile.near(good[name])) for name in names})

    spoil()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("call", [pytest.param(call, id=key) for key, call in CASES if "read_openml" not in key])
def test_the_good_call_is_right(call, capsys):
    arguments = call.good()
    call.right(call.run(**arguments), **arguments)
    plt.close("all")
