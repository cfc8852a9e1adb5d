"""What leaves as a package holds all the bot runs on and nothing else; what it needs is known by name and licence."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from services.operation.version import VERSION
from tests.licences import ALLOWED, PAGE, licence, packages, page
from tests.processes import ROOT, environment

TOOLS = Path(sys.executable).parent


def run(*command: str, folder: Path = ROOT) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env=environment(), timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the wheel and of the sdist."""
    folder = tmp_path_factory.mktemp("built")
    run(str(TOOLS / "hatchling"), "build", "-d", str(folder))
    return folder


def the_only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return {name for name in packed.namelist() if ".dist-info/" not in name}


def test_the_wheel_holds_what_the_image_holds(built: Path) -> None:
    tracked = run("/usr/bin/git", "ls-files").splitlines()
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    named = {line[1:] for line in lines if line.startswith("!")} - {"bot.py", "LICENSE", "requirements.lock"}
    wanted = {name for name in tracked if name in named or any(name.startswith(f"{each}/") for each in named)}
    assert files(the_only(built, "*.whl")) == wanted


def test_from_the_source_the_same_wheel_is_made(built: Path, tmp_path: Path) -> None:
    with tarfile.open(the_only(built, "*.tar.gz")) as packed:
        packed.extractall(tmp_path, filter="data")
    source = the_only(tmp_path, "*")
    assert (source / "tests").is_dir()
    assert (source / "requirements.lock").is_file()
    run(str(TOOLS / "hatchling"), "build", "-t", "wheel", "-d", str(tmp_path / "again"), folder=source)
    assert files(the_only(tmp_path / "again", "*.whl")) == files(the_only(built, "*.whl"))


@contextmanager
def running(*command: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder, env=environment()) as process:
        try:
            yield process
        finally:
            process.kill()


def test_the_installed_program_plays_the_demo(built: Path, tmp_path: Path) -> None:
    """What it needs is taken from this environment; the bot itself is the wheel's."""
    venv.create(tmp_path / "venv", with_pip=False)
    place = the_only(tmp_path / "venv" / "lib", "python*") / "site-packages"
    (place / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    python, program = (str(tmp_path / "venv" / "bin" / name) for name in ("python", "zhytomyr-digital-bot"))
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        str(the_only(built, "*.whl")),
    )
    assert run(program, "--version", folder=tmp_path).strip() == VERSION
    assert "Помилок немає" in run(program, "check", folder=tmp_path)
    with running(program, "demo", "--port", "0", "--no-browser", folder=tmp_path) as demo:
        assert demo.stdout is not None
        line = next(each for each in demo.stdout if "http://" in each)
        address = re.search(r"http://[\w.:]+", line)
        assert address is not None
        assert httpx.get(address[0], timeout=30).status_code == 200


def test_every_licence_is_listed_and_allowed() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.licences"
    for package in packages():
        assert all(
            each.startswith(ALLOWED)
            for each in re.split(r" (?:AND|OR|or) |, ", licence(package).translate({ord("("): None, ord(")"): None}))
        ), package


def test_the_list_of_materials_names_all_that_is_installed(tmp_path: Path) -> None:
    (command,) = re.findall(r"^sbom:.*\n\t@?(.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    program, *arguments = command.replace("$(BIN)", str(TOOLS)).split()
    run(program, *(str(tmp_path / each) if each == "sbom.json" else each for each in arguments))
    materials = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert materials["bomFormat"] == "CycloneDX"
    assert {each["name"] for each in materials["components"]} >= set(packages())
