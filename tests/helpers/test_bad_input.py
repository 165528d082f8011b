"""Bad input gets a ValueError or TypeError that names the argument, what came and what was wanted."""

import re

import numpy as np
import pytest
import sympy as sp

from helpers.costs import half_squared_error
from helpers.datasets import one_hot, split
from helpers.drawings import draw_graph
from helpers.grid import grid_search
from helpers.network import Network
from helpers.plotting import show
from helpers.schedulers import Constant
from helpers.support.stand_ins import concrete
from helpers.support.validation import per_network
from helpers.verify import compare_gradients, defines, verify

RNG = np.random.default_rng(0)
X, y = RNG.normal(size=(12, 2)), np.arange(12) % 3
Y = one_hot(y, 3)
NAN, INF = X.copy(), X.copy()
NAN[3, 1], INF[3, 1] = np.nan, np.inf
NETWORK = Network((2, 4, 3), seed=0)
SINGLE = Network((2, 4, 3), dtype=np.float32)
START = NETWORK.copies(())


def network(widths=(2, 4, 3), **options):
    return Network(widths, **options)


def fit(X=X, Y=Y, scheduler=Constant(0.1), epochs=1, batch_size=5, lmbda=0.0, seed=0, network=NETWORK):
    return network.fit(X, Y, scheduler, epochs, batch_size, lmbda, seed)


def grid(network=NETWORK, X=X, y=y, X_validation=X, y_validation=y, eta=(0.1, 1), lmbda=(0, 0.1), epochs=1,
         batch_size=5, seed=0):
    return grid_search(network, X, y, X_validation, y_validation, eta, lmbda, epochs, batch_size, seed)


def parts(X=X, y=y, validation=3, test=3, seed=0):
    return split(X, y, validation, test, seed)


def stacked(**options):
    return fit(network=NETWORK.copies((3,)), **options)


