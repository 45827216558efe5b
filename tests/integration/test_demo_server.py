"""The loopback web server and the mail sink, over real sockets."""

import asyncio
import os
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import httpx
import pytest
import pytest_asyncio

from monitor.demo.server import Route, Site, serve
from monitor.demo.sink import sink

ROUTES = {
    "/old": Route(301, to="/page.html"),
    "/fails": Route(500),
    "/gone": Route(410),
    "/gives-nothing": Route(file="lost.html"),
    "/Sivut/default.aspx": Route(file="page.html"),
    "/tyhjä sivu": Route(file="page.html"),
    "/sivu?id=7": Route(429, headers={"Retry-After": "5"}),
    "/bare": Route(file="page.html", type="text/html"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "folder").mkdir(parents=True)
    (root / "page.html").write_text("<h1>Sivu</h1>", encoding="utf-8")
    (root / "lost.html").write_text("<h1>Sivua ei löytynyt</h1>", encoding="utf-8")
    (root / "folder" / "index.html").write_text("<h1>Kansio</h1>", encoding="utf-8")
    (root / "paper.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (root / "way-out").symlink_to(tmp_path)
    os.utime(root / "page.html", (1_700_000_000, 1_700_000_000))
    return root


@pytest_asyncio.fixture
async def site(root: Path) -> AsyncIterator[Site]:
    async with serve(root, ROUTES) as site:
        yield site


@pytest_asyncio.fixture
async def client(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=site.base_url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "status", "content_type"),
    [
        pytest.param("/page.html", 200, "text/html; charset=utf-8", id="page"),
        pytest.param("/page.html?utm_source=x", 200, "text/html; charset=utf-8", id="query-is-not-part-of-a-file"),
        pytest.param("/folder/", 200, "text/html; charset=utf-8", id="folder"),
        pytest.param("/paper.pdf", 200, "application/pdf", id="document"),
        pytest.param("/bare", 200, "text/html", id="type-by-route"),
        pytest.param("/Sivut/default.aspx", 200, "text/html; charset=utf-8", id="file-by-route"),
        pytest.param("/tyhj%C3%A4%20sivu", 200, "text/html; charset=utf-8", id="route-in-decoded-form"),
        pytest.param("/gives-nothing", 200, "text/html; charset=utf-8", id="soft-404"),
        pytest.param("/sivu?id=7", 429, "text/plain; charset=utf-8", id="route-with-query"),
        pytest.param("/sivu?id=8", 404, "text/plain; charset=utf-8", id="other-query"),
        pytest.param("/fails", 500, "text/plain; charset=utf-8", id="server-error"),
        pytest.param("/gone", 410, "text/plain; charset=utf-8", id="gone"),
        pytest.param("/page.html/", 404, "text/plain; charset=utf-8", id="a-page-is-no-folder"),
        pytest.param("/missing.html", 404, "text/plain; charset=utf-8", id="not-found"),
    ],
)
async def test_answers(client: httpx.AsyncClient, path: str, status: int, content_type: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, content_type)


@pytest.mark.parametrize(
    ("path", "location"),
    [pytest.param("/old", "/page.html", id="route"), pytest.param("/folder", "/folder/", id="folder")],
)
async def test_redirects(client: httpx.AsyncClient, path: str, location: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, location)


async def test_own_page_for_what_is_not_there(client: httpx.AsyncClient, root: Path) -> None:
    (root / "404.html").write_text("<h1>Hupsista</h1>", encoding="utf-8")
    answer = await client.get("/missing.html", headers={"If-None-Match": "*"})
    assert (answer.status_code, answer.text) == (404, "<h1>Hupsista</h1>")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"If-None-Match": '"other"'}, 200, id="other-tag"),
        pytest.param({"If-Modified-Since": "Tue, 14 Nov 2023 22:13:19 GMT"}, 200, id="changed-since"),
        pytest.param({"If-Modified-Since": "yesterday"}, 200, id="unreadable-date"),
        pytest.param(
            {"If-None-Match": '"other"', "If-Modified-Since": "Tue, 14 Nov 2023 22:13:20 GMT"},
            200,
            id="tag-before-date",
        ),
        pytest.param({"If-None-Match": "TAG"}, 304, id="same-tag"),
        pytest.param({"If-None-Match": 'W/"x", W/TAG'}, 304, id="same-tag-in-a-list"),
        pytest.param({"If-Modified-Since": "Tue, 14 Nov 2023 22:13:20 GMT"}, 304, id="same-date"),
    ],
)
async def test_conditional_requests(client: httpx.AsyncClient, headers: dict[str, str], status: int) -> None:
    tag = (await client.get("/page.html")).headers["etag"]
    answer = await client.get("/page.html", headers={k: v.replace("TAG", tag) for k, v in headers.items()})
    assert (answer.status_code, bool(answer.content)) == (status, status == 200)
    assert (answer.headers["etag"], answer.headers["last-modified"]) == (tag, "Tue, 14 Nov 2023 22:13:20 GMT")


async def test_head_has_the_length_and_no_body(client: httpx.AsyncClient) -> None:
    answer = await client.head("/page.html")
    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, "13", b"")


