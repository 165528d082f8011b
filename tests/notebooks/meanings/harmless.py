"""Mutants that are no misprints, because what they print is true as well: (equation, ours, the mutant's, why)."""

HARMLESS = [
    ("2.4", r"2x\,b", r"2x\,g", "g is b"),
    ("5.12", r"\frac{w}{|w|}", r"\frac{|w|}{w}", "w/|w| and |w|/w are both the sign of w"),
    ("9.19", r"\delta_{ij}", r"\delta_{ji}", "Kronecker's delta is symmetric"),
    ("10.8", r"z \to 0^+", r"z \to 1^+", "the slope of ELU is 1 at every z > 0, not at its corner only"),
    ("10.10", r"\max(z, 0)", r"\min(z, 0)", "each half of a symmetric distribution has half of the mean square"),
    ("11.5", r"\mathbf H", r"(\mathbf H)^{\mathsf T}", "second derivatives are symmetric"),
    ("11.6", r"\mathbf H", r"(\mathbf H)^{\mathsf T}", "second derivatives are symmetric"),
]
