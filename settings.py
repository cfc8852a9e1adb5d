"""The environment, read once at the start, as one frozen typed value. Only `cli/` reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

T = TypeVar("T")

LEAST_AUDIT_DAYS = 366
"""The database itself refuses to delete younger lines (migration 0006)."""


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


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set from outside; README and docs/architecture.md name the defaults."""

    bot_token: str | None
    bot_api_url: str
    database_url: str
    staff_chat_id: int | None
    admin_ids: frozenset[int]
    keep_days: int
    """Days for which questions and ratings are kept."""
    keep_audit_days: int
    """Days for which it is kept who of the staff did what."""
    keep_evidence_days: int
    """Days after which the evidence of a closed case is deleted."""
    send_rate: float
    """Messages a second in bulk; above 30 only with paid broadcasts."""
    training: bool
    """Whether staff may approve what they wrote themselves, to learn the bot."""
    level_weights: tuple[int, int, int]
    """What a certificate of the low, middle and high level counts in the rating of hromadas."""
    smtp_url: str | None
    """Where mails leave; with `mail_from` and `public_url` or not at all."""
    mail_from: str | None
    public_url: str | None
    """Where the pages of this bot are reached from outside."""
    webhook_url: str | None
    """Where Telegram posts updates; without it they are asked for."""
    webhook_secret: str | None
    host: str
    port: int
    timezone: ZoneInfo
    log_format: str
    """`text` or `json`."""
    sentry_dsn: str | None
    backup_dir: Path | None
    """Where nightly copies of the database go; without it there are none."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings in `environment`; an empty variable counts as not set. Raises WrongSettings."""
        read = _Reader(environment)
        settings = cls(
            bot_token=read.optional("BOT_TOKEN", _token, "settings-hint-bot-token", secret=True),
            bot_api_url=read("BOT_API_URL", "https://api.telegram.org", _web_address, "settings-hint-api-url"),
            # The address may hold a password, so it is never shown.
            database_url=read(
                "DATABASE_URL", "sqlite:///data/bot.db", _database, "settings-hint-database-url", secret=True
            ),
            staff_chat_id=read.optional("STAFF_CHAT_ID", int, "settings-hint-chat"),
            admin_ids=read.optional("ADMIN_IDS", _numbers, "settings-hint-ids") or frozenset(),
            keep_days=read("KEEP_DAYS", "365", _days, "settings-hint-days"),
            keep_audit_days=read("KEEP_AUDIT_DAYS", "1095", _audit_days, "settings-hint-audit-days"),
            keep_evidence_days=read("KEEP_EVIDENCE_DAYS", "90", _days, "settings-hint-days"),
            send_rate=read("SEND_RATE", "29.5", _rate, "settings-hint-rate"),
            training=read("TRAINING", "0", _yes_or_no, "settings-hint-yes-or-no"),
            level_weights=read("LEVEL_WEIGHTS", "1,2,3", _weights, "settings-hint-weights"),
            smtp_url=read.optional("SMTP_URL", _smtp, "settings-hint-smtp", secret=True),
            mail_from=read.optional("MAIL_FROM", _mail_address, "settings-hint-mail-from"),
            public_url=read.optional("PUBLIC_URL", _web_address, "settings-hint-public-url"),
            webhook_url=read.optional("WEBHOOK_URL", _webhook, "settings-hint-webhook-url"),
            webhook_secret=read.optional(
                "WEBHOOK_SECRET", _webhook_secret, "settings-hint-webhook-secret", secret=True
            ),
            host=read("HOST", "127.0.0.1", str, "settings-hint-host"),
            port=read("PORT", "8080", _port, "settings-hint-port"),
            timezone=read("TIMEZONE", "Europe/Kyiv", _timezone, "settings-hint-timezone"),
            log_format=read("LOG_FORMAT", "text", _log_format, "settings-hint-log-format"),
            sentry_dsn=read.optional("SENTRY_DSN", _sentry, "settings-hint-sentry", secret=True),
            backup_dir=read.optional("BACKUP_DIR", Path, "settings-hint-backup-dir"),
        )
        read.needs("WEBHOOK_URL", "WEBHOOK_SECRET", "settings-hint-webhook-secret")
        read.all_or_none(("SMTP_URL", "MAIL_FROM", "PUBLIC_URL"), "settings-hint-mails")
        if read.mistakes:
            raise WrongSettings(*read.mistakes)
        return settings

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


