"""Faults in probabilities, costs and penalties."""

import numpy as np
from sklearn.metrics import log_loss

from corrections.entry import Fault, Result, compare, show
from helpers.activations import sigmoid, softmax
from helpers.verify import central_difference

TITLE = "Probabilities, costs, penalties"


def one_name_for_two_labels():
    p = float(sigmoid(3.0))
    cost = -np.log(p)  # of the label y = 1: both readings print ln of the sigmoid beside y
    theirs, ours = (log_loss([1], [[1 - p1, p1]], labels=[0, 1]) for p1 in (1 - p, p))
    return Result(
        bool(np.isclose(cost, theirs)),
        bool(np.isclose(cost, ours)),
        f"At $z = 3$ the cost of the label 1 is {show(cost)}. scikit-learn's `log_loss` gives {show(theirs)} "
        f"if the sigmoid is $P(y = 0)$, as printed, and {show(ours)} if it is $P(y = 1)$.",
    )


P = 0.9  # the probability of y = 1, where the label is 0
TRUE_LOSS = "The cost of a label 0 that was given the probability 0.1, by scikit-learn's `log_loss`"


def brackets():
    return compare(
        TRUE_LOSS + "; first the minus sign",
        log_loss([0], [P], labels=[0, 1]),
        printed=np.log(1 - P),
        ours=-np.log(1 - P),
    )


def logarithm():
    return compare(
        TRUE_LOSS + "; then the logarithm",
        log_loss([0], [P], labels=[0, 1]),
        printed=-(np.log(1) - P),
        ours=-np.log(1 - P),
    )


def two_outputs():
    z = np.array([0.3, -0.4])
    a = softmax(z)
    return compare(
        r"$\partial a_0/\partial z_1$ of a softmax of two outputs by finite differences",
        central_difference(softmax, z)[0, 1],
        printed=0.0,
        ours=-a[0] * a[1],
    )


def sum_and_mean():
    rng, n = np.random.default_rng(1), 100
    x, y = rng.normal(size=(2, n))
    mean, half_sum = (
        central_difference(lambda theta: factor * ((y - theta * x) ** 2).sum(), 0.5) for factor in (1 / n, 1 / 2)
    )
    return compare(
        r"The slope of $\frac1n\sum(\dots)^2$ over that of $\frac12\sum(\dots)^2$, for 100 samples and by "
        "finite differences",
        mean / half_sum,
        printed=1.0,
        ours=2 / n,
    )


def penalty():
    w, lmbda = np.array([0.5, -2.0, 1.0]), 0.1

    def excess(factor):
        """Return the slope of factor · ‖w‖², over λ w."""
        return central_difference(lambda w: factor * (w**2).sum(), w) / (lmbda * w)

    return compare(
        r"The slope of the penalty by finite differences, over $\lambda\mathbf w$, for three weights; it "
        "must be 1",
        np.ones(3),
        printed=excess(lmbda),
        ours=excess(lmbda / 2),
    )


FAULTS = [
    Fault(
        (9, 10),
        "Class 0 or class 1",
        "“Setting up a Multi-layer perceptron model for classification”, “Defining the cost function”",
        r"$$P(y = 0 \mid \mathbf x, \theta) = \frac{1}{1 + \exp(-\mathbf x)}$$"
        "\n\nand a cost in which $y_i$ multiplies $\\ln[P(y_i = 0)]$.",
        r"$$P(y = 1 \mid \mathbf x, \theta) = \frac{1}{1 + \exp(-z)}$$"
        "\n\nand $y_i$ multiplies $\\ln[P(y_i = 1)]$.",
        "The two zeros are one exchange of labels. If 1 is written for both, the usual binary cross-entropy results, "
        "and the slide “Example: binary classification problem” has it so. Read as printed, a sure and right answer "
        "would be an unlikely one.",
        (("09", "9.23"), ("09", "9.16"), ("07", "7.4")),
        (one_name_for_two_labels,),
    ),
    Fault(
        (10, 11),
        "Brackets",
        "“Defining the cost function”, “Example: binary classification problem”",
        r"$$-\sum_i y_i \ln[\dots] + (1 - y_i) \ln[1 - \dots]$$"
        "\n\n"
        r"$$(1 - y_i) \log 1 - p(y_i \mid x_i, \beta)$$",
        r"$$-\sum_i \bigl( y_i \ln p_i + (1 - y_i) \ln(1 - p_i) \bigr)$$"
        "\n\n"
        r"with $p_i = p(y_i = 1 \mid x_i, \beta)$.",
        r"The minus sign must reach both terms, and the logarithm both parts of $1 - p_i$.",
        (("09", "9.16"),),
        (brackets, logarithm),
    ),
    Fault(
        (13, 14),
        "Softmax looks at all its inputs",
        "“The Softmax function”",
        r"$f(z_i^l)$, and a Jacobian which “in case of the simply binary model reduces to having $i = j$”.",
        r"$$f_i(\mathbf z) = \frac{\exp(z_i)}{\sum_m \exp(z_m)}, \qquad \frac{\partial f_0}{\partial z_1} = -f_0 f_1$$",
        r"The sum in the denominator makes every output depend on every $z_m$, with two classes as with ten. The "
        r"binary model has $i = j$ only where it has one sigmoid output. The Jacobian itself is printed correctly.",
        (("09", "9.19"), ("09", "9.22")),
        (two_outputs,),
    ),
    Fault(
        (17,),
        "Mean or sum, whole or half",
        "“The optimization problem”, “Setting up the equations for a neural "
        "network”, “Optimizing the cost function”, “Regularization”",
        r"$\frac1n \sum (y_i - \tilde y_i)^2$ on one slide, $\frac12 \sum (y_i - \tilde y_i)^2$ on another, and one "
        r"learning rate $\eta$.",
        r"$$C = \frac1n \sum_{i=1}^n \tfrac12 (y_i - \tilde y_i)^2$$",
        r"All are good costs with the same minimum. Their gradients differ by the factor $2/n$, and so must the "
        "learning rates. The course has one cost, the mean, so that a rate means the same for every number of samples.",
        (("04", "4.13"), ("09", "9.4"), ("13", "13.8")),
        (sum_and_mean,),
    ),
    Fault(
        (18,),
        "Half the penalty",
        "“Regularization”, and the code after it",
        r"The penalty $\lambda \lVert\mathbf w\rVert_2^2$, and in the code the gradient $\lambda\mathbf w$.",
        r"$\frac{\lambda}{2} \lVert\mathbf w\rVert_2^2$ with the gradient $\lambda\mathbf w$, or "
        r"$\lambda \lVert\mathbf w\rVert_2^2$ with $2\lambda\mathbf w$.",
        r"Otherwise the $\lambda$ of a heatmap is twice that of the formula.",
        (("05", "5.13"), ("14", "14.4"), ("14", "14.5")),
        (penalty,),
    ),
]
