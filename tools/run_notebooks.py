"""Execute notebooks in place and save their outputs, free of what changes from run to run.

usage: python tools/run_notebooks.py [15_grid_search_heatmaps …]      all notebooks where none is named

A notebook is replaced only when all of its cells have run. Cells with the tag nbval-ignore-output, whose outputs
differ from run to run, keep the outputs that they have: clear those of a cell to have them made anew.
"""

import os
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}


def find(names):
    """Return the paths of the notebooks with these names, with or without folder and suffix."""
    paths = [NOTEBOOKS / f"{Path(name).stem}.ipynb" for name in names] or sorted(NOTEBOOKS.glob("*.ipynb"))
    for path in paths:
        if not path.exists():
            sys.exit(
                f"There is no notebook {path.name}. There are: "
                + ", ".join(p.stem for p in sorted(NOTEBOOKS.glob("*.ipynb")))
            )
    return paths


def run(path):
    """Execute one notebook and replace its file."""
    notebook = nbformat.read(path, as_version=4)
    kept = {
        cell.id: cell.outputs
        for cell in notebook.cells
        if "nbval-ignore-output" in cell.metadata.get("tags", []) and cell.outputs
    }
    NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=600,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
        # The kernel warns of its port on this machine; cells' own warnings are not affected.
        extra_arguments=["--log-level=ERROR"],
    ).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        if cell.id in kept:
            cell.outputs = kept[cell.id]
        for key in set(cell.metadata) - {"tags", "jupyter", "mystnb"}:
            del cell.metadata[key]
    nbformat.validate(notebook)
    part = path.with_suffix(".part")
    nbformat.write(notebook, part)
    os.replace(part, path)


def main():
    os.environ["COURSE_QUIET"] = "1"  # no progress bars in stored outputs; the kernels inherit it
    failed = []
    for path in find(sys.argv[1:]):
        start = time.perf_counter()
        print(f"{path.stem} ...", end=" ", flush=True)
        try:
            run(path)
            print(f"{time.perf_counter() - start:.1f} s")
        except CellExecutionError as error:
            print(f"failed, file left as it was\n{error}")
            failed.append(path.stem)
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
