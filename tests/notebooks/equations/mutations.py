"""Misprints, made on purpose: `mutants(tex)` puts each into every place of an equation where it fits, one at a time."""

import itertools
import re

SCRIPT = re.compile(r"[_^](?:\{((?:[^{}]|\{[^{}]*\})*)\}|(\\[A-Za-z]+\{\w+\}|\\[A-Za-z]+|\w))")
FRACTION = re.compile(
    r"\\t?frac\s*(?P<top>{0}|\w)\s*(?P<bottom>{0}|\w)".format(
        r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}"
    )
)
NAME = r"(?:\\(?:alpha|beta|delta|eta|lambda|mu|rho|sigma|theta)|[A-Za-z])"
SYMBOL = re.compile(
    rf"(?P<name>\\(?:mathbf|boldsymbol|bar|hat|dot)\s?(?:\\[a-z]+|[A-Za-z])|{NAME}(?![a-z]{{2}}))"
    r"|\\(?:begin|end|text|operatorname|mathrm)\{[^}]*\}|\\[A-Za-z]+"
)
# What belongs to a name: primes, indices, a layer.
INDEXED = re.compile(r"(?:'|_(?:\w|\\[a-z]+(?:\{\w+\})?|\{[^{}]*\})|\^\{\([^{}]*\)\})*")
BOLD = r"\\(?:mathbf|boldsymbol)\s?(?:\\[a-z]+|[A-Z])(?:_\w)?(?:\^\{\([^{}]*\)\})?"
MATRIX = re.compile(rf"(?:\({BOLD}\)|{BOLD})(?P<transposed>\^\{{\\mathsf T\}})?")

# In the line of an equation, that is, not in an index or an exponent: what is printed, and what a mutant prints.
LINE = [
    ("a minus in front of a side", r"(?:=|\\leftarrow)(?!\s*-)", r"\g<0> -"),
    ("a two in front of a side", r"=|\\leftarrow", r"\g<0> 2\\,"),
    ("a two left out", r"2", "1"),
    ("a prime left out", r"'", ""),
    ("a prime too many", r"(?<![A-Za-z])(\\sigma|\\tanh|[fg])(?=(?:\\[bB]igg?l)?\()", r"\1'"),
    ("sin for cos", r"\\cos", r"\\sin"),
    ("cos for sin", r"\\sin(?![a-z])", r"\\cos"),
    ("log for exp", r"\\exp", r"\\log"),
    ("exp for log", r"\\log|\\ln", r"\\exp"),
    ("min for max", r"\\max", r"\\min"),
    ("max for min", r"\\min", r"\\max"),
    ("sigma for tanh", r"\\tanh", r"\\sigma"),
    ("a root left out", r"\\sqrt", ""),
    ("a Hadamard product made a matrix product", r"\\odot", ""),
    ("a relation turned", r"\\ge(?![a-z])|>", r"\\le "),
    ("a relation turned", r"\\le(?![a-z])|<", r"\\ge "),
]


