"""A JupyterLab for tests: in a copy of the course, and without the user's settings."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from notebooks import FOLDER, ROOT

# What the Makefile copies into the environment; and every cell is part of the page, scrolled to or not.
SETTINGS = {
    **json.loads((ROOT / "tools" / "overrides.json").read_text("utf-8")),
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}


def write_course(folder):
    """Make a git repository with what `make lab` needs of the course, and do what it does before JupyterLab starts.

    The notebooks have their outputs, but no counts: a count then says that the cell has run here.
    """
    (folder / "notebooks").mkdir(parents=True)
    for path in FOLDER.glob("*.ipynb"):
        notebook = json.loads(path.read_text("utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["execution_count"] = None
        (folder / "notebooks" / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "tools").mkdir()
    for name in (".gitignore", "tools/work.py"):
        shutil.copy(ROOT / name, folder / name)
    for command in ("init --quiet", "add .", "-c user.name=a -c user.email=a@b commit --quiet --message course"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)
    subprocess.run([sys.executable, "tools/work.py"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def changed_files(folder):
    """What git says of the files in a folder."""
    command = ["git", "status", "--porcelain"]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def environment(folder):
    """The variables of a server that reads and writes nothing of Jupyter's outside this folder and sys.prefix."""
    own = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
    }
    return {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")} | {
        name: str(folder / place) for name, place in own.items()
    }


def listening(runtime):
    """What the server says of itself, or None as long as it takes no connections; it writes it down before."""
    if not list(runtime.glob("jpserver-*-open.html")):  # written after the .json
        return None
    running = json.loads(next(runtime.glob("jpserver-*.json")).read_text())
    try:
        socket.create_connection((running["hostname"], running["port"]), timeout=1).close()
    except OSError:
        return None
    return running


@contextmanager
def jupyterlab(course, own, arguments):
    """Run Python with these arguments, which start JupyterLab, in the folder of the course; yield address and token.

    own: a folder for what JupyterLab keeps beside it.
    """
    (own / "config" / "labconfig").mkdir(parents=True)
    (own / "config" / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(SETTINGS))
    options = ["--no-browser", "--ServerApp.port=0"]
    with open(own / "log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, *arguments, *options], cwd=course, env=environment(own), stdout=log, stderr=log
        )
    try:
        end = time.monotonic() + 60
        while not (running := listening(own / "runtime")):
            assert server.poll() is None and time.monotonic() < end, (own / "log").read_text()
            time.sleep(0.05)
        yield running["url"], running["token"]
    finally:
        server.terminate()  # it ends its kernels; without it they end by themselves
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
