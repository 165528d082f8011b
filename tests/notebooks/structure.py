"""What every notebook must keep to, as functions that return the problems found in one."""

import re

from notebooks import FOLDER, NAMES, START, calls, code_cells, read, tags

ALLOWED_TAGS = {"exercise", "solution", "hide-input", "nbval-ignore-output", "nbval-skip"}
# In Markdown: code, formulas and headings; links.
ASIDE = re.compile(r"```.*?```|\$\$.*?\$\$|`[^`]*`|\$[^$]*\$|^#[^\n]*$", re.S | re.M)
LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")
MACHINE = re.compile(r"0x[0-9a-f]{6,}|/(?:home|root|tmp|work|Users)/|[A-Z]:\\\\Users")


def problems(name, notebook):
    """Return what is wrong with the notebook of this name, a sentence each."""
    rules = [_name, _execution, _metadata, _equations, _figures, _width, _paths, _markdown, _links, _references]
    rules += [_contents] if name == START else [_imports, _exercises, _last_line]
    return [problem for rule in rules for problem in rule(name, notebook)]


def _name(name, notebook):
    if name not in {START, *NAMES}:
        yield f"{name} is not in the table of notebooks"
    if not notebook.cells[0].source.startswith(f"# {name[:2]} "):
        yield f"the title does not start with the number {name[:2]}"


def _execution(name, notebook):
    counts = [
        cell.execution_count for cell in code_cells(notebook) if cell.source.strip() and "nbval-skip" not in tags(cell)
    ]
    if counts != list(range(1, len(counts) + 1)):
        yield f"the cells were not executed in order: {counts}"
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                yield f"cell {number} shows an error"
            if output.get("name") == "stderr":
                yield f"cell {number} writes to stderr"
            if output.output_type == "execute_result":
                yield f"cell {number} shows a bare value: print what is meant"
            shown = output.get("text", "") + output.get("data", {}).get("text/plain", "")
            if MACHINE.search(shown) and "nbval-ignore-output" not in tags(cell):
                yield f"cell {number} shows an address or a path of a machine"


def _metadata(name, notebook):
    if set(notebook.metadata) != {"kernelspec", "language_info"} or "version" in notebook.metadata.language_info:
        yield "the metadata tells more than the language and the kernel: use make run"
    for number, cell in enumerate(notebook.cells):
        if set(cell.metadata) - {"tags", "jupyter", "mystnb"}:
            yield f"cell {number} has metadata of a machine: use make run"
        if unknown := set(tags(cell)) - ALLOWED_TAGS:
            yield f"cell {number} has the unknown tag {unknown.pop()}"


def _equations(name, notebook):
    chapter = str(int(name[:2]))
    printed, checked, open_numbers = [], [], []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            new = re.findall(r"\\tag\{([^}]*)\}", cell.source)
            printed, open_numbers = printed + new, open_numbers + new
        elif cell.cell_type == "code":
            here = calls(cell.source, "verify") + calls(cell.source, "defines")
            checked += here
            for missing in (n for n in open_numbers if n not in here):
                yield f"({missing}) is not checked by the code cell below it"
            open_numbers = []
    for missing in open_numbers:
        yield f"({missing}) is not checked by the code cell below it"
    if printed != [f"{chapter}.{k}" for k in range(1, len(printed) + 1)]:
        yield f"the tags do not count up from {chapter}.1: {printed}"
    for spare in set(checked) - set(printed):
        yield f"({spare}) is checked but not printed"


def _figures(name, notebook):
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data:
                alt = output.metadata.get("image/png", {}).get("alt", "")
                shown = alt == data.get("text/plain") and "<img alt=" in data.get("text/html", "")
                if len(alt) < 30 or " " not in alt or not shown:
                    yield f"the figure of cell {number} has no alternative text: end the cell in show(...)"
            elif "text/html" in data:
                html = data["text/html"]
                if "<img alt=" not in html or len(data.get("text/plain", "")) < 30:
                    yield f"the animation of cell {number} has no alternative text: use show_animation(...)"
                if len(html) > 1.5e6:
                    yield f"the animation of cell {number} has more than 1.5 MB"
                if re.search(r"(src|href)=\"(https?:)?//", html):
                    yield f"the animation of cell {number} needs a network"


