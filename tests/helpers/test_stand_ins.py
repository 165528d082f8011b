"""The numbers that symbols stand for when an equation is checked."""

import random

import pytest
import sympy as sp

from helpers.support.stand_ins import draw


def drawn(scale=1, **assumptions):
    rng = random.Random(0)
    return [draw(sp.Symbol("x", **assumptions), scale, rng) for _ in range(300)]


def test_an_integer_symbol_stands_for_one_to_nine():
    assert set(drawn(integer=True)) == set(range(1, 10))


@pytest.mark.parametrize("scale", [1, 5])
def test_a_real_symbol_stands_for_a_tenth_to_twice_the_scale_in_either_direction(scale):
    numbers = drawn(scale, real=True)
    assert all(number.is_Rational and 0.1 <= abs(number) / scale <= 2 for number in numbers)
    assert min(numbers) < -1.5 * scale and max(numbers) > 1.5 * scale and min(map(abs, numbers)) < 0.2 * scale


@pytest.mark.parametrize(
    "assumption, sign", [("positive", 1), ("nonnegative", 1), ("negative", -1), ("nonpositive", -1)]
)
def test_a_symbol_with_a_sign_keeps_it(assumption, sign):
    assert all(number * sign > 0 for number in drawn(**{assumption: True}))
