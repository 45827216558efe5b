import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.cli import main
from tests.e2e.place import DEMO, ROUTES, Ran, served

Monitor = Callable[..., Ran]


@pytest.fixture
def monitor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Monitor:
    """The command line, run here in a folder of its own: `monitor("check", "page.html", stdin="")`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("MONITOR_CONTACT", raising=False)

    def run(*words: object, stdin: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, out, err)

    return run


@pytest.fixture(scope="session")
def demo_address() -> Iterator[str]:
    """The demo's site, served on loopback."""
    with served(DEMO / "site", ROUTES) as site:
        yield site.base_url
