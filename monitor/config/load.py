"""`targets.yaml` becomes settings, or every mistake at once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from monitor import knowledge
from monitor.config import agree
from monitor.config.mistakes import mistake
from monitor.config.models import Document
from monitor.config.settings import Settings
from monitor.errors import ConfigError, Mistake
from monitor.tree import Tree, read

START = "Run `monitor init` to write one to begin with."


def load(path: Path, environ: Mapping[str, str], *, checks: Mapping[str, type[Any]] | None = None) -> Settings:
    """The settings of this file. Raises `ConfigError` with every mistake, also if there is no such file.

    The files of the user's own knowledge are read as well, so that whatever is wrong is told before a run.
    Options of checks are held against `checks`, by id, or against the shipped ones.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError([Mistake(str(path), 1, 1, "", "there is no such file.", START)]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        column = error.start - (error.object.rfind(b"\n", 0, error.start) + 1) + 1
        sentence, hint = "this is not text in UTF-8.", "Save the file as UTF-8."
        raise ConfigError([Mistake(str(path), line, column, "", sentence, hint)]) from None
    except OSError as error:
        sentence = f"the file cannot be read: {error.strerror}."
        raise ConfigError([Mistake(str(path), 1, 1, "", sentence, "Check the path and its rights.")]) from None
    settings = parse(text, path=path, environ=environ, checks=checks)
    wrong = [*_not_there(read(text, str(path)), settings), *knowledge.mistakes(settings.knowledge)]
    if wrong:
        raise ConfigError(wrong)
    return settings


def parse(
    text: str, *, path: Path, environ: Mapping[str, str], checks: Mapping[str, type[Any]] | None = None
) -> Settings:
    """The settings that this text holds; relative paths are meant beside `path`. Raises `ConfigError`."""
    tree = read(text, str(path))
    if tree.value is None and not tree.mistakes:
        tree.mistakes.append(Mistake(str(path), 1, 1, "", "this file is empty.", START))
    document = None
    if tree.value is not None:
        document = _document(tree)
        tree.mistakes.extend(agree.mistakes(tree, checks))
    if document is None or tree.mistakes:
        raise ConfigError(sorted(dict.fromkeys(tree.mistakes), key=lambda m: (m.line, m.column, m.key)))
    return Settings(
        path=path,
        monitor=document.monitor,
        smtp=document.smtp,
        editors=document.editors,
        targets=document.targets,
        secrets=_secrets(document, environ),
        warnings=tuple(agree.warnings(tree, document.monitor, document.smtp, document.targets, environ)),
    )


def _document(tree: Tree) -> Document | None:
    try:
        return Document.model_validate(tree.value)
    except ValidationError as error:
        # pydantic counts the sound elements alone: a list whose one element is wrong is not empty to its author.
        rows = [row for row in error.errors(include_url=False) if row["type"] != "too_short" or not row["input"]]
        tree.mistakes.extend(mistake(tree, row, Document) for row in rows)
        return None


def _secrets(document: Document, environ: Mapping[str, str]) -> dict[str, SecretStr]:
    names = {"MONITOR_SMTP_PASSWORD"}
    for target in document.targets:
        for credential in target.credentials:
            names |= {credential.username, credential.password}
    return {name: SecretStr(environ[name]) for name in sorted(names) if environ.get(name)}


def _not_there(tree: Tree, settings: Settings) -> Iterator[Mistake]:
    for place, (name, file) in enumerate(zip(settings.monitor.knowledge, settings.knowledge, strict=True)):
        if not file.is_file():
            hint = "Write a path beside this file, or one in full."
            yield tree.blame(("monitor", "knowledge", place), f"there is no file {name}.", hint)
