"""Nothing is fetched: no notebook, no helper and no script asks a network for something, nor starts what does."""

import ast
import re

import pytest
from notebooks import FOLDER, PATHS, code_cells, read

ROOT = FOLDER.parent
SCRIPTS = {
    path.relative_to(ROOT).as_posix(): path
    for folder in ("helpers", "site", "tools", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
}
# One tries the addresses that the course names, the other installs packages.
ONLINE = {"tools/check_links.py", "tools/versions.py"}

MODULES = {
    "aiohttp",
    "ftplib",
    "gdown",
    "http.client",
    "httpx",
    "huggingface_hub",
    "kagglehub",
    "openml",
    "pooch",
    "requests",
    "socket",
    "tensorflow_datasets",
    "urllib.request",
    "urllib3",
    "wget",
}
# scikit-learn's fetch_openml and others, Keras's get_file and mnist.load_data, urllib's.
FUNCTIONS = re.compile("fetch_[a-z0-9_]+|get_file|load_data|urlopen|urlretrieve")
STARTERS = {"run", "Popen", "call", "check_call", "check_output", "system", "popen"}
COMMANDS = re.compile(r"\b(apt|apt-get|brew|conda|curl|mamba|npm|pip3?|uv|wget)\b")
ADDRESS = re.compile("(https?|ftp)://")


def downloads(source):
    """Return the lines of a program or a cell by which something is fetched, or can be."""
    if commands := re.findall(r"^\s*(?:\w+ = )?[!%].+", source, re.MULTILINE):  # IPython's, and no Python
        return commands
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if _fetches(node)]


def _fetches(node):
    if isinstance(node, ast.Import):
        return any(alias.name in MODULES for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        names = {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        return bool(names & MODULES) or any(FUNCTIONS.fullmatch(alias.name) for alias in node.names)
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        words = [
            part.value
            for argument in node.args
            for part in ast.walk(argument)
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        return bool(
            FUNCTIONS.fullmatch(name)
            or (name in STARTERS and any(map(COMMANDS.search, words)))
            or (name.startswith(("read_", "load", "open")) and any(map(ADDRESS.match, words)))
        )
    return False


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_fetches_nothing(path):
    assert [line for cell in code_cells(read(path)) for line in downloads(cell.source)] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_fetches_nothing(name):
    found = downloads(SCRIPTS[name].read_text("utf-8"))
    assert bool(found) == (name in ONLINE), f"{found}: ONLINE lists the tools that ask a network by their purpose"


@pytest.mark.parametrize(
    "source",
    [
        "!pip install torch",
        "%pip install torch",
        "files = !curl -O example.org/digits.csv",
        "%%bash\nwget example.org",
        "import requests",
        "import urllib.request as web",
        "from urllib import request",
        "from urllib.request import urlopen",
        "from sklearn.datasets import fetch_openml",
        "sklearn.datasets.fetch_california_housing()",
        "keras.datasets.mnist.load_data()",
        "keras.utils.get_file('digits', 'example.org')",
        "pd.read_csv('https://example.org/digits.csv')",
        "plt.imread.open('ftp://example.org/digits.png')",
        "os.system('wget example.org')",
        "subprocess.run([sys.executable, '-m', 'pip', 'install', 'torch'])",
        "subprocess.check_output('curl example.org', shell=True)",
    ],
)
def test_what_fetches_is_found(source):
    assert downloads(source) == ([source.splitlines()[0]] if source[0] in "!%" or "= !" in source else [source])


@pytest.mark.parametrize(
    "source",
    [
        "load_digits()",
        "mnist()",
        "x = 7 % 3",
        "print('%d' % 3)",
        "pd.read_csv('data/grid.csv')",
        "from urllib.parse import quote",
        "subprocess.run(['make', 'site'])",
        "a != b",
        "print('pip install torch, or see https://example.org')",
    ],
)
def test_what_stays_here_is_not(source):
    assert downloads(source) == []