class _Reader:
    """Reads one variable after the other, and gathers in `mistakes` those that are wrong."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.mistakes: list[WrongSetting] = []

    def __call__(self, name: str, default: str, parse: Callable[[str], T], hint: str, *, secret: bool = False) -> T:
        """The value; the default where the variable is not set or wrong."""
        value = self.optional(name, parse, hint, secret=secret)
        return parse(default) if value is None else value

    def optional(self, name: str, parse: Callable[[str], T], hint: str, *, secret: bool = False) -> T | None:
        """The value; None where the variable is not set or wrong."""
        value = self._given(name)
        if not value:
            return None
        try:
            return parse(value)
        except ValueError:
            key = "settings-wrong-secret" if secret else "settings-wrong"
            self.mistakes.append(WrongSetting(name=name, key=key, hint=hint, value="" if secret else value))
            return None

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


def _token(value: str) -> str:
    number, colon, secret = value.partition(":")
    if not (number.isdigit() and colon and secret.replace("-", "").replace("_", "").isalnum()):
        raise ValueError
    return value


def _web_address(value: str) -> str:
    address = urlsplit(value)
    if address.scheme not in {"http", "https"} or not address.hostname or value.endswith("/"):
        raise ValueError
    return value


def _webhook(value: str) -> str:
    """Telegram posts over HTTPS only; a Bot API server on this machine takes plain HTTP on loopback."""
    address = urlsplit(value)
    local = address.scheme == "http" and address.hostname in {"127.0.0.1", "localhost", "::1"}
    if not address.hostname or address.query or address.fragment or not (address.scheme == "https" or local):
        raise ValueError
    return value


def _webhook_secret(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
        raise ValueError
    return value


def _log_format(value: str) -> str:
    if value not in {"text", "json"}:
        raise ValueError
    return value


def _sentry(value: str) -> str:
    address = urlsplit(value)
    project = address.path.rpartition("/")[2]
    if address.scheme not in {"http", "https"} or not (address.username and address.hostname and project.isdigit()):
        raise ValueError
    return value


def _smtp(value: str) -> str:
    address = urlsplit(value)
    if address.scheme not in {"smtp", "smtps"} or not address.hostname:
        raise ValueError
    return value


def _mail_address(value: str) -> str:
    if "@" not in value or any(sign in value for sign in "\r\n"):
        raise ValueError
    return value


def _port(value: str) -> int:
    if not 0 <= int(value) <= 65535:
        raise ValueError
    return int(value)


def _database(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://")):
        raise ValueError
    return value


def _days(value: str) -> int:
    if not 1 <= int(value) <= 3650:
        raise ValueError
    return int(value)


def _audit_days(value: str) -> int:
    if int(value) < LEAST_AUDIT_DAYS:
        raise ValueError
    return _days(value)


def _rate(value: str) -> float:
    if not 0.1 <= float(value) <= 990:
        raise ValueError
    return float(value)


def _yes_or_no(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError
    return value == "1"


def _numbers(value: str) -> frozenset[int]:
    return frozenset(int(number) for number in value.replace(",", " ").split())


def _weights(value: str) -> tuple[int, int, int]:
    low, middle, high = (int(weight) for weight in value.split(","))
    if not 1 <= low <= middle <= high <= 100:
        raise ValueError
    return low, middle, high


def _timezone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (OSError, LookupError) as error:  # a folder's name, or a zone that does not exist
        raise ValueError from error