def _imports(name, notebook):
    first = code_cells(notebook)[0]
    if "hide-input" not in tags(first) or not first.metadata.get("jupyter", {}).get("source_hidden"):
        yield "the first code cell, which imports, is not folded"


def _exercises(name, notebook):
    cells = code_cells(notebook)
    exercises = [place for place, cell in enumerate(cells) if "exercise" in tags(cell)]
    if not 3 <= len(exercises) <= 5:
        yield f"there are {len(exercises)} exercises, not 3 to 5"
    for place in exercises:
        stub, solution = cells[place : place + 2]
        number = calls(stub.source, "check")[0]
        if "solution" not in tags(solution) or calls(solution.source, "check") != [number]:
            yield f"exercise {number} is not followed by its solution"
        if not solution.source.startswith(f"# Solution {number}\n"):
            yield f"the solution of {number} does not begin with # Solution {number}, by which `check` knows it"
        if solution.metadata.get("jupyter") != {"source_hidden": True, "outputs_hidden": True}:
            yield f"the solution of {number} is not folded with its output"
        if not _printed(stub).startswith(f"{number} not yet: "):
            yield f"the stub of {number} does not say not yet"
        if not _printed(solution).startswith(f"{number} correct: "):
            yield f"the solution of {number} is not correct"


def _printed(cell):
    return "".join(output.get("text", "") for output in cell.outputs)


def _width(name, notebook):
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and max(map(len, cell.source.splitlines()), default=0) > 79:
            yield f"cell {number} has a line of more than 79 columns"


def _paths(name, notebook):
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and re.search(r"""["'](\.\.["']|\.\.?/)""", cell.source):
            yield f"cell {number} names a place relative to the working directory: use DATA of helpers.datasets"


def _markdown(name, notebook):
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            if re.search(r"^(:::|```\{)|\{[a-z:]+\}`", cell.source, re.M):
                yield f"cell {number} uses a MyST directive or role"
            inline = re.sub(r"\$\$.*?\$\$|`[^`]*`", "", cell.source, flags=re.S)
            if any(re.search(r"\n[-+*#>]", formula) for formula in re.findall(r"\$([^$]*)\$", inline)):
                yield f"cell {number} has a formula broken at a sign that Markdown takes for a list or a heading"
            if cell.source.count("$$") % 2:
                yield f"cell {number} opens a display equation and does not close it"


def _links(name, notebook):
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", cell.source):
                if not (FOLDER / target).exists():
                    yield f"cell {number} links to {target}, which is not there"


def _references(name, notebook):
    """Outside of headings, code and formulas, the number of another notebook is a link to it."""
    targets = {other[:2]: f"{other}.ipynb" for other in NAMES}
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            text = ASIDE.sub("", cell.source)
            for other, target in re.findall(r"\[(?:[Nn]otebook )?(\d\d)\]\(([^)]*)\)", text):
                if targets.get(other) != target:
                    yield f"cell {number} links notebook {other} to {target}"
            bare = re.findall(r"[Nn]otebooks?[\s,]+(?:(?:and|or|to)\s+)?(\d\d)\b", LINK.sub("", text))
            for other in set(bare) - {name[:2]}:
                yield f"cell {number} names notebook {other} without a link: [notebook {other}]({targets.get(other)})"


def _last_line(name, notebook):
    place = NAMES.index(name)
    links = [f"[← {before[:2]}]({before}.ipynb)" for before in NAMES[:place][-1:]]
    links += [f"[contents]({START}.ipynb)"]
    links += [f"[{after[:2]} →]({after}.ipynb)" for after in NAMES[place + 1 :][:1]]
    last = [cell for cell in notebook.cells if cell.cell_type == "markdown"][-1]
    if last.source.splitlines()[-1] != " · ".join(links):
        yield f"the last line of the text is not {' · '.join(links)}"


def _contents(name, notebook):
    titles = [read(FOLDER / f"{other}.ipynb").cells[0].source.splitlines()[0].removeprefix("# ") for other in NAMES]
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    if re.findall(r"^- \[(.*)\]\((.*)\.ipynb\)$", text, re.M) != list(zip(titles, NAMES, strict=True)):
        yield "the map does not list the titles of all notebooks, each a link"