async def test_nothing_can_be_posted(client: httpx.AsyncClient) -> None:
    answer = await client.post("/page.html", content=b"GET /page.html HTTP/1.1\r\n\r\n")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


async def test_the_next_round(client: httpx.AsyncClient, site: Site, tmp_path: Path) -> None:
    before = await client.get("/page.html")
    second = tmp_path / "second"
    second.mkdir()
    (second / "page.html").write_text("<h1>Uusi</h1>", encoding="utf-8")
    site.turn(second)
    after = await client.get("/page.html", headers={"If-None-Match": before.headers["etag"]})
    kept = await client.get("/folder/")
    site.turn(None)
    again = await client.get("/page.html")
    assert [a.text for a in (before, after, kept, again)] == [
        "<h1>Sivu</h1>",
        "<h1>Uusi</h1>",
        "<h1>Kansio</h1>",
        "<h1>Sivu</h1>",
    ]
    assert [one.status for one in site.asked] == [200] * 4


async def test_two_slashes_do_not_become_another_host(site: Site) -> None:
    answer = await say(site, b"GET //folder HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert b"\r\nLocation: /folder/\r\n" in answer


async def say(site: Site, raw: bytes) -> bytes:
    host, port = site.base_url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(raw)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


@pytest.mark.parametrize(
    ("target", "status"),
    [
        pytest.param("/../secret.txt", 404, id="dots"),
        pytest.param("/%2e%2e/secret.txt", 404, id="encoded-dots"),
        pytest.param("/folder/..%2f..%2fsecret.txt", 404, id="encoded-slash"),
        pytest.param("//etc/passwd", 404, id="two-slashes"),
        pytest.param("/way-out/secret.txt", 404, id="symbolic-link"),
        pytest.param("/page.html%00.png", 404, id="null-byte"),
        pytest.param("/" + "a" * 5_000, 404, id="name-too-long"),
        pytest.param("secret.txt", 400, id="no-slash"),
        pytest.param("http://example.fi/", 400, id="proxy-form"),
        pytest.param("/" + "a" * 70_000, 431, id="head-too-long"),
    ],
)
async def test_hostile_targets(site: Site, target: str, status: int) -> None:
    answer = await say(site, f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b"\r\n")[0].split()[1] == str(status).encode()
    assert b"secret" not in answer


@pytest.mark.parametrize(
    ("raw", "answers"),
    [
        pytest.param(b"GET /page.html HTTP/1.1\r\n\r\n" * 3, 3, id="kept-alive"),
        pytest.param(b"GET /page.html HTTP/1.0\r\n\r\n" * 3, 1, id="1.0-closes"),
        pytest.param(b"GET /page.html HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" * 3, 3, id="1.0-kept-alive"),
        pytest.param(b"GET /page.html HTTP/1.1\r\nConnection: close\r\n\r\n" * 3, 1, id="told-to-close"),
        pytest.param(b"GET /page.html HTTP/1.1\r\nContent-Length: 30\r\n\r\n" * 2, 1, id="unread-body-closes"),
        pytest.param(b"nonsense\r\n\r\n" * 2, 1, id="nonsense-closes"),
        pytest.param(b"GET /page.html HTTP/1.1\r\nno colon\r\n\r\n" * 2, 1, id="bad-header-closes"),
        pytest.param(b"GET /page", 0, id="half-a-request"),
        pytest.param(b"", 0, id="nothing"),
    ],
)
async def test_connections(site: Site, raw: bytes, answers: int) -> None:
    assert (await say(site, raw)).count(b"HTTP/1.1 ") == answers


async def test_closing_does_not_wait_for_idle_readers(root: Path) -> None:
    async with asyncio.timeout(5), serve(root) as site:
        host, port = site.base_url.removeprefix("http://").split(":")
        _, writer = await asyncio.open_connection(host, int(port))
    writer.close()


async def test_the_sink_keeps_what_it_takes(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "monitor@example.fi", "editor@example.fi", "2 uutta, 1 avoin"
    message.set_content("Hyvää huomenta\n.\nloppu")
    async with sink(tmp_path / "mail") as mailbox:
        for _ in range(2):
            await aiosmtplib.send(message, hostname=mailbox.host, port=mailbox.port, start_tls=False)
    assert [(m.sender, m.recipients, m.subject, m.path.name) for m in mailbox.mails] == [
        ("monitor@example.fi", ("editor@example.fi",), "2 uutta, 1 avoin", f"00{number}.eml") for number in (1, 2)
    ]
    body = mailbox.mails[0].message.get_content()
    assert body.splitlines() == ["Hyvää huomenta", ".", "loppu"]


async def test_the_sink_refuses_when_told(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "monitor@example.fi", "editor@example.fi"
    async with sink(tmp_path) as mailbox:
        mailbox.refuse = "451 try again later"
        with pytest.raises(aiosmtplib.SMTPDataError):
            await aiosmtplib.send(message, hostname=mailbox.host, port=mailbox.port, start_tls=False)
    assert mailbox.mails == []
