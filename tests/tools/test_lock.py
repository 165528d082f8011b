"""The lock files hold what pyproject.toml asks for, within its ranges and with sums, and name no address."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


def text(name):
    return (ROOT / name).read_text("utf-8")


PROJECT = tomllib.loads(text("pyproject.toml"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
# Which extras each lock file is made of, as `make lock` says.
LOCKS = {
    name: re.findall(r"--extra (\w+)", options)
    for options, name in re.findall(r"pip compile(.+?)--output-file (\S+)", text("Makefile"), re.DOTALL)
}


def wanted(lock):
    """Return what a lock file must hold: the dependencies and those of its extras."""
    extras = [line for name in LOCKS[lock] for line in EXTRAS[name]]
    return [Requirement(line) for line in PROJECT["dependencies"] + extras]


def pins(content):
    """Return the pins of a lock file, by name, each as a Requirement and its sums; ValueError for any other line."""
    found = {}
    for line in content.replace("\\\n", "").splitlines():
        if line and not line.lstrip().startswith("#"):
            pin, *sums = re.split(r"\s+--hash=", line)
            if re.search(r"://|^-", pin):
                raise ValueError(f"this is no pin: {line}")
            requirement = Requirement(pin)
            found[canonicalize_name(requirement.name)] = requirement, sums
    return found


def version(pin):
    """Return the version that a Requirement pins, or None if it leaves a choice."""
    exact = re.fullmatch(r"==([^*,]+)", str(pin.specifier))
    return exact and exact[1]


def problems(content, requirements):
    """Return what is wrong with a lock file that is to hold these requirements, a sentence each."""
    held = pins(content)
    for requirement in requirements:
        pin, _ = held.get(canonicalize_name(requirement.name), (None, None))
        if pin is None:
            yield f"{requirement.name} is not in the lock"
        elif version(pin) and not requirement.specifier.contains(version(pin), prereleases=True):
            yield f"{pin} is outside of {requirement.specifier}"
        elif pin.marker != requirement.marker:
            yield f"{pin} is for other machines than {requirement}"
    for name, (pin, sums) in held.items():
        if version(pin) is None:
            yield f"{name} is not pinned"
        if not sums or not all(re.fullmatch("sha256:[0-9a-f]{64}", digest) for digest in sums):
            yield f"{name} has no sums"
    if "://" in content:
        yield "there is an address"


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_agrees_with_the_ranges(lock):
    assert list(problems(text(lock), wanted(lock))) == []


def test_every_dependency_is_in_a_lock():
    assert set(LOCKS) == {path.name for path in ROOT.glob("requirements*.txt")}
    assert sorted(name for names in LOCKS.values() for name in names) == sorted(EXTRAS)


def test_the_two_locks_agree():
    """A package that both hold has one version and the same sums, so that the second changes nothing of the first."""
    core, beyond = (pins(text(lock)) for lock in LOCKS)
    common = set(core) & set(beyond)
    assert {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]} <= common
    for name in common:
        (ours, our_sums), (theirs, their_sums) = core[name], beyond[name]
        assert ours.specifier == theirs.specifier and our_sums == their_sums, name


def replace(pattern, new):
    def apply(content):
        changed = re.sub(pattern, new, content, count=1, flags=re.MULTILINE)
        assert changed != content
        return changed

    return apply


NUMPY = r"^numpy==.+\n(    --hash=.+\n)+"
BREAKAGES = {
    "left out": (replace(NUMPY, ""), "numpy is not in the lock"),
    "too new": (replace(r"^numpy==\S+", "numpy==3.0.0"), "numpy==3.0.0 is outside of <3,>=2.0"),
    "too old": (replace(r"^numpy==\S+", "numpy==1.26.4"), "numpy==1.26.4 is outside of <3,>=2.0"),
    "for one system": (replace(r"^(numpy==\S+)", r"\1 ; os_name == 'nt'"), "is for other machines than numpy"),
    "not pinned": (replace(r"^numpy==\S+", "numpy>=2.0"), "numpy is not pinned"),
    "no sums": (replace(NUMPY, "numpy==2.4.0\n"), "numpy has no sums"),
    "a short sum": (replace(r"sha256:[0-9a-f]{4}", "sha256:"), "has no sums"),
    "an address in a remark": (replace(r"    # via$", "    # from https://example.org"), "there is an address"),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_broken_lock_is_found_out(name):
    breakage, expected = BREAKAGES[name]
    found = list(problems(breakage(text("requirements.txt")), wanted("requirements.txt")))
    assert len(found) == 1 and expected in found[0], found


@pytest.mark.parametrize(
    "line",
    ["--index-url https://example.org/simple", "--find-links ../wheels", "numpy @ https://example.org/numpy.whl"],
)
def test_what_is_no_pin_is_refused(line):
    with pytest.raises(ValueError, match="this is no pin"):
        pins(f"{line}\n{text('requirements.txt')}")


def test_conda_names_nothing_twice():
    environment = yaml.safe_load(text("environment.yml"))
    *packages, pip = environment["dependencies"]
    names = [re.match(r"[\w-]+", package)[0] for package in packages]
    assert names == ["python", "pip"] and pip == {"pip": ["-r requirements.txt"]}
    assert packages[0].removeprefix("python=") in SpecifierSet(PROJECT["requires-python"])
    assert environment["channels"] == ["conda-forge"] and "://" not in text("environment.yml")
    assert f"conda activate {environment['name']}" in text("README.md")


def test_licences_and_version_are_the_same_everywhere():
    citation = yaml.safe_load(text("CITATION.cff"))
    assert citation["license"] == [PROJECT["license"], "CC-BY-4.0"]
    assert citation["version"] == PROJECT["version"]
    for name in [*PROJECT["license-files"], "LICENSE-TEXT.md"]:
        assert f"{PROJECT['license']} License" in text(name) and "CC BY 4.0" in text(name), name
