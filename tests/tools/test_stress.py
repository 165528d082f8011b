"""tools/stress.py: the places in which it runs notebooks are what it says, and what depends on them is found out."""

import runpy
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

TOOL = Path(__file__).resolve().parents[2] / "tools" / "stress.py"
CELLS = {
    "sound": "print('für alle'.isascii() or 'alike')",
    "writes": "open('left behind.txt', 'w').close()\nprint('alike')",
    "reads": "from pathlib import Path\nimport sys\n"
    "Path(sys.executable).with_name('activate').read_text()\n"
    "open(Path('.').resolve() / 'reads.ipynb').read()\nprint('alike')   # für alle, without an encoding",
    "asks": "import socket\nprint('alike' if {'lo'} != {n for _, n in socket.if_nameindex()} else 'no network')",
}


def test_what_depends_on_its_place_is_found_out(tmp_path):
    if (
        sys.platform != "linux"
        or subprocess.run(
            ["unshare", "--map-root-user", "--mount", "--net", "true"], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("without unshare nothing is run apart from the network and the file system")
    paths = []
    for name, source in CELLS.items():
        cell = new_code_cell(source, outputs=[new_output("stream", name="stdout", text="alike\n")], execution_count=1)
        paths.append(tmp_path / f"{name}.ipynb")
        nbformat.write(new_notebook(cells=[cell]), paths[-1])
    folder = tmp_path / "stress"
    folder.mkdir()
    alone, apart = runpy.run_path(TOOL)["places"](paths, folder)
    assert (len(alone[2]), alone[3]) == (4, [])
    assert {cell.split(",")[0] for cell in apart[3]} == {"writes", "reads", "asks"}
    assert len(apart[2]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals and scripts of POSIX")
def test_a_kernel_that_the_processor_lacks_is_left_out(tmp_path, monkeypatch, capsys):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nkill -ILL $$\n", "utf-8")
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    assert list(runpy.run_path(TOOL)["kernels"]([], tmp_path)) == []
    assert capsys.readouterr().out.splitlines() == [
        f"{name}: not on this processor" for name in ("Prescott", "Haswell", "SkylakeX", "NumPy without vectors")
    ]
