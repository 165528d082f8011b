"""The reader of equations: what TeX means, in numbers that a person can check."""

import numpy as np
import pytest
from equations.arithmetic import UnreadableError, blocks, nth_derivative
from equations.compare import disagreement
from equations.mutations import mutants
from equations.names import Names
from equations.parser import statements
from equations.tokens import tokens_of

M = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
NAMES = Names(
    {
        "x": 2.0,
        "y": 3.0,
        "n": 3,
        "f": lambda x: x**2,
        "f'": lambda x: 2 * x,
        "M": M,
        "bold v": np.array([3.0, 4.0]),
        "w": [None, M],
        "lambda_max": 7.0,
        "∂z/∂w": M,
        "d/dx": True,
        "a": np.array([1.0, 2.0, 4.0]),
    },
    {"i": range(3), "j": range(2)},
    after={"x": 5.0},
)

TRUE = [
    r"x^2/2y^2 = \frac{x^2}{2y^2}",
    r"\frac12 + \tfrac34 = \frac{125}{100}",
    r"2\ln x - 1 = (2\ln(x)) - 1",
    r"f(x)^2 = 16",
    r"x(y + 1)^2 = 32",
    r"f'(x) y = 12",
    r"-x^2 = -4",
    r"3! = 6",
    r"\sum_{k=1}^{3} k + 1 = 7",
    r"\sum_i a_i = 7",
    r"\sum_{k=1}^{n} \tfrac12 k^2 = 7",
    r"\sum_i \sum_j w_{ji}^{(1)} = 21",
    r"\int_0^{2} 3z^2\, dz = 8",
    r"\int_{-1}^{1} |z|\, dz = 1",
    r"\lim_{z \to 0^-} \frac{z}{|z|} = -1",
    r"\frac{d}{dx}(x^3 + x) = 13",
    r"\lVert \mathbf v \rVert^2 = 25",
    r"\left\lceil \frac{7}{2} \right\rceil = 4",
    r"\overline{a^2} = 7",
    r"\operatorname{E}[a^2] = 7",
    r"\operatorname{Var} a = \frac{14}{9}",
    r"\max(x, y) = y",
    r"\lambda_{\max} = 7",
    r"\frac{\partial z}{\partial w_{ji}} = w_{ji}^{(1)}",
    r"x \leftarrow x + y",
    r"x < y \le 3",
    r"\begin{bmatrix} 1 & 0 \\ 1 & 1 \end{bmatrix} M = \begin{bmatrix} 1 & 2 & 3 \\ 5 & 7 & 9 \end{bmatrix}",
    r"(M M^{\mathsf T})^{\mathsf T} = \begin{bmatrix} 14 & 32 \\ 32 & 77 \end{bmatrix}",
    r"M \odot M = M + \begin{bmatrix} 0 & 2 & 6 \\ 12 & 20 & 30 \end{bmatrix}",
    r"a_i = \begin{cases} i + 1 & \text{if } 0 \le i < 2, \\ 4 & \text{otherwise.} \end{cases}",
    r"\begin{aligned} x &= 2, \\ y &= 3. \end{aligned}",
    r"x = 2, \qquad y = 3.",
]
FALSE = [
    r"x^2/2y^2 = \frac{x^2}{2} y^2",
    r"-x^2 = 4",
    r"\sum_{k=1}^{3} k + 1 = 9",
    r"x \leftarrow 2",
    r"x < y < 3",
    r"x = 2, \qquad y = 2",
    r"\begin{aligned} x &= 3, \\ y &= 3. \end{aligned}",
    r"M M = M",
    r"M + M^{\mathsf T} = M",
    r"M + 1 = M + 1 + 0",
    r"z = z + 0",
    r"x = x",
    r"\sum_i 2 = 6",
    r"a_{i+1} = a_{i+1} + 0",
    r"w_{ji}^{(0)} = 1",
    r"\frac{\partial}{\partial x}(x^3) = 12",
    r"\frac{\partial w}{\partial z_{ji}} = w_{ji}^{(1)}",
    r"f = f + 0",
    r"x = \begin{cases} 2 & x > 1, \\ 3 & x > 0, \end{cases}",
    r"\frac{x}{x - 2} = \frac{y}{x - 2}",
]


@pytest.mark.parametrize("tex", TRUE)
def test_true_equations(tex):
    assert disagreement(tex, NAMES) is None


@pytest.mark.parametrize("tex", FALSE)
def test_false_and_meaningless_equations(tex):
    assert disagreement(tex, NAMES)


@pytest.mark.parametrize("tex", [r"x = ", r"x = (2", r"\frac{x}{y = 2", r"x = 2)", r"x = + + 2"])
def test_what_is_no_equation_is_called_unreadable(tex):
    with pytest.raises(UnreadableError):
        statements(tex)


def test_an_expression_has_the_value_that_is_asked_for():
    assert disagreement("x + y", Names({"x": 2.0, "y": 3.0, "the expression": 5.0})) is None
    assert disagreement("x + y", Names({"x": 2.0, "y": 3.0, "the expression": 6.0}))


def test_tokens():
    assert tokens_of(r"\mathbf W^{(l)}\,\boldsymbol\delta \hat m_{10}\bigl(\text{ in }") == [
        "bold W",
        "^",
        "{",
        "(",
        "l",
        ")",
        "}",
        "bold delta",
        "hat m",
        "_",
        "{",
        "1",
        "0",
        "}",
        "(",
        "text in",
    ]


def test_blocks_of_zeros_take_the_shape_that_is_left():
    assert blocks([[M, 0], [0, M.T]]).shape == (5, 5)


def test_derivatives_by_cauchy_are_exact():
    assert [nth_derivative(np.exp, 0.3, k) for k in (1, 3)] == pytest.approx([np.exp(0.3)] * 2, rel=1e-11)


def test_mutants_of_an_equation():
    assert {tex for _, tex in mutants("y = -w_i x^2")} == {
        "y = +w_i x^2",
        "y = 2\\, -w_i x^2",
        "w = -w_i x^2",
        "y = -x_i x^2",
        "y = -w_i y^2",
        "1  = -w_i x^2",
        "y = -1  x^2",
        "y = -w_i 1 ^2",
        "y = -w_i x^3",
        "y = -w_{i+1} x^2",
        "y = -w_{i-1} x^2",
        "y = -w_i x",
    }
    assert r"\frac{b}{a}" in [tex for _, tex in mutants(r"\frac{a}{b}")]
    assert r"w_{ji}^{(l)}" in [tex for _, tex in mutants(r"w_{ij}^{(l)}")]
    assert r"W^{(l+1)}" in [tex for _, tex in mutants(r"W^{(l)}")]
    assert r"\mathbf B \mathbf A" in [tex for _, tex in mutants(r"\mathbf A \mathbf B")]
