"""The house rules that no linter knows."""

import ast
import inspect
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from jsonschema import Draft202012Validator

from monitor.checks import CHECKS
from monitor.cli import documentation
from monitor.config import schema_text
from monitor.report.json import schema
from monitor.wording import LANGUAGES

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "monitor"
HEADINGS = ("## What it finds", "## Why it matters", "## How to fix", "## When it stays silent", "## Source")
BANNED = frozenset({"item", "data", "info", "process", "handle", "manager", "helper", "utils"})
CALLED_BY_OTHERS = frozenset(
    {"data_received", "on_body", "handle_data"}
)  # their parameters are named by asyncio and the parsers
LONGEST = 400  # lines of a file
MARKS = frozenset({"parametrize", "usefixtures", "asyncio", "prove"})


@lru_cache
def tracked() -> tuple[Path, ...]:
    """What belongs to the product: what git knows, or, from an archive, what lies here."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts)
    return tuple(ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file())


def sources(*folders: str) -> list[Path]:
    return [p for p in tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in folders]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@lru_cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


# ---- checks


@pytest.mark.parametrize("check", [pytest.param(check, id=check.id) for check in CHECKS])
def test_a_check_is_one_file_of_its_name_with_five_headings_its_options_and_a_test(check: type[Any]) -> None:
    module = sys.modules[check.__module__]
    name = Path(str(module.__file__)).stem
    assert check.id == name.replace("_", "-")
    text = inspect.cleandoc(module.__doc__ or "")
    assert tuple(line for line in text.splitlines() if line.startswith("## ")) == HEADINGS
    assert all(part.strip() for part in re.split(r"^## .*$", text, flags=re.MULTILINE))
    said = f"{text} {check.__doc__}"
    assert [option.name for option in fields(check) if option.name not in said] == []
    assert (ROOT / "tests" / "unit" / "checks" / f"test_{name}.py").exists()


def test_every_check_is_in_the_registry_once_in_order() -> None:
    files = {path.stem for path in (HOUSE / "checks").glob("*.py")} - {"__init__", "contract"}
    names = [check.id.replace("-", "_") for check in CHECKS]
    assert names == sorted(files)


# ---- what is generated


@pytest.mark.parametrize("name", ["checks", "commands"])
def test_the_documentation_is_the_one_that_is_written_from_the_code(name: str) -> None:
    written = (documentation.DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert written == getattr(documentation, name)(), "run: python -m monitor.cli.documentation"


def test_the_schemas_are_sound_and_the_one_of_the_configuration_is_the_generated_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert (ROOT / "config" / "targets.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_map_names_every_room_once() -> None:
    rows = re.findall(r"^\|[^|]*\| `(monitor/[^`]+)` \|", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE)
    known = {path.relative_to(ROOT) for path in tracked() if path.is_relative_to(HOUSE)} - {Path("monitor/__init__.py")}
    rooms = {f"monitor/{path.parts[1]}{'/' if len(path.parts) > 2 else ''}" for path in known}
    assert sorted(rows) == sorted(rooms)


@pytest.mark.parametrize("file", ["README.md", "CHANGELOG.md", "ARCHITECTURE.md"])
def test_the_commands_that_the_papers_name_exist(file: str) -> None:
    words = re.findall(r"(?:^|`)monitor ([a-z][a-z -]*)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    below = {path[1:] for path, _ in documentation.commands_below()}
    groups = {path[:-1] for path in below}
    for said in words:
        first, *rest = said.split()
        assert (first,) in below, said
        if (first,) in groups and rest:
            assert (first, rest[0]) in below, said


def test_the_licence_is_there() -> None:
    assert "EUROPEAN UNION PUBLIC LICENCE" in (ROOT / "LICENSE").read_text(encoding="utf-8")


# ---- wording


@lru_cache
def sentences(lang: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((HOUSE / "wording" / "locale" / lang).glob("*.po")):
        with path.open("rb") as file:
            catalogue: Any = read_po(
                file, locale=lang, abort_invalid=True
            )  # ids of the kinds that Babel allows but we do not use
        for entry in catalogue:
            if entry.id:
                name = entry.id if isinstance(entry.id, str) else entry.id[0]
                assert isinstance(name, str)
                said = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
                assert name not in found, f"{name!r} stands twice"
                assert all(said), f"{path.name}: {name!r} is not translated"
                assert not entry.fuzzy, f"{path.name}: {name!r} is fuzzy"
                assert isinstance(entry.id, str) or len(said) == catalogue.num_plurals, f"{name!r} lacks a plural form"
                found[name] = said
    return found


def arguments(said: tuple[str, ...]) -> set[str]:
    return {name for form in said for name in re.findall(r"\{(\w+)", form)} - {"count"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_languages_say_the_same_with_the_same_arguments(lang: str) -> None:
    theirs, ours = sentences(lang), sentences("en")
    assert theirs.keys() == ours.keys()
    assert {name for name in ours if arguments(theirs[name]) != arguments(ours[name])} == set()
    assert {name for name in ours if (len(theirs[name]) > 1) != (len(ours[name]) > 1)} == set()


def words_of_the_code() -> set[str]:
    """Every piece of every string literal, and every word of the templates."""
    found: set[str] = set()
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 60:
                found.add(node.value)
                found.update(node.value.split("."))
    for path in HOUSE.rglob("templates/*"):
        found.update(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))
    return found


def test_no_catalogue_has_a_sentence_that_nothing_says() -> None:
    words = words_of_the_code()
    suffixes = [word for word in words if word.startswith("-") and len(word) > 1]

    def said(part: str) -> bool:
        return part in words or any(part.endswith(tail) and said(part.removesuffix(tail)) for tail in suffixes)

    assert [name for name in sentences("en") if not all(map(said, name.split(".")))] == []


def test_every_sentence_that_the_code_names_is_in_the_catalogues() -> None:
    missing = []
    for path in HOUSE.rglob("*.py"):
        room = path.relative_to(HOUSE).parts[0]
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = ast.unparse(node.func)
            name = str(node.args[0].value)
            if called == "style.words":
                name = f"{room}.{name}"
            elif called not in {"Message", "phrase"}:
                continue
            if name not in sentences("en"):
                missing.append((path.name, name))
    assert missing == []


# ---- code


def test_a_long_file_says_why() -> None:
    long = [path for path in sources("monitor", "tests", "benchmarks") if path.read_bytes().count(b"\n") > LONGEST]
    assert [shown(path) for path in long if "one file because" not in (ast.get_docstring(tree(path)) or "")] == []


def names(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.ClassDef(name=name):
                yield name.lower()
            case ast.FunctionDef(name=name, args=args) | ast.AsyncFunctionDef(name=name, args=args):
                yield name
                if name not in CALLED_BY_OTHERS:
                    yield from (arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs))


def test_nothing_is_called_by_a_word_that_says_nothing() -> None:
    called = {shown(path): BANNED & {path.stem, *names(tree(path))} for path in sources("monitor")}
    assert {path: words for path, words in called.items() if words} == {}


def test_tests_bear_known_marks_only() -> None:
    used = {shown(p): set(re.findall(r"pytest\.mark\.(\w+)", p.read_text("utf-8"))) - MARKS for p in sources("tests")}
    assert {path: marks for path, marks in used.items() if marks} == {}


# Written in two pieces, so that this file does not hold what it forbids.
FORBIDDEN = re.compile(
    "|".join(
        (
            r"\.\./" + "shared",
            r"(?<![\w.-])/" + r"work/",
            r"(?<![\w.-])/" + r"root/",
            "TO" + r"DO\b",
            "FIX" + r"ME\b",
            r"index" + r"-url",
            r"(?:proxy|registry|mirror|artifactory|nexus)[\w.-]*\." + r"(?:internal|local|corp|lan)\b",
        )
    )
)
BINARY = frozenset({".pdf", ".png", ".mp4", ".ico", ".gz"})


def test_no_tracked_file_holds_a_path_of_one_machine_or_a_promise() -> None:
    found = []
    for path in tracked():
        if path.suffix not in BINARY and path.name != "run":
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [(shown(path), hit.group()) for hit in FORBIDDEN.finditer(text)]
    assert found == []


# ---- the wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_all_that_the_package_needs(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {path.relative_to(ROOT).as_posix() for path in tracked() if path.is_relative_to(HOUSE)}
    assert wanted - held == set()
    for part in (
        "demo/site/index.html",
        "wording/locale/ru/report.po",
        "knowledge/statutes.yaml",
        "report/report.schema.json",
    ):
        assert f"monitor/{part}" in held


def test_the_demo_runs_from_the_unpacked_wheel(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "packed")
    ran = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            "import monitor, sys; print(monitor.__file__); from monitor.cli import main; main(['demo'])",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "packed"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    assert ran.returncode == 0
    assert ran.stdout.startswith(str(tmp_path / "packed"))
    assert (tmp_path / "reports" / "demo" / "reports" / "report-2.html").exists()
