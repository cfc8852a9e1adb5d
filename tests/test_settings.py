"""A wrong setting is named; a secret one is not shown."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from services.content import Content
from settings import Settings, WrongSettings

SECRET = {"BOT_TOKEN", "DATABASE_URL", "SMTP_URL", "WEBHOOK_SECRET", "SENTRY_DSN"}


def test_without_any_variable_the_defaults_of_the_contract_hold() -> None:
    settings = Settings.from_environment({})
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///data/bot.db"
    assert settings.staff_chat_id is None
    assert settings.timezone == ZoneInfo("Europe/Kyiv")


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.from_environment({"BOT_TOKEN": " ", "STAFF_CHAT_ID": ""}) == Settings.from_environment({})


def test_values_are_read_with_their_types() -> None:
    settings = Settings.from_environment(
        {"BOT_TOKEN": "42:AA-b_c", "STAFF_CHAT_ID": "-1001234", "LEVEL_WEIGHTS": "1, 3, 5"}
    )
    assert settings.require_token() == "42:AA-b_c"
    assert settings.staff_chat_id == -1001234
    assert settings.level_weights == (1, 3, 5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "no colon"),
        ("BOT_API_URL", "api.telegram.org"),
        ("BOT_API_URL", "https://api.telegram.org/"),
        ("DATABASE_URL", "mysql://localhost/bot"),
        ("STAFF_CHAT_ID", "@staff"),
        ("TIMEZONE", "Europe/Zhytomyr"),
        ("TIMEZONE", "Europe"),
        ("TIMEZONE", "/etc/passwd"),
        ("SMTP_URL", "https://mail.example.org"),
        ("MAIL_FROM", "bot"),
        ("PUBLIC_URL", "https://bot.example.org/"),
        ("PORT", "70000"),
        ("WEBHOOK_URL", "http://bot.example.org/telegram"),
        ("WEBHOOK_URL", "https:///telegram"),
        ("WEBHOOK_URL", "https://bot.example.org/telegram?a=b"),
        ("WEBHOOK_SECRET", "two words"),
        ("WEBHOOK_SECRET", "a" * 257),
        ("WEBHOOK_SECRET", "ключ"),
        ("LOG_FORMAT", "xml"),
        ("SENTRY_DSN", "https://sentry.example.org/1"),
        ("LEVEL_WEIGHTS", "1,2"),
        ("LEVEL_WEIGHTS", "0,2,3"),
        ("LEVEL_WEIGHTS", "1,3,2"),
        ("LEVEL_WEIGHTS", "1,2,x"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable_in_words(content: Content, name: str, value: str) -> None:
    with pytest.raises(WrongSettings) as raised:
        Settings.from_environment({name: value})
    error, *_ = raised.value.mistakes  # the others lack what belongs to it
    texts = content.texts
    sentence = texts.plain(error.key, name=error.name, value=error.value, hint=texts.plain(error.hint))
    assert name in sentence
    assert (value in sentence) == (name not in SECRET)


def test_run_without_a_token_is_refused() -> None:
    with pytest.raises(WrongSettings, match="BOT_TOKEN"):
        Settings.from_environment({}).require_token()


def test_administrators_are_numbers_with_commas_or_spaces() -> None:
    assert Settings.from_environment({}).admin_ids == frozenset()
    assert Settings.from_environment({"ADMIN_IDS": "1, 22 333"}).admin_ids == {1, 22, 333}
    with pytest.raises(WrongSettings) as caught:
        Settings.from_environment({"ADMIN_IDS": "1;2"})
    assert [each.name for each in caught.value.mistakes] == ["ADMIN_IDS"]


@pytest.mark.parametrize("value", ["0", "-1", "3651", "x", "1.5"])
def test_days_are_a_whole_number_within_bounds(value: str) -> None:
    assert Settings.from_environment({"KEEP_DAYS": "30"}).kept_for == timedelta(days=30)
    with pytest.raises(WrongSettings) as caught:
        Settings.from_environment({"KEEP_DAYS": value})
    assert [each.name for each in caught.value.mistakes] == ["KEEP_DAYS"]


def test_mail_needs_all_three_of_its_settings() -> None:
    mail = {"SMTP_URL": "smtp://localhost", "MAIL_FROM": "bot@example.org", "PUBLIC_URL": "https://bot.example.org"}
    assert Settings.from_environment(mail).mails
    assert not Settings.from_environment({}).mails
    assert not Settings.from_environment({"PUBLIC_URL": mail["PUBLIC_URL"]}).mails, "pages need no mail"
    for name in mail:
        with pytest.raises(WrongSettings) as raised:
            assert Settings.from_environment(mail | {name: ""}).mails
        assert name in {each.name for each in raised.value.mistakes}


def test_a_webhook_needs_its_secret_and_https_but_on_this_machine() -> None:
    assert Settings.from_environment({"WEBHOOK_SECRET": "a-B_9"}).webhook is None
    for url in ("https://bot.example.org/telegram", "http://127.0.0.1:8080/telegram", "http://localhost/x"):
        settings = Settings.from_environment({"WEBHOOK_URL": url, "WEBHOOK_SECRET": "a-B_9"})
        assert settings.webhook == (url, "a-B_9")
        with pytest.raises(WrongSettings) as raised:
            Settings.from_environment({"WEBHOOK_URL": url})
        assert [each.name for each in raised.value.mistakes] == ["WEBHOOK_SECRET"]
