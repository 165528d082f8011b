"""The words of the course's TeX."""

import re

SPACING = re.compile(r"(?<!\\)\\[,;!]|\\(?:[bB]igg?[lr]?|left|right)(?![A-Za-z])|\\(?:begin|end)\{aligned\}")
TOKEN = re.compile(
    r"\\(?P<text>text|operatorname|mathrm|begin|end)\{(?P<word>[^}]*)\}"
    r"|\\(?P<accent>mathbf|boldsymbol|hat|bar|dot|nabla|Delta)(?![A-Za-z])\s*(?:\{(\\?\w+)\}|(\\[A-Za-z]+|\w))"
    r"|\\mathsf ?T|\\mathsf\{T\}|\\[A-Za-z]+|\\\\|'+|\S"
)
ACCENTS = {
    "mathbf": "bold ",
    "boldsymbol": "bold ",
    "hat": "hat ",
    "bar": "bar ",
    "dot": "dot ",
    "nabla": "∇",
    "Delta": "Δ",
}
LETTERS = {
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "eta",
    "theta",
    "kappa",
    "lambda",
    "mu",
    "rho",
    "sigma",
}


def tokens_of(tex):
    """Return a list of strings: commands, single letters and digits; "bold X" for \\mathbf X, "begin cases"."""
    found = []
    for token in TOKEN.finditer(SPACING.sub(" ", tex)):
        if token["accent"]:
            found.append(ACCENTS[token["accent"]] + (token[4] or token[5]).lstrip("\\"))
        elif token["text"]:
            word = token["word"].strip()
            found += {"begin": ["begin", word], "end": ["end", word]}.get(token["text"], [f"{token['text']} {word}"])
        elif token[0].startswith(r"\mathsf"):
            found.append("transposed")
        else:
            found.append(token[0][1:] if token[0][1:] in LETTERS else token[0])
    return found
