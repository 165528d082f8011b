"""What readers get wrong gets a ValueError or TypeError that names the argument, what came and what was wanted."""

import re
from functools import partial

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from helpers.activations import elu, leaky_relu, relu, softmax
from helpers.autodiff import Value, log, sqrt
from helpers.costs import binary_cross_entropy, cross_entropy, half_squared_error
from helpers.datasets import one_hot, split
from helpers.drawings import draw_digits, draw_graph, draw_network
from helpers.estimators import NetworkClassifier, NetworkRegressor
from helpers.grid import grid_search
from helpers.network import Network
from helpers.optimizers import Adam, AdamW, GradientDescent, Momentum, RMSprop
from helpers.plotting import confusion_matrix, heatmap, learning_curves, show, show_animation
from helpers.schedulers import cosine, inverse_time, step_decay, warm_up
from helpers.verify import central_difference, compare_gradients, defines, verify

matplotlib.use("Agg")
RNG = np.random.default_rng(0)
X, y = RNG.normal(size=(12, 2)), np.arange(12) % 3
Y = one_hot(y, 3)
YES = y[:, None] % 2
NAN = np.where(np.eye(12, 2), np.nan, X)
WORDS = y.astype(str)
TABLE = pd.DataFrame({"width": X[:, 0], "colour": WORDS})
IMAGES = RNG.integers(256, size=(12, 28, 28)).astype(np.uint8)
NETWORK = Network((2, 4, 3), seed=0)


def fit(network=NETWORK, **changes):
    usual = {"X": X, "Y": Y, "optimizer": GradientDescent(0.1), "epochs": 1, "batch_size": 5, "seed": 0}
    return network.copies(()).fit(**usual | changes)


stacked = partial(fit, Network((2, 4, 3), stack=(3,)))
gates = partial(fit, Network((2, 1), cost=binary_cross_entropy))
cost_of = partial(NETWORK.cost_of, X=X, Y=Y)
samples = {"X": X, "y": y, "X_validation": X, "y_validation": y}
grid = partial(grid_search, network=NETWORK, **samples, eta=(0.1, 1), lmbda=1, epochs=1, batch_size=5)
parts = partial(split, X=X, y=y, validation=3, test=3, seed=0)
step = partial(GradientDescent(0.1).step, parameters=[X.copy()], gradients=[X])
heat = partial(heatmap, values=np.abs(X[:2]) % 1, eta=(0.1, 1), lmbda=(0, 1), title="a")
curves = partial(learning_curves, cost={"training": [1, 2]}, accuracy={"training": [0, 1]}, titles=["a", "b"])
confused = partial(confusion_matrix, title="a")


def classifier(X=X, y=y, sample_weight=None, **options):
    return NetworkClassifier(**{"epochs": 1} | options).fit(X, y, sample_weight)


