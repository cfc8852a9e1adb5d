"""Markdown becomes what Telegram takes, or is refused with its line."""

import pytest

from content.markup import NotShowable, page_html, telegram_html


def test_paragraphs_bold_italic_and_links() -> None:
    html = telegram_html("Так, **можна**.\n\nЧитайте *тут*: [Дія](https://diia.gov.ua/?a=1&b=2)")
    assert html == 'Так, <b>можна</b>.\n\nЧитайте <i>тут</i>: <a href="https://diia.gov.ua/?a=1&amp;b=2">Дія</a>'


def test_a_line_break_within_a_paragraph_is_a_space() -> None:
    assert telegram_html("один\nдва") == "один два"


def test_lists_are_written_out_line_by_line() -> None:
    assert telegram_html("1. раз\n2. два\n   і ще\n\n- а\n- б") == "1. раз\n2. два і ще\n\n• а\n• б"


def test_a_list_begins_at_its_own_number() -> None:
    assert telegram_html("3. три\n4. чотири") == "3. три\n4. чотири"


def test_html_in_the_text_is_shown_as_it_was_typed() -> None:
    assert telegram_html("<b>a</b> & <script>") == "&lt;b&gt;a&lt;/b&gt; &amp; &lt;script&gt;"


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("# Заголовок", 1),
        ("текст\n\n> цитата", 3),
        ("текст\n\n```\nкод\n```", 3),
        ("![картинка](a.png)", 1),
        ("`код`", 1),
        ("текст\n\n- а\n  - б", 4),
        ("---", 1),
    ],
)
def test_what_telegram_cannot_show_is_refused_with_its_line(markdown: str, line: int) -> None:
    with pytest.raises(NotShowable) as raised:
        telegram_html(markdown)
    assert raised.value.line == line


def test_a_page_shows_the_same_words_as_headings_lists_and_numbers_to_call() -> None:
    chat = telegram_html(
        "**Дзвоніть 112.**\n\nДе <це>?\nТут.\n\n- **0 800 60 20 19** – раз\n- [два](https://a.example)\n\n2. три"
    )
    page = page_html(chat)
    assert page == (
        '<h2>Дзвоніть <a href="tel:112">112</a>.</h2>\n<p>Де &lt;це&gt;? Тут.</p>\n'
        '<ul><li><a href="tel:0800602019"><b>0 800 60 20 19</b></a> – раз</li>\n'
        '<li><a href="https://a.example">два</a></li></ul>\n<ol start="2"><li>три</li></ol>'
    )