# A call, its arguments, the error, and words of its message: the argument's name, what was wanted, what came.
CASES = [
    (network, {"widths": (2,)}, ValueError, ["widths", "input and an output", "(2,)"]),
    (network, {"widths": ()}, ValueError, ["widths", "()"]),
    (network, {"widths": (2, 0, 3)}, ValueError, ["widths", "at least 1", "0"]),
    (network, {"widths": (2, 2.5, 3)}, TypeError, ["widths", "whole number", "2.5"]),
    (network, {"widths": (2, True)}, TypeError, ["widths", "whole number", "True"]),
    (network, {"widths": 5}, TypeError, ["widths", "list", "5"]),
    (network, {"widths": None}, TypeError, ["widths", "list", "None"]),
    (network, {"stack": 3}, TypeError, ["stack", "list", "3"]),
    (network, {"stack": b"ab"}, TypeError, ["stack", "list", "b'ab'"]),
    (network, {"stack": (3, 0)}, ValueError, ["stack", "at least 1", "0"]),
    (network, {"stack": (2.5,)}, TypeError, ["stack", "whole number", "2.5"]),
    (network, {"widths": (3, 2**29, 3)}, ValueError,
     ["widths and stack", "at most 2147483648 parameters", "3758096387"]),
    (network, {"stack": (2**20, 2**20)}, ValueError, ["widths and stack", "at most", "29686813949952"]),
    (NETWORK.copies, {"shape": (2**27,)}, ValueError, ["shape", "at most 2147483648 parameters", "3623878656"]),
    (network, {"hidden": "relu"}, TypeError, ["hidden", "Activation", "'relu'"]),
    (network, {"hidden": np.tanh}, TypeError, ["hidden", "Activation", "tanh"]),
    (network, {"cost": "mse"}, TypeError, ["cost", "Cost", "'mse'"]),
    (network, {"dtype": int}, ValueError, ["dtype", "float32 or float64", "int"]),
    (network, {"dtype": np.float16}, ValueError, ["dtype", "float32 or float64", "float16"]),
    (network, {"dtype": "single precision"}, ValueError, ["dtype", "float32 or float64", "single precision"]),
    (network, {"seed": -1}, ValueError, ["seed", "zero or more", "-1"]),
    (network, {"seed": "a"}, ValueError, ["seed", "whole number", "'a'"]),
    (NETWORK.copies, {"shape": 3}, TypeError, ["shape", "list", "3"]),
    (NETWORK.copies, {"shape": (2, -1)}, ValueError, ["shape", "at least 1", "-1"]),

    (fit, {"X": X[:, :1]}, ValueError, ["X", "2 columns", "(12, 1)"]),
    (fit, {"X": X[0]}, ValueError, ["X", "2 dimensions", "(2,)"]),
    (fit, {"X": X[:0], "Y": Y[:0]}, ValueError, ["X", "empty", "(0, 2)"]),
    (fit, {"X": NAN}, ValueError, ["X", "finite", "NaN"]),
    (fit, {"X": INF}, ValueError, ["X", "finite", "infinity"]),
    (fit, {"X": X.astype(object)}, TypeError, ["X", "real numbers", "object"]),
    (fit, {"X": X.astype(str)}, TypeError, ["X", "real numbers", "<U"]),
    (fit, {"X": X + 1j}, TypeError, ["X", "real numbers", "complex128"]),
    (fit, {"X": None}, TypeError, ["X", "real numbers", "NoneType"]),
    (fit, {"X": [[1, 2], [3]]}, ValueError, ["X", "rows of one length"]),
    (fit, {"X": 1e300 * X, "network": SINGLE}, ValueError, ["X", "finite", "float32"]),
    (fit, {"Y": y}, ValueError, ["Y", "2 dimensions", "(12,)"]),
    (fit, {"Y": Y[:-1]}, ValueError, ["Y", "12 rows", "(11, 3)"]),
    (fit, {"Y": Y[:, :2]}, ValueError, ["Y", "3 columns", "(12, 2)"]),
    (fit, {"Y": Y * np.nan}, ValueError, ["Y", "finite", "NaN"]),
    (fit, {"scheduler": 0.1}, TypeError, ["scheduler", "helpers.schedulers", "0.1"]),
    (fit, {"scheduler": Constant}, TypeError, ["scheduler", "helpers.schedulers", "class"]),
    (fit, {"scheduler": Constant(np.ones((3, 1, 1)))}, ValueError, ["eta", "(1, 1)", "(3, 1, 1)"]),
    (fit, {"scheduler": Constant(np.ones(3))}, ValueError, ["eta", "(1, 1)", "(3,)"]),
    (stacked, {"scheduler": Constant(np.ones((2, 1, 1)))}, ValueError, ["eta", "(3, 1, 1)", "(2, 1, 1)"]),
    (stacked, {"scheduler": Constant(np.ones((1, 3, 1, 1)))}, ValueError, ["eta", "got shape (1, 3, 1, 1)"]),
    (fit, {"lmbda": 1e300, "network": SINGLE}, ValueError, ["lmbda", "finite", "float32"]),
    (fit, {"epochs": 0}, ValueError, ["epochs", "at least 1", "0"]),
    (fit, {"epochs": 2.5}, TypeError, ["epochs", "whole number", "2.5"]),
    (fit, {"epochs": True}, TypeError, ["epochs", "whole number", "True"]),
    (fit, {"batch_size": 0}, ValueError, ["batch_size", "at least 1", "0"]),
    (fit, {"batch_size": None}, TypeError, ["batch_size", "whole number", "None"]),
    (fit, {"lmbda": -0.1}, ValueError, ["lmbda", "zero or positive", "-0.1"]),
    (fit, {"lmbda": np.nan}, ValueError, ["lmbda", "finite", "nan"]),
    (fit, {"lmbda": "small"}, TypeError, ["lmbda", "real numbers", "str"]),
    (fit, {"lmbda": np.ones(4)}, ValueError, ["lmbda", "(1, 1)", "(4,)"]),
    (stacked, {"lmbda": np.ones(3)}, ValueError, ["lmbda", "(3, 1, 1)", "(3,)"]),
    (fit, {"seed": 1.5}, ValueError, ["seed", "whole number", "1.5"]),

    (NETWORK.output, {"X": X[:, :1]}, ValueError, ["X", "2 columns", "(12, 1)"]),
    (NETWORK.output, {"X": NAN}, ValueError, ["X", "finite", "NaN"]),
    (NETWORK.predict, {"X": X[0]}, ValueError, ["X", "2 dimensions", "(2,)"]),
    (NETWORK.predict, {"X": X[:0]}, ValueError, ["X", "empty", "(0, 2)"]),
    (NETWORK.predict, {"X": [["a", "b"]]}, TypeError, ["X", "real numbers", "list"]),
    (NETWORK.cost_of, {"X": X, "Y": y}, ValueError, ["Y", "2 dimensions", "(12,)"]),
    (NETWORK.cost_of, {"X": X, "Y": Y[:1]}, ValueError, ["Y", "12 rows", "(1, 3)"]),
    (NETWORK.cost_of, {"X": X, "Y": Y, "lmbda": -1}, ValueError, ["lmbda", "zero or positive", "-1"]),

    (Constant, {"eta": 0}, ValueError, ["eta", "positive", "0"]),
    (Constant, {"eta": -0.1}, ValueError, ["eta", "positive", "-0.1"]),
    (Constant, {"eta": np.nan}, ValueError, ["eta", "positive", "nan"]),
    (Constant, {"eta": [0.1, -1]}, ValueError, ["eta", "positive", "-1"]),
    (Constant, {"eta": []}, ValueError, ["eta", "positive", "[]"]),
    (Constant, {"eta": "0.1"}, TypeError, ["eta", "real numbers", "str"]),

    (grid, {"network": NETWORK.copies((2,))}, ValueError, ["network", "single", "(2,)"]),
    (grid, {"network": network(cost=half_squared_error)}, ValueError, ["network", "cross_entropy", "half"]),
    (grid, {"network": (2, 4, 3)}, TypeError, ["network", "Network", "(2, 4, 3)"]),
    (grid, {"X": NAN}, ValueError, ["X", "finite", "NaN"]),
    (grid, {"X": X[:, :1]}, ValueError, ["X", "2 columns", "(12, 1)"]),
    (grid, {"X": 1e300 * X, "network": SINGLE}, ValueError, ["X", "finite", "float32"]),
    (grid, {"X_validation": 1e300 * X, "network": SINGLE}, ValueError, ["X_validation", "finite", "float32"]),
    (grid, {"X_validation": X[:, :1]}, ValueError, ["X_validation", "2 columns", "(12, 1)"]),
    (grid, {"y": y + 1}, ValueError, ["y", "from 0 to 2", "[1, 2, 3]"]),
    (grid, {"y": y[:-1]}, ValueError, ["y", "12 labels", "11"]),
    (grid, {"y": Y}, ValueError, ["y", "list of labels", "(12, 3)"]),
    (grid, {"y_validation": y - 0.5}, ValueError, ["y_validation", "whole numbers", "0.5"]),
    (grid, {"y_validation": y + 1}, ValueError, ["y_validation", "from 0 to 2", "[1, 2, 3]"]),
    (grid, {"y_validation": y[:-1]}, ValueError, ["y_validation", "12 labels", "11"]),
    (grid, {"eta": [0.1, 0]}, ValueError, ["eta", "positive", "0"]),
    (grid, {"eta": []}, ValueError, ["eta", "positive", "[]"]),
    (grid, {"eta": [[0.1, 1]]}, ValueError, ["eta", "list of numbers", "(1, 2)"]),
    (grid, {"lmbda": [-0.1]}, ValueError, ["lmbda", "zero or positive", "-0.1"]),
    (grid, {"lmbda": np.ones((1, 2))}, ValueError, ["lmbda", "list of numbers", "(1, 2)"]),
    (grid, {"epochs": 0}, ValueError, ["epochs", "at least 1", "0"]),
    (grid, {"batch_size": 2.5}, TypeError, ["batch_size", "whole number", "2.5"]),

    (parts, {"X": NAN}, ValueError, ["X", "finite", "NaN"]),
    (parts, {"X": X[:, 0]}, ValueError, ["X", "2 dimensions", "(12,)"]),
    (parts, {"y": y[:-1]}, ValueError, ["y", "12 labels", "11"]),
    (parts, {"y": y + 0.5}, ValueError, ["y", "whole numbers", "0.5"]),
    (parts, {"y": y.astype(str)}, TypeError, ["y", "real numbers", "<U"]),
    (parts, {"y": [0] * 10 + [1] * 2}, ValueError, ["y", "at least 3 samples of each class", "2 of class 1"]),
    (parts, {"validation": 0.2}, TypeError, ["validation", "whole number", "0.2"]),
    (parts, {"validation": 2}, ValueError, ["validation", "at least 3", "2"]),
    (parts, {"test": 0}, ValueError, ["test", "at least 3", "0"]),
    (parts, {"validation": 5, "test": 6}, ValueError, ["validation and test", "leave", "5 + 6 of 12"]),
    (parts, {"seed": "a"}, TypeError, ["seed", "whole number", "'a'"]),

    (one_hot, {"y": [0, 3], "classes": 3}, ValueError, ["y", "from 0 to 2", "[0, 3]"]),
    (one_hot, {"y": [-1], "classes": 3}, ValueError, ["y", "from 0 to 2", "[-1]"]),
    (one_hot, {"y": [0.5], "classes": 3}, ValueError, ["y", "whole numbers", "[0.5]"]),
    (one_hot, {"y": [np.nan], "classes": 3}, ValueError, ["y", "whole numbers", "nan"]),
    (one_hot, {"y": [], "classes": 3}, ValueError, ["y", "non-empty", "(0,)"]),
    (one_hot, {"y": 1, "classes": 3}, ValueError, ["y", "list of labels", "()"]),
    (one_hot, {"y": ["cat"], "classes": 3}, TypeError, ["y", "real numbers", "<U"]),
    (one_hot, {"y": [0], "classes": 2.5}, TypeError, ["classes", "whole number", "2.5"]),
    (one_hot, {"y": [0], "classes": 0}, ValueError, ["classes", "at least 1", "0"]),

    (show, {"alt": None}, TypeError, ["alt", "sentence", "NoneType"]),
    (show, {"alt": "A figure."}, ValueError, ["alt", "finding", "A figure."]),
    (show, {"alt": " " * 50}, ValueError, ["alt", "finding"]),

    *[(verify, {"number": number, "left": 1, "right": 1}, ValueError, ["number", "as in '1.2'", repr(number)])
      for number in ("1", "1.2.3", "a.b", "(1.2)", "1.2 ", "1.2\n", "", 1.2, None)],
    (verify, {"number": "1.2", "left": 1, "right": np.timedelta64(1, "s")}, TypeError, ["left and right", "timedelta"]),
    (verify, {"number": "1.2", "left": [[1, 2], [3]], "right": 1}, ValueError, ["left and right", "one length"]),
    (verify, {"number": "1.2", "left": [sp.pi, True], "right": [1, 1]}, TypeError, ["left and right", "True"]),
    (concrete, {"expression": True, "generic": {}}, TypeError, ["expression", "Expr", "True"]),
    (concrete, {"expression": np.timedelta64(1, "s"), "generic": {}}, TypeError, ["expression", "Expr"]),
    (draw_graph, {"nodes": {"x": (0, 0)}, "edges": {}, "notes": {"x": [1]}}, TypeError, ["notes", "strings", "[[1]]"]),
    (per_network, {"name": "eta", "value": [[1, 2], [3]], "stack": (2,)}, ValueError, ["eta", "rows of one length"]),
    (defines, {"number": "five"}, ValueError, ["number", "as in '1.2'", "five"]),
    (verify, {"number": "1.2", "left": None, "right": 1}, TypeError, ["left", "expressions", "None"]),
    (verify, {"number": "1.2", "left": 1 == 1, "right": True}, TypeError, ["left", "expressions", "True"]),
    (compare_gradients, {"exact": {"W": 1}, "approximate": {"b": 1}}, ValueError, ["exact and approximate", "W", "b"]),
    (compare_gradients, {"exact": {}, "approximate": {}}, ValueError, ["exact", "approximate", "names"]),
    (compare_gradients, {"exact": [1], "approximate": [1]}, TypeError, ["exact", "dict", "[1]"]),
    (compare_gradients, {"exact": {"W": "a"}, "approximate": {"W": 1}}, TypeError, ["exact W", "numbers"]),
]


def name(case):
    call, arguments, *_ = case
    return f"{call.__name__}-{'-'.join(arguments)}"


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("call, arguments, error, words", CASES, ids=map(name, CASES))
def test_bad_input_is_named(call, arguments, error, words):
    with pytest.raises(error) as raised:
        call(**arguments)
    assert raised.type is error
    assert re.match(rf"{words[0]}\b", str(raised.value))
    for word in words[1:]:
        assert word in str(raised.value)
    for before, after in zip(START.parameters(), NETWORK.parameters(), strict=True):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize("call", [fit, stacked, grid, parts, network])
def test_the_same_calls_without_the_fault_work(call):
    call(**({"network": NETWORK.copies(())} if call is fit else {}))
