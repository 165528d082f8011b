"""The page of corrections, as Markdown, from the table."""

from pathlib import Path

from mdit_py_plugins.anchors.index import slugify

from corrections import activations, approximation, costs, data, gradients, layers, training, words

TOPICS = [gradients, costs, activations, approximation, data, training, layers]
NOTEBOOKS = Path(__file__).parents[3] / "notebooks"

FAULT = """
({anchor})=
### {title}

**In the lecture:** {place} ({numbers})

```{{container}} printed
**The lecture prints**

{printed}
```

```{{container}} right
**Right is**

{right}
```

{why}

{checks}

**In the course:** {course}
"""


def all_faults():
    return [fault for topic in TOPICS for fault in topic.FAULTS]


def text():
    """Return everything below the introduction; the checks are run for it."""
    parts = [f"\n## {topic.TITLE}\n" + "".join(map(block, topic.FAULTS)) for topic in TOPICS]
    parts.append("\n## Slips with nothing to run\n")
    for title, (reason, slips) in words.GROUPS.items():
        parts.append(f"\n### {title}\n\n{reason}\n\n" + "\n".join(map(line, slips)) + "\n")
    return "".join(parts)


def block(fault):
    checks = "\n\n".join(f"**Check:** {check().words}" for check in fault.checks)
    return FAULT.format(
        anchor=anchor(fault.numbers),
        title=fault.title,
        place=fault.place,
        numbers=numbered(fault.numbers),
        printed=fault.printed,
        right=fault.right,
        why=fault.why,
        checks=checks,
        course=course(fault.course),
    )


def line(slip):
    numbers, place, printed, right = slip
    return f"- {place} ({numbered(numbers)}). *Printed:* {printed}. *Right:* {right}"


def anchor(numbers):
    return "fault-" + "-".join(map(str, numbers))


def numbered(numbers):
    return ("fault " if len(numbers) == 1 else "faults ") + ", ".join(map(str, numbers))


def course(places):
    """Return links to notebooks and their sections, and the numbers of equations."""
    found = {}
    for notebook, place in places:
        found.setdefault(notebook, []).append(place)
    return "; ".join(
        f"[notebook {notebook}]({path(notebook)}): "
        + ", ".join(
            f"({place})" if is_equation(place) else f"[{place}]({path(notebook)}#{slugify(place)})" for place in places
        )
        for notebook, places in found.items()
    )


def is_equation(place):
    return place.replace(".", "").isdigit()


def path(notebook):
    return f"notebooks/{next(NOTEBOOKS.glob(f'{notebook}_*.ipynb')).name}"
