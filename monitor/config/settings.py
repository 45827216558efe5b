"""The configuration as the other rooms use it: everything resolved, nothing left to look up in a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

from pydantic import SecretStr

from monitor.config import options
from monitor.config.kinds import Weekday
from monitor.config.mistakes import nearest
from monitor.config.models import Editor, Monitor, Reader, Smtp, Target
from monitor.errors import Mistake, UsageError

if TYPE_CHECKING:
    from monitor.digest.cadence import Cadence
    from monitor.digest.routing import Routes
    from monitor.store.retention import Terms

C = TypeVar("C")


class Login(NamedTuple):
    """A name and a password for one exact origin."""

    username: str
    password: SecretStr


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A configuration without mistakes. `warnings` can be meant, but are worth a second look.

    `secrets` are the environment variables that the file names; their values show in no repr and no error.
    """

    path: Path
    monitor: Monitor = field(default_factory=Monitor)
    smtp: Smtp = field(default_factory=Smtp)
    editors: tuple[Editor, ...] = ()
    targets: tuple[Target, ...] = ()
    secrets: Mapping[str, SecretStr] = field(default_factory=dict, repr=False)
    warnings: tuple[Mistake, ...] = ()

    @property
    def database(self) -> Path:
        """The database file."""
        return self.path.parent / self.monitor.database

    @property
    def reports(self) -> Path:
        """The folder of the reports."""
        return self.path.parent / self.monitor.reports

    @property
    def knowledge(self) -> tuple[Path, ...]:
        """The files of the user's own knowledge."""
        return tuple(self.path.parent / name for name in self.monitor.knowledge)

    @property
    def terms(self) -> "Terms":
        """How long things are remembered, as the store asks for it."""
        from monitor.store.retention import Terms  # noqa: PLC0415 - SQLAlchemy, that checking never needs

        return Terms(**self.monitor.keep.model_dump())

    @property
    def ca_file(self) -> str:
        """Certificates that the mail server is judged by; empty where the system's are."""
        return str(self.path.parent / self.smtp.ca_file) if self.smtp.ca_file else ""

    @property
    def smtp_password(self) -> SecretStr | None:
        """MONITOR_SMTP_PASSWORD of the environment; None if it is not set."""
        return self.secrets.get("MONITOR_SMTP_PASSWORD")

    def target(self, name: str) -> Target:
        """The target of that name. Raises `UsageError` with the nearest name."""
        names = {target.name: target for target in self.targets}
        if name not in names:
            raise UsageError(f"There is no target named {name} in {self.path}.", hint=nearest(name, tuple(names)))
        return names[name]

    def editor(self, name: str) -> Editor:
        """The editor of that name. Raises `UsageError` with the nearest name."""
        names = {editor.name: editor for editor in self.editors}
        if name not in names:
            hint = nearest(name, tuple(names)) if names else "Write one under editors."
            raise UsageError(f"There is no editor named {name} in {self.path}.", hint=hint)
        return names[name]

    def routes(self, target: Target) -> "Routes":
        """Whose pages are whose, as the digest asks for it; "" where nobody is named."""
        from monitor.digest.routing import Route, Routes  # noqa: PLC0415 - jinja2 and css_inline, that checking never needs

        return Routes(
            default=target.default_owner or "",
            site_owner=target.site_owner or "",
            admin=target.admin or "",
            routes=tuple(
                Route(
                    editor=owner.editor,
                    paths=(f"{owner.path}*" if owner.path.endswith("/") else owner.path,) if owner.path else (),
                    langs=(owner.language,) if owner.language else (),
                    authors=(owner.author,) if owner.author else (),
                )
                for owner in target.owners
            ),
        )

    def cadence(self, editor: Editor) -> "Cadence":
        """When the editor gets mail."""
        from monitor.digest.cadence import Cadence, Rhythm  # noqa: PLC0415 - as above

        weekday = get_args(Weekday).index(editor.weekday)
        return Cadence(rhythm=Rhythm(editor.cadence), weekday=weekday, hour=editor.hour)

    def admin(self, target: Target | None = None) -> Reader | None:
        """Who hears of technical faults; None where nobody is named."""
        return self.editor(target.admin) if target and target.admin else self.monitor.admin

    def timezone(self, target: Target) -> str:
        """The time zone of the target's schedule."""
        named = target.schedule.timezone if target.schedule else None
        return named or self.monitor.timezone

    def logins(self, target: Target) -> dict[str, Login]:
        """The credentials whose variables are set, by origin."""
        found = {}
        for credential in target.credentials:
            username, password = self.secrets.get(credential.username), self.secrets.get(credential.password)
            if username and password:
                found[credential.origin] = Login(username.get_secret_value(), password)
        return found

    def checks(self, target: Target, registry: Mapping[str, type[C]]) -> tuple[C, ...]:
        """The checks of the registry that the target has not switched off, with its options."""
        given: Mapping[str, Any] = target.checks
        return options.configured(registry, given)
