"""Run lint, and the tests of what changed since they last passed.

usage: python tools/check.py

What has passed is kept in _build/check.json; as long as there is no such file, what was committed counts as passed.
"""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "_build" / "check.json"
# Of these, what has the name of the notebook or the number of one of its exercises in its own name.
OF_A_NOTEBOOK = [
    f"tests/notebooks/test_{name}.py" for name in ("answers", "claims", "equations", "exercises", "notebooks")
]


def belonging(name):
    """Return which tests belong to a file, and words of which each needs one in its name, or none if all of them do."""
    folder, _, file = name.rpartition("/")
    stem = file.partition(".")[0]
    if notebook := re.fullmatch(r"n?((\d\d)_\w+)", stem):
        words = [notebook[1], f"[{int(notebook[2])}."]  # as in 05_one_hidden_node and [5.1-
        return OF_A_NOTEBOOK + [name] * name.startswith("notebooks/"), words
    if name.startswith("helpers/checks/"):
        return ["tests/notebooks/test_exercises.py", "tests/notebooks/test_answers.py"], []
    if name.startswith("helpers/"):
        own = [f"tests/helpers/test_{stem}.py", "tests/helpers/test_bad_input.py"]
        return (own if (ROOT / own[0]).exists() else ["tests/helpers"]), []
    if name.startswith("site/"):
        return ["tests/site/test_site.py"], []
    if name.startswith("tests/") and folder != "tests":
        return [name if file.startswith("test_") else "/".join(name.split("/")[:2])], []
    return ["tests/tools"], []


def digest(path):
    """Return a hash of a file, and of a notebook that of its cells."""
    if not path.exists():
        return None
    content = path.read_bytes()
    if path.suffix == ".ipynb":
        content = json.dumps(json.loads(content)["cells"]).encode()
    return hashlib.sha256(content).hexdigest()


def git(*arguments):
    return subprocess.run(
        ["git", *arguments, "-z"], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.split("\0")[:-1]


def chosen(changed):
    """Return the arguments of pytest for these files."""
    whole: set[str] = set()
    partly: set[str] = set()
    words: set[str] = set()
    for name in changed:
        paths, only = belonging(name)
        (partly if only else whole).update(path for path in paths if (ROOT / path).exists())
        words.update(only)
    partly -= whole
    limited = sorted(Path(path).name for path in partly if path in OF_A_NOTEBOOK)
    limit = ["-k", " or ".join([*sorted(words), f"not ({' or '.join(limited)})"])] if limited else []
    return [*sorted(whole | partly), *limit]


def run(*command):
    """Run a command; end this program if it fails."""
    print("$", *command, flush=True)
    if subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode:
        sys.exit(f"{command[0]} found something.")


def main():
    now = {name: digest(ROOT / name) for name in git("ls-files", "--cached", "--others", "--exclude-standard")}
    if RECORD.exists():
        passed = json.loads(RECORD.read_text("utf-8"))
    else:
        new = {*git("diff", "--name-only", "HEAD"), *git("ls-files", "--others", "--exclude-standard")}
        passed = {name: found for name, found in now.items() if name not in new}
    changed = sorted(name for name in now | passed if now.get(name) != passed.get(name))
    for name in changed:
        print(f"{name} has changed: {', '.join(belonging(name)[0])}")
    run("ruff", "check")
    run("ruff", "format", "--check", "--quiet")
    run("mypy")
    if arguments := chosen(changed):
        run("pytest", *arguments)
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(json.dumps(now), encoding="utf-8")


if __name__ == "__main__":
    main()
