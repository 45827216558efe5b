"""One message to a real mail server, which is not always kind."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from pydantic import SecretStr

from monitor.errors import MailError
from monitor.mail import NotConnected, OutcomeUnknown, Reply, Sent, Server, Tls, send
from tests.integration.mailbox import Mailbox, serving

MAIL = b"Subject: koe\r\nMessage-ID: <1@kunta.example.fi>\r\n\r\nHei\r\n.alkaa pisteell\xc3\xa4\r\n"
ONE = ("neuvonta@kunta.example.fi",)
TWO = (*ONE, "poissa@kunta.example.fi")
PASSWORD = "salaisuus-4711"


class Certificates:
    """An authority of the test's own, and a context for a server on loopback."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.file = str(folder / "ca.pem")
        authority.cert_pem.write_to_path(self.file)
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("127.0.0.1").configure_cert(self.context)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("ca"))


def plain(port: int) -> Server:
    return Server(host="127.0.0.1", port=port, tls=Tls.NONE, timeout=5)


async def post(server: Server, recipients: tuple[str, ...] = ONE, handing: Callable[[], None] = lambda: None) -> Sent:
    return await send(
        MAIL, envelope_sender="bounce@kunta.example.fi", recipients=recipients, server=server, handing=handing
    )


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.IMPLICIT])
async def test_encrypted_and_logged_in(certificates: Certificates, tls: Tls) -> None:
    mailbox = Mailbox()
    context = {"starttls" if tls is Tls.STARTTLS else "implicit": certificates.context}
    async with serving(mailbox, password=PASSWORD, **context) as port:
        server = replace(
            plain(port), tls=tls, ca_file=certificates.file, username="vahti", password=SecretStr(PASSWORD)
        )
        assert await post(server) == Sent()
    assert mailbox.taken == [(ONE, MAIL)]
    assert mailbox.encrypted == [True]


async def test_starttls_is_never_optional() -> None:
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        with pytest.raises(NotConnected, match="does not offer STARTTLS"):
            await post(replace(plain(port), tls=Tls.STARTTLS))
    assert mailbox.taken == []


async def test_a_certificate_of_somebody_else(certificates: Certificates) -> None:
    async with serving(Mailbox(), starttls=certificates.context) as port:
        with pytest.raises(NotConnected, match="certificate that is not trusted") as told:
            await post(replace(plain(port), tls=Tls.STARTTLS))
    assert not told.value.permanent


async def test_a_wrong_password_is_not_repeated_in_the_error(certificates: Certificates) -> None:
    async with serving(Mailbox(), starttls=certificates.context, password="muu") as port:
        server = replace(plain(port), tls=Tls.STARTTLS, ca_file=certificates.file, username="vahti")
        with pytest.raises(NotConnected, match="did not accept the user name") as told:
            await post(replace(server, password=SecretStr(PASSWORD)))
    assert PASSWORD not in repr(told.value) + str(told.value) + repr(server)
    assert not told.value.permanent


async def test_no_password_without_tls() -> None:
    async with serving(Mailbox()) as port:
        with pytest.raises(NotConnected, match="not sent over a connection without TLS"):
            await post(replace(plain(port), username="vahti", password=SecretStr(PASSWORD)))


async def test_nobody_listens() -> None:
    async with serving(Mailbox()) as port:
        pass
    with pytest.raises(NotConnected, match="could not be reached") as told:
        await post(plain(port))
    assert not told.value.permanent


@pytest.mark.parametrize(
    ("reply", "permanent"),
    [
        pytest.param("451 Try again later", False, id="temporary"),
        pytest.param("554 Not wanted", True, id="permanent"),
    ],
)
async def test_the_message_is_refused(reply: str, permanent: bool) -> None:  # noqa: FBT001
    mailbox = Mailbox(reply)
    async with serving(mailbox) as port:
        with pytest.raises(MailError, match=reply) as told:
            await post(plain(port))
    assert (type(told.value), told.value.permanent, mailbox.taken) == (MailError, permanent, [])


async def test_one_recipient_is_refused() -> None:
    mailbox = Mailbox(refuses={TWO[1]: "550 No such user"})
    async with serving(mailbox) as port:
        assert await post(plain(port), TWO) == Sent({TWO[1]: Reply(550, "No such user")})
    assert mailbox.taken == [(ONE, MAIL)]


@pytest.mark.parametrize(
    ("replies", "permanent"),
    [
        pytest.param(("550 No such user", "550 No such user"), True, id="all for ever"),
        pytest.param(("550 No such user", "452 Full"), False, id="one may come back"),
    ],
)
async def test_every_recipient_is_refused(replies: tuple[str, str], permanent: bool) -> None:  # noqa: FBT001
    handed: list[str] = []
    async with serving(Mailbox(refuses=dict(zip(TWO, replies, strict=True)))) as port:
        with pytest.raises(MailError, match="every recipient") as told:
            await post(plain(port), TWO, lambda: handed.append("handed"))
    assert (told.value.permanent, handed) == (permanent, [])


async def test_what_is_no_address_is_not_offered() -> None:
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        evil = "x@example.fi>\r\nRCPT TO:<y@example.fi"
        assert await post(plain(port), (*ONE, evil)) == Sent({evil: Reply(553, "not a mail address")})
    assert mailbox.taken == [(ONE, MAIL)]


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        pytest.param("hang", 0, id="hangs"),
        pytest.param("drop", 0, id="drops after DATA"),
        pytest.param("die", 1, id="takes it and dies"),
    ],
)
async def test_no_answer_is_an_unknown_outcome(answer: str, taken: int) -> None:
    handed: list[str] = []
    mailbox = Mailbox(answer)
    async with serving(mailbox) as port:
        with pytest.raises(OutcomeUnknown) as told:
            await post(replace(plain(port), timeout=0.3), ONE, lambda: handed.append("handed"))
    assert (told.value.permanent, handed, len(mailbox.taken)) == (False, ["handed"], taken)
