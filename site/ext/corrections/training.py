"""Faults about training, and about scikit-learn's networks."""

import math

import numpy as np
from sklearn import neural_network
from sklearn.datasets import load_digits
from threadpoolctl import threadpool_limits

from corrections.entry import Fault, Result, compare, show
from helpers.activations import sigmoid, softmax
from helpers.datasets import one_hot

TITLE = "Training, and scikit-learn"


def saturated():
    X = load_digits().data
    Z = X @ np.random.default_rng(1).normal(size=(64, 50))
    share = (np.abs(Z) > np.log(99)).mean()
    scaled = (np.abs(X / 16 @ np.random.default_rng(1).normal(size=(64, 50)) / 8) > np.log(99)).mean()
    return Result(
        share < 0.05,
        scaled < 0.05,
        f"{100 * share:.0f} % of the hidden outputs are below 0.01 or above 0.99 before the first step; with "
        rf"pixels divided by 16 and weights by $\sqrt{{64}}$, {100 * scaled:.0f} %.",
    )


def saddle():
    theta = np.array([1.0, 0.0])
    for _ in range(500):
        theta = theta - 0.1 * np.array([theta[0], theta[1] ** 3 - theta[1]])
    curvature = np.array([1, 3 * theta[1] ** 2 - 1])
    at_rest = np.abs([theta[0], theta[1] ** 3 - theta[1]]).max() < 1e-6
    return Result(
        bool(at_rest and (curvature > 0).all()),
        bool(at_rest and curvature.min() < 0),
        r"On $C = \frac12 x^2 + \frac14 y^4 - \frac12 y^2$ descent from (1, 0) comes to rest where the "
        f"curvatures are {show(curvature)}: at a saddle.",
    )


def batches():
    return compare(
        "Batches of 100 in 1437 images, counted",
        len(range(0, 1437, 100)),
        printed=1437 / 100,
        ours=math.ceil(1437 / 100),
    )


def sum_of_gradients():
    X, y = (part[:1437] for part in load_digits(return_X_y=True))
    Y, n = one_hot(y, 10), len(X)

    def accuracy(X, sd, eta):
        rng = np.random.default_rng(1)
        W1, W2 = rng.normal(size=(64, 50)) * sd, rng.normal(size=(50, 10)) * sd
        b1, b2 = np.full(50, 0.01), np.full(10, 0.01)
        for _ in range(40):
            A = sigmoid(X @ W1 + b1)
            delta2 = softmax(A @ W2 + b2) - Y
            delta1 = delta2 @ W2.T * A * (1 - A)
            for W, b, inputs, delta in [(W1, b1, X, delta1), (W2, b2, A, delta2)]:
                W -= eta * inputs.T @ delta
                b -= eta * delta.sum(axis=0)
        return (softmax(sigmoid(X @ W1 + b1) @ W2 + b2).argmax(axis=1) == y).mean()

    with threadpool_limits(1, "blas"):  # such small products are slower with threads
        theirs, ours = accuracy(X, 1, 0.01), accuracy(X / 16, 1 / 8, 1 / n)
    return Result(
        theirs > 0.5,
        ours > 0.8,
        f"After 40 steps with the summed gradient and $\\eta = 0.01$, {100 * theirs:.0f} % are right; with "
        f"the mean, $\\eta = 1$ and pixels from 0 to 1, {100 * ours:.0f} %.",
    )


def three_classes():
    names = sorted(neural_network.__all__)
    return Result(
        len(names) == 2,
        names == ["BernoulliRBM", "MLPClassifier", "MLPRegressor"],
        f"`sklearn.neural_network.__all__` has {', '.join(f'`{name}`' for name in names)}.",
    )


def defaults():
    values = neural_network.MLPClassifier().get_params()
    printed = values["early_stopping"] or values["learning_rate"] != "constant"
    return Result(
        printed,
        values["solver"] == "adam" and not printed,
        "`MLPClassifier().get_params()` has "
        + ", ".join(f"`{name}={values[name]!r}`" for name in ("early_stopping", "learning_rate", "solver"))
        + ".",
    )


FAULTS = [
    Fault(
        (43,),
        "Small weights",
        "“Weights and biases”, and the code after it",
        "“Typically weights are initialized with small values”; the code draws them with standard deviation 1, for "
        "pixels from 0 to 16.",
        r"Pixels are divided by 16, weights by $\sqrt{n_\text{in}}$.",
        "A sum of 64 such terms has a standard deviation of about 60, and a sigmoid is saturated beyond 5.",
        (("13", "Where the nodes start"), ("10", "How large is a sum of many terms?")),
        (saturated,),
    ),
    Fault(
        (46,),
        "What descent promises",
        "“Optimizing the cost function”",
        "A step “in the direction where the gradient of the cost function is large and negative” ensures that we flow "
        "toward a local minimum.",
        "A step against the gradient. It lowers the cost if it is short enough, and it can end at a saddle.",
        r"The formula on the slide, $\theta - \eta \nabla C$, is right.",
        (("11", "What a gradient does not promise"), ("11", "11.8")),
        (saddle,),
    ),
    Fault(
        (47,),
        "Batches",
        "“Optimizing the cost function”, second paragraph",
        "“Batch Gradient Descent” for steps on minibatches, of which there are $N/M$.",
        r"Mini-batch stochastic gradient descent, with $\lceil N/M \rceil$ batches.",
        "Batch gradient descent is the name for the full data. Where $M$ does not divide $N$, the last batch is "
        "shorter; the lecture's code makes 14 of 1437 images.",
        (("11", "11.3"), ("14", "14.2")),
        (batches,),
    ),
    Fault(
        (50,),
        "Why it does not learn",
        "“Improving performance”",
        "“the network does not seem to be learning at all”, hence grid search, minibatches, another architecture.",
        "The gradient is summed over all images. Its mean is wanted, or a much smaller rate.",
        r"The sum over 1437 images with $\eta = 0.01$ is the mean with $\eta = 14$. The first step throws the nodes "
        "into saturation, and there they stay.",
        (("13", "13.8"), ("13", "Cause by cause")),
        (sum_of_gradients,),
    ),
    Fault(
        (52,),
        "scikit-learn's networks",
        "“scikit-learn implementation”",
        "“only two types of neural networks”, *MPLRegressor* and *MLPClassifier*.",
        "Three: `MLPRegressor`, `MLPClassifier` and `BernoulliRBM`.",
        "The third, a restricted Boltzmann machine, learns without labels.",
        (("07", "The same with scikit-learn"),),
        (three_classes,),
    ),
    Fault(
        (53,),
        "Where scikit-learn's advantage comes from",
        "“scikit-learn implementation”, second paragraph",
        "Better performance is expected because of early stopping, a varying learning rate and other methods.",
        "The first two are off unless one asks for them. Adam, the initialisation and the mean gradient remain.",
        r"Its penalty `alpha` is also divided by the number of samples in a batch, so that the two heatmaps do not "
        r"have the same axis $\lambda$.",
        (("15", "15.5"), ("15", "scikit-learn's grid, on one scale")),
        (defaults,),
    ),
]