# A call, an argument that is wrong as readers get it wrong, and words of the error: the argument's name, then others.
CASES = [
    (Network, {"widths": (2,)}, "widths", "2 or more", "(2,)"),
    (Network, {"widths": 64}, "widths", "list of", "64"),
    (Network, {"widths": (2, 2.5, 3)}, "widths", "instance of int", "float"),
    (Network, {"widths": (2, 3), "stack": 3}, "stack", "list of", "3"),
    (Network, {"widths": (2, 3), "hidden": "relu"}, "hidden", "Activation", "'relu'"),
    (Network, {"widths": (2, 3), "cost": "mse"}, "cost", "Cost", "'mse'"),
    (Network, {"widths": (2, 3), "seed": -1}, "seed", "zero or more", "-1"),
    (NETWORK.copies, {"shape": (2, -1)}, "shape", ">= 1", "-1"),
    *[
        (call, {"X": wrong}, "X", *words)
        for call in (fit, cost_of, NETWORK.forward, NETWORK.output, NETWORK.predict)
        for wrong, *words in [
            (X.T, "shape (n, 2)", "(2, 12)"),
            (X[0], "shape (n, 2)", "(2,)"),
            (X[:0], "shape (n, 2)", "(0, 2)"),
            (IMAGES, "shape (n, 2)", "(12, 28, 28)"),
            (NAN, "finite", "NaN"),
            (TABLE, "real numbers", "DataFrame"),
            ([[1, 2], [3]], "rows of one length"),
            (None, "real numbers", "NoneType"),
        ]
    ],
    (fit, {"Y": y}, "Y", "3 columns", "(12,)", "one_hot"),
    (fit, {"Y": Y[:-1]}, "Y", "(12, 3)", "(11, 3)"),
    (fit, {"Y": Y * np.nan}, "Y", "finite"),
    (fit, {"Y": 2 * Y}, "Y", "sum to 1", "one_hot"),
    (gates, {"Y": 2 * YES - 1}, "Y", "from 0 to 1", "-1"),
    (gates, {"Y": YES[:, 0]}, "Y", "(12, 1)", "(12,)"),
    (fit, {"optimizer": 0.1}, "optimizer", "Adam(0.01)", "0.1"),
    (fit, {"optimizer": Adam}, "optimizer", "helpers.optimizers", "class"),
    (fit, {"optimizer": GradientDescent(np.ones((3, 1, 1)))}, "eta", "(1, 1)", "(3, 1, 1)"),
    (stacked, {"optimizer": GradientDescent(np.ones(3))}, "eta", "(3, 1, 1)", "(3,)"),
    (stacked, {"optimizer": GradientDescent(cosine(np.ones(3), 10))}, "eta", "(3, 1, 1)", "(3,)"),
    (stacked, {"lmbda": np.ones((2, 1, 1))}, "lmbda", "(3, 1, 1)", "(2, 1, 1)"),
    (fit, {"epochs": 0}, "epochs", ">= 1", "0"),
    (fit, {"batch_size": None}, "batch_size", "instance of int", "NoneType"),
    (fit, {"lmbda": -0.1}, "lmbda", "zero or positive", "-0.1"),
    (fit, {"seed": 1.5}, "seed", "whole number", "1.5"),
    (fit, {"sample_weight": np.ones(3)}, "sample_weight", "(12,)", "(3,)"),
    (fit, {"sample_weight": -np.ones(12)}, ".*sample_weight", "Negative"),
    (fit, {"sample_weight": NAN[:, 0]}, "Input sample_weight", "NaN"),
    (cost_of, {"Y": y}, "Y", "3 columns", "one_hot"),
    (cost_of, {"lmbda": -1}, "lmbda", "zero or positive", "-1"),
    (grid, {"network": NETWORK.copies((2,))}, "network", "single", "(2,)"),
    (grid, {"network": Network((2, 3), cost=half_squared_error)}, "network", "cross_entropy", "half"),
    (grid, {"X": X.T}, "X", "(n, 2)", "(2, 12)"),
    (grid, {"X_validation": NAN}, "X_validation", "finite", "NaN"),
    (grid, {"y": y[:-1]}, "y", "list of 12 labels", "(11,)"),
    (grid, {"y": y + 1}, "y", "from 0 to 2", "[1 2 3]"),
    (grid, {"y_validation": y - 0.5}, "y_validation", "whole numbers", "0.5"),
    (grid, {"eta": [0.1, 0]}, "eta", "positive", "0"),
    (grid().table, {"rows": -1}, "rows", ">= 0", "-1"),
    (parts, {"X": X[:, 0]}, "X", "shape (n, p)", "(12,)"),
    (parts, {"y": y[:-1]}, "y", "12 labels", "11"),
    (parts, {"y": [0] * 10 + [1] * 2}, "y", "at least 3 samples of each class", "2 of class 1"),
    (parts, {"validation": 0.2}, "validation", "instance of int", "float"),
    (parts, {"test": 2}, "test", ">= 3", "2"),
    (parts, {"validation": 6, "test": 5}, "validation and test", "leave a sample", "6 + 5 of 12"),
    (parts, {"seed": "a"}, "seed", "instance of int", "str"),
    (one_hot, {"y": [1, 10], "classes": 10}, "y", "from 0 to 9", "[ 1 10]"),
    (one_hot, {"y": Y, "classes": 3}, "y", "list of n labels", "(12, 3)"),
    (one_hot, {"y": range(20), "classes": 3}, "y", "from 0 to 2", "10 11]"),
    (one_hot, {"y": WORDS, "classes": 3}, "y", "real numbers", "<U"),
    (one_hot, {"y": [0], "classes": "3"}, "classes", "instance of int", "str"),
    (classifier, {"activation": "relo"}, "activation", "one of elu, identity", "'relo'"),
    (classifier, {"optimizer": "sgd"}, "optimizer", "one of adagrad", "'sgd'"),
    (classifier, {"hidden": 50}, "hidden", "list of", "50"),
    (classifier, {"eta": -0.1}, "eta", "positive", "-0.1"),
    (classifier, {"epochs": 0}, "epochs", ">= 1", "0"),
    (classifier, {"batch_size": 0.5}, "batch_size", "instance of int", "float"),
    (classifier, {"validation_fraction": 20}, "validation_fraction", "< 1", "20"),
    (classifier, {"n_iter_no_change": 0}, "n_iter_no_change", ">= 1", "0"),
    (classifier, {"random_state": "a"}, "'a' cannot be used to seed"),
    (classifier, {"X": NAN}, "Input X", "NaN"),
    (classifier, {"y": X[:, 0]}, "Unknown label type"),
    (classifier, {"sample_weight": -np.ones(12)}, ".*sample_weight", "Negative"),
    (classifier().predict, {"X": Y}, "X", "3 features", "expecting 2 features"),
    (NetworkRegressor().fit, {"X": X, "y": NAN[:, 0]}, "Input y", "NaN"),
    (GradientDescent, {"eta": 0}, "eta", "positive", "0"),
    (GradientDescent, {"eta": "0.1"}, "eta", "real numbers", "str"),
    (Adam, {"eta": np.nan}, "eta", "finite", "NaN"),
    (Momentum, {"eta": 0.1, "momentum": 1}, "momentum", "< 1", "1"),
    (RMSprop, {"eta": 0.1, "rho": -0.1}, "rho", ">= 0", "-0.1"),
    (Adam, {"beta1": 1}, "beta1", "< 1", "1"),
    (Adam, {"beta2": [0.9, 0.8]}, "beta2", "instance of float", "list"),
    (Adam, {"epsilon": 0}, "epsilon", "> 0", "0"),
    (Adam, {"epsilon": "small"}, "epsilon", "instance of float", "str"),
    (AdamW, {"weight_decay": -0.1}, "weight_decay", ">= 0", "-0.1"),
    (GradientDescent, {"eta": lambda t: -0.1}, "eta", "positive", "-0.1"),
    (GradientDescent, {"eta": Adam}, "eta", "real numbers", "Adam"),
    (GradientDescent, {"eta": cosine}, "cosine", "steps"),
    (inverse_time, {"eta": 0.1, "decay": -1}, "decay", "zero or positive", "-1"),
    (step_decay, {"eta": 0.1, "factor": 2, "every": 10}, "factor", "<= 1", "2"),
    (step_decay, {"eta": 0.1, "factor": 0.5, "every": 0}, "every", ">= 1", "0"),
    (cosine, {"eta": 0, "steps": 10}, "eta", "positive", "0"),
    (cosine, {"eta": 0.1, "steps": 0.5}, "steps", "instance of int", "float"),
    (warm_up, {"schedule": -0.1, "steps": 10}, "schedule", "positive", "-0.1"),
    (warm_up, {"schedule": 0.1, "steps": None}, "steps", "instance of int", "NoneType"),
    (step, {"gradients": [X.T]}, "gradients", "shapes of the parameters, [(12, 2)]", "[(2, 12)]"),
    (step, {"gradients": []}, "gradients", "shapes of the parameters", "[]"),
    (step, {"gradients": [1.0]}, "gradients", "list of arrays of floats", "1.0"),
    (step, {"parameters": X}, "parameters", "list of arrays of floats"),
    (Momentum(0.1).step, {"parameters": [y], "gradients": [y]}, "parameters", "list of arrays of floats"),
    (leaky_relu, {"alpha": 0}, "alpha", "> 0", "0"),
    (leaky_relu, {"alpha": 1}, "alpha", "< 1", "1"),
    (elu, {"alpha": 0}, "alpha", "> 0", "0"),
    (elu, {"alpha": [1.0]}, "alpha", "instance of float", "list"),
    (relu, {"z": "0"}, "z", "real numbers", "str"),
    (relu.derivative, {"z": [[1, 2], [3]]}, "z", "rows of one length"),
    (softmax, {"z": 3.0}, "z", "list of numbers", "3.0"),
    (softmax.derivative, {"z": X}, "softmax", "a Jacobian, not an elementwise derivative", "cross_entropy"),
    (cross_entropy, {"Z": Y, "Y": y}, "Y", "3 columns", "one_hot"),
    (cross_entropy, {"Z": Y, "Y": 0 * Y}, "Y", "sum to 1", "one_hot"),
    (cross_entropy, {"Z": Y, "Y": 3 * Y - 2 * Y[:, ::-1]}, "Y", "from 0 to 1", "-2 to 3"),
    (binary_cross_entropy, {"Z": X[:, :1], "Y": 2 * YES - 1}, "Y", "from 0 to 1", "-1 to 1"),
    (binary_cross_entropy, {"Z": X[:, :1], "Y": 1.001 * YES}, "Y", "from 0 to 1", "0 to 1.001"),
    (half_squared_error, {"Z": X[:, 0], "Y": X[:, 0]}, "Z", "rows and columns", "(12,)"),
    (half_squared_error, {"Z": X, "Y": X[:, :1]}, "Y", "(12, 2)", "(12, 1)"),
    (half_squared_error, {"Z": X, "Y": X[:1]}, "Y", "(12, 2)", "(1, 2)"),
    (Value, {"data": "2"}, "data", "real number", "'2'"),
    (Value(-2.0).__pow__, {"exponent": np.float64(0.5)}, "data of a Value", "real number", "j"),
    (log, {"v": Value(-1.0)}, "v", "at which log has a derivative", "-1.0"),
    (sqrt, {"v": 0.0}, "v", "at which sqrt has a derivative", "0.0"),
    (verify, {"number": 1.2, "left": 1, "right": 1}, "number", "as in '1.2'", "1.2"),
    (verify, {"number": "1.2", "left": None, "right": 1}, "left and right", "expressions", "None"),
    (defines, {"number": "five"}, "number", "as in '1.2'", "five"),
    (compare_gradients, {"exact": {"W": 1}, "approximate": {"b": 1}}, "exact and approximate", "W", "b"),
    (compare_gradients, {"exact": [1], "approximate": [1]}, "exact", "dict", "[1]"),
    (compare_gradients, {"exact": {"b": 1}, "approximate": {"b": 1}, "tolerance": -1}, "tolerance", ">= 0", "-1"),
    (central_difference, {"f": np.sum, "x": np.nan}, "x", "finite", "NaN"),
    (central_difference, {"f": np.sum, "x": 1.0, "step": 0}, "step", "> 0", "0"),
    (show, {"alt": None}, "alt", "str", "None"),
    (show, {"alt": "figure_of_the_training_curves.png"}, "alt", "sentence", "figure_of"),
    (show, {"alt": "A cost that falls over epochs" + 9 * " "}, "alt", "sentence", "A cost"),
    (show_animation, {"animation": "a", "alt": "The boundary turns until it parts the classes."}, "animation", "'a'"),
    (show_animation, {"animation": None, "alt": "The boundary turns."}, "alt", "sentence", "turns"),
    (heat, {"values": X[:1]}, "values", "(2, 2)"),
    (heat, {"values": np.full((2, 2), -0.1)}, "values", "between 0 and 1", "-0.1"),
    (heat, {"values": np.full((2, 2), 1.1)}, "values", "between 0 and 1", "1.1"),
    (heat, {"eta": (0.1, 0)}, "eta", "positive", "0"),
    (heat, {"ax": 1}, "ax", "Axes", "1"),
    (curves, {"titles": "ab"}, "titles", "list of strings", "ab"),
    (curves, {"titles": ["a", "b", "c"]}, "titles", "two", "['a', 'b', 'c']"),
    (curves, {"cost": [1]}, "cost", "dict", "[1]"),
    (curves, {"cost": {}}, "cost", "1 to 4 curves", "0"),
    (curves, {"accuracy": {name: [1] for name in "abcde"}}, "accuracy", "1 to 4 curves", "5"),
    (confused, {"counts": [[1, 2]]}, "counts", "square", "[[1. 2.]]"),
    (confused, {"counts": [[0.5]]}, "counts", "whole numbers", "[[0.5]]"),
    (confused, {"counts": [[-1]]}, "counts", "zero or more", "[[-1.]]"),
    (confused, {"counts": NAN}, "counts", "finite", "NaN"),
    (draw_digits, {"images": X}, "images", "square", "(12, 2)"),
    (draw_digits, {"images": NAN}, "images", "finite", "NaN"),
    (draw_digits, {"images": np.ones((3, 64)), "titles": ["a"]}, "titles", "3 images", "1"),
    (draw_digits, {"images": np.ones((3, 64)), "columns": 0}, "columns", ">= 1", "0"),
    (draw_graph, {"nodes": {"x": (0, 0)}, "edges": {("x", "y"): ""}}, "edges", "nodes", "'y'"),
    (draw_graph, {"nodes": {"x": (0, 0)}, "edges": ["x"]}, "edges", "dict", "['x']"),
    (draw_network, {"names": ["x"]}, "names", "list of strings", "'x'"),
    (draw_network, {"names": [["x"], ["y"]], "weights": [[["w", "v"]]]}, "weights", "each edge, ", "[[1]]", "v"),
]