def mutants(tex):
    """Yield misprints of an equation: what was done, and the TeX."""
    scripts = [SCRIPT.match(tex, place.start()) for place in re.finditer(r"[_^](?![-+])", tex)]
    inside = [(place.start(), place.end()) for place in scripts]

    def replaced(place, text):
        return tex[: place.start()] + text + tex[place.end() :]

    for place in re.finditer(r"[-+]", tex):
        yield "the other sign", replaced(place, {"+": "-", "-": "+"}[place[0]])
    for name, pattern, replacement in LINE:
        for place in re.finditer(pattern, tex, re.S):
            if not any(start <= place.start() < end for start, end in inside):
                yield name, replaced(place, place.expand(replacement))
    symbols = [
        place
        for place in SYMBOL.finditer(tex)
        if place["name"] and place["name"] != "d" and not any(start <= place.start() < end for start, end in inside)
    ]
    names = list(dict.fromkeys(place["name"] for place in symbols))
    for place in symbols:
        other = names[(names.index(place["name"]) + 1) % len(names)]
        if other != place["name"]:
            yield "another letter", replaced(place, other + (" " if tex[place.end() :][:1].isalpha() else ""))
        if not re.search(r"(?:\\partial|d)\s*$", tex[: place.start()]):
            yield "a factor left out", tex[: place.start()] + "1 " + tex[INDEXED.match(tex, place.end()).end() :]
    matrices = list(MATRIX.finditer(tex))
    for left, right in itertools.pairwise(matrices):
        if re.fullmatch(r"(?:\\[,!]|\s)*", tex[left.end() : right.start()]):
            yield "matrices exchanged", f"{tex[: left.start()]}{right[0]} {left[0]}{tex[right.end() :]}"
    for place in matrices:
        if not place["transposed"] and not re.search(r"\\partial\s*$", tex[: place.start()]):
            yield "a transposition too many", replaced(place, rf"({place[0]})^{{\mathsf T}}")
    for place in re.finditer(r"\d", tex):
        yield "another number", replaced(place, str((int(place[0]) + 1) % 10))
    for place in FRACTION.finditer(tex):
        yield from ((name, replaced(place, text)) for name, text in fractions(place))
    letters = sorted({letter for place in scripts if place[0][0] == "_" for letter in letters_of(place)})
    for place in scripts:
        change = indices if place[0][0] == "_" else superscripts
        for name, text in change(place[1] or place[2], letters, tex[: place.start()]):
            yield name, replaced(place, text and f"{place[0][0]}{{{text}}}")


def fractions(place):
    """Yield a fraction upside down, without its 1/n, with ∂ for d and d for ∂."""
    top, bottom = [part if part[0] == "{" else f"{{{part}}}" for part in place.group("top", "bottom")]
    yield "a fraction upside down", rf"\frac{bottom}{top}"
    if top == "{1}":
        yield "a fraction left out", r"1\,"
    signs = {"d": r"\partial ", r"\partial": "d "}
    kinds = [re.match(r"\{(d|\\partial)(?![a-z]{2})", part) for part in (top, bottom)]
    if all(kinds) and kinds[0][1] == kinds[1][1] and len(bottom) > 3:
        yield (
            "d for ∂ or ∂ for d",
            r"\frac"
            + "".join(
                "{" + signs[kind[1]] + part[kind.end() :] for kind, part in zip(kinds, (top, bottom), strict=True)
            ),
        )


def letters_of(place):
    return re.findall(r"[A-Za-z]", re.sub(r"\\[A-Za-z]+(?:\{\w+\})?", "", place[1] or place[2]))


def indices(text, letters, before):
    """Yield what else could stand in an index: another letter or number, the indices exchanged, one more, one less."""
    blank = re.sub(r"\\[A-Za-z]+(?:\{\w+\})?", lambda command: " " * len(command[0]), text)
    for place in re.finditer(r"[A-Za-z]", blank):
        for letter in letters:
            if letter != place[0]:
                yield "another index", text[: place.start()] + letter + text[place.end() :]
    for place in re.finditer(r"[1-9]", text):
        yield "another index", text[: place.start()] + str(int(place[0]) - 1) + text[place.end() :]
    if re.fullmatch(r"\w\w", text) and text[0] != text[1]:
        yield "indices exchanged", text[::-1]
    if re.fullmatch(r"[a-z]([-+]\w)?", text) and not before.endswith(r"\sum"):
        yield "one more", text + "+1"
        yield "one less", text + "-1"
    if text in (r"\max", r"\min"):
        yield "max for min or min for max", {r"\max": r"\min", r"\min": r"\max"}[text]


def superscripts(text, letters, before):
    """Yield what else could stand above: another layer, no transposition, no exponent, another end of a sum."""
    if "mathsf" in text:
        yield "a transposition left out", ""
    elif layer := re.fullmatch(r"\((\w)([-+]1)?\)", text):
        if layer[2]:
            yield "another layer", f"({layer[1]})"
        elif layer[1].isdigit():
            if layer[1] != "0":
                yield "another layer", f"({int(layer[1]) - 1})"
        else:
            yield "another layer", f"({layer[1]}+1)"
            yield "another layer", f"({layer[1]}-1)"
    elif re.search(r"\\sum_\{[^{}]*\}$", before):
        yield "another end of a sum", f"{text}-1"
    elif not re.search(r"\\int_\S*$|\\(?:partial|to 0)$|\\partial \w$", before):
        yield "an exponent left out", ""
