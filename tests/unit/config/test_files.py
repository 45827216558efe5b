"""The shipped file, the file that `monitor init` writes, their schema, and files that cannot be read."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from monitor import config
from monitor.errors import ConfigError, UsageError
from tests.unit.config.bad import GOOD
from tests.unit.config.test_settings import WHOLE

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "config" / "targets.yaml"


def test_the_shipped_file_fetches_nothing_and_sends_nothing() -> None:
    settings = config.load(SHIPPED, {})
    assert settings.monitor.contact == ""
    assert settings.smtp.enabled is False
    assert [target.name for target in settings.targets] == [
        "south-karelia-immigrant-services",
        "ekhva",
        "kotoutuminen",
        "infofinland",
    ]
    assert "UNVERIFIED" in SHIPPED.read_text("utf-8")
    assert [warning.key for warning in settings.warnings] == ["monitor.contact"]


def test_the_schema_beside_the_shipped_file_is_the_models_own() -> None:
    assert (ROOT / "config" / "targets.schema.json").read_text("utf-8") == config.schema_text()
    assert SHIPPED.read_text("utf-8").startswith("# yaml-language-server: $schema=targets.schema.json\n")


@pytest.mark.parametrize(
    "text", [WHOLE, SHIPPED.read_text("utf-8"), config.init_text()], ids=["whole", "shipped", "init"]
)
def test_the_schema_takes_what_we_take(text: str) -> None:
    plain = YAML(typ="safe", pure=True).load(text)
    Draft202012Validator.check_schema(config.json_schema())
    assert list(Draft202012Validator(config.json_schema()).iter_errors(json.loads(json.dumps(plain)))) == []


@pytest.mark.parametrize(
    ("url", "name", "include"),
    [
        (None, "example.fi", "https://www.example.fi/maahanmuutto*"),
        ("https://kunta.example.fi/fi/?a=1", "kunta.example.fi", "https://kunta.example.fi/fi/"),
        ("http://127.0.0.1:8000/", "127.0.0.1", "http://127.0.0.1:8000/"),
    ],
)
def test_init_writes_a_file_that_works(url: str | None, name: str, include: str) -> None:
    (target,) = config.parse(config.init_text(url), path=Path("t.yaml"), environ={}).targets
    assert (target.name, target.scope.include) == (name, (include,))


def test_what_init_comments_out_works_too() -> None:
    given = config.init_text().replace("editors: []", "editors:")
    text = re.sub(r"(?m)^(  +)# (?= *(?:- )?(?:\{|[a-z_-]+: ?))", r"\1", given)
    assert text.count("# ") < given.count("# ")
    settings = config.parse(text, path=Path("t.yaml"), environ={"MONITOR_SMTP_PASSWORD": "sesame"})
    assert settings.warnings == ()


def test_init_refuses_what_is_no_page() -> None:
    with pytest.raises(UsageError, match="'kunta' is not an address of a page"):
        config.init_text("kunta")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "1:1: there is no such file. Run `monitor init` to write one to begin with.", id="missing"),
        pytest.param(b"a: 1\nb: \xe4\n", "2:4: this is not text in UTF-8. Save the file as UTF-8.", id="latin-1"),
        pytest.param(
            b"monitor: {knowledge: [own.yaml]}\n" + GOOD.encode(),
            "1:23: monitor.knowledge[0]: there is no file own.yaml. Write a path beside this file, or one in full.",
            id="knowledge",
        ),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "t.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        config.load(path, {})
    assert str(caught.value) == f"{path}:{message}"


def test_mistakes_of_the_owners_own_knowledge_are_told_with_those_of_the_file(tmp_path: Path) -> None:
    path, own = tmp_path / "t.yaml", tmp_path / "own.yaml"
    path.write_text("monitor: {knowledge: [own.yaml, gone.yaml]}\n" + GOOD, encoding="utf-8")
    own.write_text("- {id: a, kind: phones, old: ['040 123 4567'], from: 2026-13-15}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        config.load(path, {})
    kinds = "organisation, service, term, domain, phone, address, statute"
    gone = "monitor.knowledge[1]: there is no file gone.yaml. Write a path beside this file, or one in full."
    assert str(caught.value).splitlines() == [
        f"{path}:1:33: {gone}",
        f"{own}:1:17: [0].kind: “phones” is not known. Write one of: {kinds}.",
        f"{own}:1:54: [0].from: “2026-13-15” is not a day. Write it as 2027-01-01, or as 2027, or unknown.",
    ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the file cannot be read: Is a directory"):
        config.load(tmp_path, {})