def name(case):
    call = getattr(case[0], "func", case[0])  # of a partial function
    return f"{getattr(call, '__name__', call)}-{'-'.join(case[1])}"


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_error_names_what_is_wrong(case):
    call, arguments, named, *words = case
    with pytest.raises((ValueError, TypeError)) as raised:
        call(**arguments)
    assert re.match(rf"{named}\b", str(raised.value)), raised.value
    for word in words:
        assert word in str(raised.value)


@pytest.mark.parametrize("call", [fit, stacked, cost_of, grid, parts, classifier, step, curves, heat])
def test_the_same_calls_without_the_fault_work(call):
    call()


def test_lists_images_and_tables_are_as_good_as_arrays():
    images = Network((784, 3), seed=0)
    np.testing.assert_array_equal(images.output(IMAGES.reshape(12, -1)), images.output(IMAGES.reshape(12, -1) * 1.0))
    for same in (X.tolist(), pd.DataFrame(X)):
        np.testing.assert_array_equal(fit(X=same, Y=Y.tolist()).W[1], fit().W[1])
    np.testing.assert_array_equal(one_hot(y.astype(np.uint8), 3), Y)


SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
WRONG = (
    hnp.arrays(float, SHAPES, elements=st.floats(-3, 3))
    | st.text(max_size=5)
    | st.sampled_from([None, np.nan, -1, 0.5, NAN, WORDS, TABLE, X.T, Y, y, [], {}])
)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "call, argument",
    [
        (call, argument)
        for call, arguments in [
            (fit, ["X", "Y", "optimizer", "epochs", "batch_size", "lmbda", "seed"]),
            (cost_of, ["X", "Y", "lmbda"]),
            (NETWORK.predict, ["X"]),
            (grid, ["network", "X", "y", "X_validation", "y_validation", "eta", "lmbda", "epochs"]),
            (parts, ["X", "y", "validation", "test", "seed"]),
            (heat, ["eta", "lmbda"]),
        ]
        for argument in arguments
    ],
)
@settings(max_examples=40, deadline=None)
@given(wrong=WRONG)
def test_any_other_value_works_or_is_named(call, argument, wrong):
    try:
        call(**{argument: wrong})
    except (ValueError, TypeError) as error:
        assert re.search(rf"\b{argument}\b|one a sample|shape|each class", str(error))  # noqa: PT017 -- allowed
