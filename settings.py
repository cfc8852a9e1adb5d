"""The environment, read once at the start, as one frozen typed value. Only `cli/` reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from services.choices import Choices

T = TypeVar("T")
D = TypeVar("D")

LEAST_AUDIT_TIME = timedelta(days=366)
"""The database itself refuses to delete younger lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongSetting:
    """A variable that is missing or has a value that cannot be meant.

    `key` and `hint` name the sentences in `messages/settings.ftl`; `value` is empty for a secret.
    """

    name: str
    key: str
    hint: str
    value: str = ""


class WrongSettings(Exception):
    """Some variables are wrong; `mistakes` names each of them."""

    def __init__(self, *mistakes: WrongSetting) -> None:
        super().__init__(", ".join(f"{each.name}: {each.key}" for each in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, kw_only=True)
class Settings(Choices):
    """All that can be set from outside; docs/architecture.md names the defaults."""

    bot_token: str | None
    bot_api_url: str
    smtp_url: str | None
    """Where mails leave; with `mail_from` and `public_url` or not at all. The pages need only the latter."""
    mail_from: str
    webhook_secret: str | None
    host: str
    port: int
    """0: no web server."""
    log_format: str
    """`text` or `json`."""
    sentry_dsn: str | None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings in `environment`; an empty variable counts as not set. Raises WrongSettings."""
        read = _Reader(environment)
        settings = cls(
            bot_token=read("BOT_TOKEN", None, _token, "settings-hint-bot-token", secret=True),
            bot_api_url=read("BOT_API_URL", "https://api.telegram.org", _web_address, "settings-hint-api-url"),
            # The address may hold a password, so it is never shown.
            database_url=read(
                "DATABASE_URL", "sqlite:///data/bot.db", _database, "settings-hint-database-url", secret=True
            ),
            staff_chat_id=read("STAFF_CHAT_ID", None, int, "settings-hint-chat"),
            admin_ids=read("ADMIN_IDS", frozenset[int](), _numbers, "settings-hint-ids"),
            kept_for=read("KEEP_DAYS", cls.kept_for, _days, "settings-hint-days"),
            audit_kept_for=read("KEEP_AUDIT_DAYS", cls.audit_kept_for, _audit_days, "settings-hint-audit-days"),
            evidence_kept_for=read("KEEP_EVIDENCE_DAYS", cls.evidence_kept_for, _days, "settings-hint-days"),
            send_rate=read("SEND_RATE", cls.send_rate, _rate, "settings-hint-rate"),
            training=read("TRAINING", False, _yes_or_no, "settings-hint-yes-or-no"),
            notice_second_from=read(
                "NOTICE_SECOND_FROM", cls.notice_second_from, _count_of_posts, "settings-hint-posts"
            ),
            level_weights=read("LEVEL_WEIGHTS", cls.level_weights, _weights, "settings-hint-weights"),
            smtp_url=read("SMTP_URL", None, _smtp, "settings-hint-smtp", secret=True),
            mail_from=read("MAIL_FROM", "", _mail_address, "settings-hint-mail-from"),
            public_url=read("PUBLIC_URL", "", _web_address, "settings-hint-public-url"),
            webhook_url=read("WEBHOOK_URL", None, _webhook, "settings-hint-webhook-url"),
            webhook_secret=read("WEBHOOK_SECRET", None, _webhook_secret, "settings-hint-webhook-secret", secret=True),
            host=read("HOST", "127.0.0.1", str, "settings-hint-host"),
            port=read("PORT", 8080, _port, "settings-hint-port"),
            timezone=read("TIMEZONE", ZoneInfo("Europe/Kyiv"), ZoneInfo, "settings-hint-timezone"),
            log_format=read("LOG_FORMAT", "text", _log_format, "settings-hint-log-format"),
            sentry_dsn=read("SENTRY_DSN", None, _sentry, "settings-hint-sentry", secret=True),
            department_address=read("DEPARTMENT_ADDRESS", "", str, "settings-hint-department-address"),
            department_site=read("DEPARTMENT_SITE", "", _web_address, "settings-hint-department-site"),
            department_mail=read("DEPARTMENT_MAIL", "", _mail_address, "settings-hint-department-mail"),
            department_signer=read("DEPARTMENT_SIGNER", "", _signer, "settings-hint-department-signer"),
            backup_folder=read("BACKUP_DIR", None, Path, "settings-hint-backup-dir"),
            backup_recipient=read(
                "BACKUP_RECIPIENT", "", _checked(str, _is_recipient), "settings-hint-backup-recipient"
            ),
            # Whoever knows the address can say that all is well.
            heartbeat_url=read("HEARTBEAT_URL", None, _web_address, "settings-hint-heartbeat", secret=True),
        )
        read.needs("WEBHOOK_URL", "WEBHOOK_SECRET", "settings-hint-webhook-secret")
        read.all_or_none(("SMTP_URL", "MAIL_FROM"), "settings-hint-mails")
        read.needs("SMTP_URL", "PUBLIC_URL", "settings-hint-mails")
        if settings.port == 0 and (settings.webhook_url or settings.public_url):
            wrong = WrongSetting(name="PORT", key="settings-wrong", hint="settings-hint-port-off", value="0")
            read.mistakes.append(wrong)
        if read.mistakes:
            raise WrongSettings(*read.mistakes)
        return settings

    @classmethod
    def names(cls) -> frozenset[str]:
        """The variables that are read."""
        asked = _Asked()
        cls.from_environment(asked)
        return frozenset(asked.names)

    @property
    def webhook(self) -> tuple[str, str] | None:
        """URL and secret of the webhook; None where updates are asked for."""
        return (self.webhook_url, self.webhook_secret) if self.webhook_url and self.webhook_secret else None

    @property
    def mails(self) -> bool:
        """Whether the e-mail channel is on; with one of its settings there are the others."""
        return self.smtp_url is not None

    def require_token(self) -> str:
        """The token. Raises WrongSettings where there is none."""
        if self.bot_token is None:
            raise WrongSettings(_missing("BOT_TOKEN", "settings-hint-bot-token"))
        return self.bot_token


class _Asked(dict[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, name: str, default: object = None) -> str:
        self.names.add(name)
        return str(default)


class _Reader:
    """Reads one variable after the other, and gathers in `mistakes` those that are wrong."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.mistakes: list[WrongSetting] = []

    def __call__(self, name: str, default: D, parse: Callable[[str], T], hint: str, *, secret: bool = False) -> T | D:
        """The value; the default where the variable is not set or wrong."""
        value = self._given(name)
        if not value:
            return default
        try:
            return parse(value)
        except (ValueError, LookupError, OSError):  # ZoneInfo raises the last two
            key = "settings-wrong-secret" if secret else "settings-wrong"
            self.mistakes.append(WrongSetting(name=name, key=key, hint=hint, value="" if secret else value))
            return default

    def needs(self, name: str, other: str, hint: str) -> None:
        """With `name` there must be `other`."""
        if self._given(name) and not self._given(other):
            self.mistakes.append(_missing(other, hint))

    def all_or_none(self, names: Sequence[str], hint: str) -> None:
        """Where one of these is set, all must be."""
        missing = [name for name in names if not self._given(name)]
        if len(missing) < len(names):
            self.mistakes += [_missing(name, hint) for name in missing]

    def _given(self, name: str) -> str:
        return self._environment.get(name, "").strip()


def _missing(name: str, hint: str) -> WrongSetting:
    return WrongSetting(name=name, key="settings-missing", hint=hint)


def _checked(parse: Callable[[str], T], holds: Callable[[T], object]) -> Callable[[str], T]:
    """`parse`, but with a ValueError where `holds` is not true of the value."""

    def parse_and_check(given: str) -> T:
        value = parse(given)
        if not holds(value):
            raise ValueError
        return value

    return parse_and_check


def _is_web_address(value: str) -> bool:
    address = urlsplit(value)
    return address.scheme in {"http", "https"} and bool(address.hostname) and not value.endswith("/")


def _is_webhook(value: str) -> bool:
    """Telegram posts over HTTPS only; a Bot API server on this machine takes plain HTTP on loopback."""
    address = urlsplit(value)
    local = address.scheme == "http" and address.hostname in {"127.0.0.1", "localhost", "::1"}
    return bool(address.hostname) and not (address.query or address.fragment) and (address.scheme == "https" or local)


def _is_sentry(value: str) -> bool:
    address = urlsplit(value)
    project = address.path.rpartition("/")[2]
    return address.scheme in {"http", "https"} and all((address.username, address.hostname, project.isdigit()))


def _is_recipient(value: str) -> bool:
    import pyrage  # only where copies are encrypted

    try:
        return bool(pyrage.x25519.Recipient.from_str(value))
    except pyrage.RecipientError:
        return False


def _is_smtp(value: str) -> bool:
    return urlsplit(value).scheme in {"smtp", "smtps"} and bool(urlsplit(value).hostname)


_token = _checked(str, re.compile(r"\d+:[\w-]+").fullmatch)
_web_address = _checked(str, _is_web_address)
_webhook = _checked(str, _is_webhook)
_webhook_secret = _checked(str, re.compile(r"[A-Za-z0-9_-]{1,256}").fullmatch)
_log_format = _checked(str, {"text", "json"}.__contains__)
_sentry = _checked(str, _is_sentry)
_smtp = _checked(str, _is_smtp)
_mail_address = _checked(str, re.compile(r"[^\r\n]*@[^\r\n]*").fullmatch)
_signer = _checked(str, re.compile(r"[^;\n]+;[^;\n]+").fullmatch)
_port = _checked(int, range(65536).__contains__)
_database = _checked(str, lambda url: url.startswith(("sqlite:///", "postgresql://")))
_count_of_days = _checked(int, range(1, 3651).__contains__)
_count_of_posts = _checked(int, lambda count: count >= 2)
_rate = _checked(float, lambda rate: 0.1 <= rate <= 990)
_yes_or_no = {"0": False, "1": True}.__getitem__


def _days(value: str) -> timedelta:
    return timedelta(days=_count_of_days(value))


_audit_days = _checked(_days, lambda kept: kept >= LEAST_AUDIT_TIME)


def _numbers(value: str) -> frozenset[int]:
    return frozenset(int(number) for number in value.replace(",", " ").split())


def _weights(value: str) -> tuple[int, int, int]:
    low, middle, high = (int(weight) for weight in value.split(","))
    if not 1 <= low <= middle <= high <= 100:
        raise ValueError
    return low, middle, high
