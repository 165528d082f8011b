"""Faults about neurons and activation functions."""

import numpy as np

from corrections.entry import Fault, Result, compare, show
from helpers.activations import elu, relu, sigmoid
from helpers.verify import central_difference

TITLE = "Neurons and activation functions"


def threshold():
    X, gate = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 0, 1])
    grid = np.arange(-2, 2.01, 0.25)
    w1, w2, b = np.meshgrid(grid, grid, grid)
    fires = X[:, 0, None] * w1.ravel() + X[:, 1, None] * w2.ravel() + b.ravel() > 0
    right = (fires == gate[:, None]).sum(axis=0)
    without, with_bias = right[b.ravel() == 0].max(), right.max()
    return Result(
        without == 4,
        with_bias == 4,
        f"A search over weights gets {without} of the 4 rows of AND right without a bias, and {with_bias} with it.",
    )


def inactive():
    z = np.array([0.0, -5.0])
    return compare(
        "The sigmoid at $z = 0$ and at $z = -5$, by its definition",
        1 / (1 + np.exp(-z)),
        printed=[0, 0],
        ours=sigmoid(z),
    )


def affine():
    rng = np.random.default_rng(1)
    W1, b1, W2, b2 = (rng.normal(size=shape) for shape in [(3, 4), 4, (4, 2), 2])
    x, y = rng.normal(size=(2, 3))

    def f(x):
        return (x @ W1 + b1) @ W2 + b2

    return compare(
        r"Two layers without activation functions, the first output for $\mathbf x + \mathbf y$, computed, "
        r"and from the outputs for $\mathbf x$, $\mathbf y$ and $\mathbf 0$",
        f(x + y)[0],
        printed=(f(x) + f(y))[0],
        ours=(f(x) + f(y) - f(0 * x))[0],
    )


def variances():
    def through(sd):
        rng, found = np.random.default_rng(1), []
        A = rng.normal(size=(1000, 100))
        for _ in range(5):
            A = sigmoid(A @ (sd * rng.normal(size=(100, 100))))
            found.append(A.var())
        return found

    large, small = through(1), through(1 / np.sqrt(300))
    return Result(
        all(np.diff(large) > 0),
        max(large) < 1 / 4,
        f"Behind each of five layers of 100 sigmoids the variance is {show(np.round(large, 2))} with weights "
        f"of standard deviation 1, and {show(np.round(small, 3))} with $1/\\sqrt{{3n}}$.",
    )


def dead():
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=1000), 1.0
    w, b = 1.0, -0.5
    negative = (w * x + b < 0).mean()
    return compare(
        f"A ReLU node has a negative sum for {100 * negative:.0f} % of 1000 inputs; its slope with respect "
        "to the bias, by finite differences",
        central_difference(lambda b: ((relu(w * x + b) - y) ** 2).mean() / 2, b),
        printed=0.0,
        ours=((relu(w * x + b) - y) * (w * x + b > 0)).mean(),
    )


def corner():
    alpha, h = 0.5, 1e-6
    value = elu(alpha)([-h, 0, h])
    return compare(
        r"For $\alpha = 0.5$ the slopes on the left and on the right of 0, by one-sided differences",
        np.diff(value) / h,
        printed=[1, 1],
        ours=[alpha, 1],
        tolerance=1e-5,
    )


FAULTS = [
    Fault(
        (34,),
        "A neuron has a threshold",
        "“Artificial neurons”, equation (1)",
        r"$$y = f\Bigl(\sum_{i=1}^n w_i x_i\Bigr)$$",
        r"$$y = f\Bigl(\sum_{i=1}^n w_i x_i + b\Bigr)$$",
        "The paragraph above the equation speaks of a threshold that the signals must exceed. The bias is minus that "
        "threshold, and later slides have it.",
        (("04", "4.1"), ("04", "4.2")),
        (threshold,),
    ),
    Fault(
        (38,),
        "The sigmoid is never silent",
        "“Relevance”, under the activation functions",
        "“the output of inactive neurons are zero”, of the sigmoid.",
        r"$\sigma(0) = \tfrac12$, and $\sigma(z) > 0$ for every $z$.",
        "One-sided in this sense is the ReLU, which is 0 for every negative input. It is presumably the missing "
        "subject of the last sentence of that paragraph, too.",
        (("10", "Seven functions"),),
        (inactive,),
    ),
    Fault(
        (39,),
        "Linear and affine",
        "“Activation functions, Logistic and Hyperbolic ones”",
        "With linear activation functions the output is “nothing but a linear function of the inputs”.",
        r"It is an affine function, $\mathbf x \mathbf W + \mathbf b$.",
        "Biases add up to a constant. The conclusion of the slide, that depth then gains nothing, is right.",
        (("10", "10.1"),),
        (affine,),
    ),
    Fault(
        (60, 61),
        "Variance does not grow behind a sigmoid",
        "“Is the Logistic activation function (Sigmoid) our choice?”",
        "With weights of mean 0 and standard deviation 1 “the variance keeps increasing after each layer until the "
        "activation function saturates”.",
        "The variance of the outputs is at most 1/4. It is large behind the first layer already, where the nodes are "
        "saturated, and stays.",
        "A number between 0 and 1 has no larger variance. What grows is the variance of the pre-activations. The usual "
        "initialisation that Glorot and Bengio examined in 2010 was not the normal distribution of the slide but the "
        r"uniform one within $\pm 1/\sqrt n$, and behind it the variance of sigmoids is small.",
        (("10", "10.14"), ("10", "Thirty layers")),
        (variances,),
    ),
    Fault(
        (63,),
        "When a ReLU is dead",
        "“The ReLU function family”",
        "If the weighted sum of a neuron's inputs is negative, it outputs 0 and “is unlikely to come back to life”.",
        "It is dead if the sum is negative for all inputs of the training data.",
        "For one sample alone a zero is ordinary; the others still move the weights. The slide also refers to the "
        "leaky ReLU as “discussed above”, and no slide before it does.",
        (("10", "Dead nodes"), ("10", "10.6")),
        (dead,),
    ),
    Fault(
        (64,),
        "The corner of the ELU",
        "“The ReLU function family”, the exponential linear unit",
        r"The formula, with any $\alpha$ and no remark on its slope.",
        r"The slope jumps at 0 from $\alpha$ to 1: the function is smooth for $\alpha = 1$ only.",
        r"To the left of 0 the derivative is $\alpha \exp(z)$. The value 1 that the lecture recommends is the smooth "
        "one.",
        (("10", "10.7"), ("10", "10.8")),
        (corner,),
    ),
]
