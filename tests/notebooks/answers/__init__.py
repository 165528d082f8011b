"""Answers to the exercises, made by rule from the notebooks' own solutions: in other styles, and wrong ones."""
