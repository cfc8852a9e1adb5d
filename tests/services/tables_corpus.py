"""Small tables as an accountant, a teacher or a secretary makes them, each with what must come of it.

Each is written in the ways that its `ways` name. `ASKED`: nothing may be kept of it without a question, or a mistake
that names the cell. What is expected otherwise is each row as it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.sheets import BOOKS, TEXTS, Cell, Page

ASKED = None
ALL = (*BOOKS, *TEXTS)
SOME = ("excel", "ods", "cp1251")
Rows = Sequence[Sequence[Cell]]
CODE = "UA18060170570049484"


@dataclass(frozen=True)
class Made:
    """One table."""

    kind: str
    name: str
    page: Page
    expected: Sequence[str] | None
    ways: Sequence[str] = SOME


def members(name: str, rows: Rows, *expected: str, ways: Sequence[str] = SOME, **how: object) -> Made:
    """What is expected of a person: name, body, unit, state, with « | » between; nothing: ASKED."""
    return Made("members", name, Page(rows, **how), expected or ASKED, ways)  # type: ignore[arg-type]


def batch(name: str, rows: Rows, *expected: str, ways: Sequence[str] = SOME, **how: object) -> Made:
    """Name, code, day, points."""
    return Made("batch", name, Page(rows, **how), expected or ASKED, ways)  # type: ignore[arg-type]


def settlements(name: str, rows: Rows, *expected: str, ways: Sequence[str] = SOME) -> Made:
    """Hromada, settlement."""
    return Made("settlements", name, Page(rows), expected or ASKED, ways)


def rating(name: str, rows: Rows, *expected: str, ways: Sequence[str] = SOME, **how: object) -> Made:
    """Hromada and the four figures."""
    return Made("rating", name, Page(rows, **how), expected or ASKED, ways)  # type: ignore[arg-type]


def audience(name: str, rows: Rows, *expected: str, ways: Sequence[str] = SOME, **how: object) -> Made:
    """Raions that are meant as a whole, then hromadas beside them."""
    return Made("audience", name, Page(rows, **how), expected or ASKED, ways)  # type: ignore[arg-type]


def invites(name: str, rows: Rows, *expected: str, ways: Sequence[str] = SOME) -> Made:
    """Place, title, e-mail, phone."""
    return Made("invites", name, Page(rows), expected or ASKED, ways)


X = "Центральна бібліотека"
MARIA, PETRO, OLENA = "Гнатюк Марія Іванівна", "Савчук Петро Олегович", "Коваль Олена Петрівна"
M, P, O = (f"{name} | {X} | | " for name in (MARIA, PETRO, OLENA))  # noqa: E741
HEADED = ("ПІБ", "Установа")
COUNCIL = "Овруцька міська рада"

CORPUS: tuple[Made, ...] = (
    # Headings of lists of members.
    members("plain", [HEADED, (MARIA, X), (PETRO, X)], M, P, ways=ALL),
    members("columns turned around", [("Установа", "ПІБ"), (X, MARIA)], M, ways=ALL),
    members("dots", [("П.І.Б.", "Установа"), (MARIA, X)], M),
    members("spaces", [("П І Б", "Місце роботи"), (MARIA, X)], M),
    members("words", [("Прізвище, ім’я, по батькові", "Назва установи"), (MARIA, X)], M, ways=ALL),
    members("a hard apostrophe", [("Прізвище, ім'я, по батькові", "Заклад"), (MARIA, X)], M),
    members(
        "a break in the heading", [("Прізвище,\nім’я,\nпо батькові", "Назва\nустанови"), (MARIA, X)], M, ways=BOOKS
    ),
    members("numbers before headings", [("1. ПІБ", "2. Установа"), (MARIA, X)], M),
    members("capitals", [("ПІБ", "УСТАНОВА"), (MARIA, X)], M),
    members("a Latin letter in a heading", [("П\u0049Б", "Уст\u0061нова"), (MARIA, X)], M),
    members(
        "three columns of a name", [("Прізвище", "Ім’я", "По батькові", "Установа"), (*MARIA.split(), X)], M, ways=ALL
    ),
    members(
        "a name without father", [("Прізвище", "Ім’я", "Установа"), ("Гнатюк", "Марія", X)], f"Гнатюк Марія | {X} | | "
    ),
    members("numbered rows", [("№ з/п", *HEADED), (1, MARIA, X), (2, PETRO, X)], M, P),
    members("a post beside it", [("ПІБ", "Посада працівника", "Установа"), (MARIA, "діловод", X)], M, ways=ALL),
    members("whose manager", [("ПІБ", "ПІБ керівника", "Установа"), (MARIA, PETRO, X)]),
    members("two columns of names", [("ПІБ", "ПІБ", "Установа"), (MARIA, PETRO, X)]),
    members("two bodies", [("ПІБ", "Установа", "Заклад"), (MARIA, X, "Ліцей № 1")]),
    members("phones and mail", [("ПІБ", "Телефон", "E-mail", "Установа"), (MARIA, "0671234567", "m@x.ua", X)], M),
    members("a citizenship", [("ПІБ", "Громадянство", "Установа"), (MARIA, "Україна", X)], M),
    members(
        "a reason", [("ПІБ", "Установа", "Стан", "Причина"), (MARIA, X, "не бере участі", "хвороба")], M + "exempt"
    ),
    members("a heading nobody knows", [("Хто", "Де"), (MARIA, X)]),
    members("a heading that is like one", [("ПІБ особи, яка навчається", "Установа"), (MARIA, X)]),
    members("no headings at all", [(MARIA, X), (PETRO, X)]),
    members("no body", [("ПІБ",), (MARIA,)]),
    members("units", [("ПІБ", "Установа", "Відділ"), (MARIA, X, "Абонемент")], f"{MARIA} | {X} | Абонемент | "),
    members(
        "two columns of a name",
        [("Прізвище", "Ім’я та по батькові", "Установа"), ("Гнатюк", "Марія Іванівна", X)],
        M,
        ways=ALL,
    ),
    members(
        "columns of a name with dashes",
        [("Прізвище", "Ім’я", "По батькові", "Установа"), ("Гнатюк", "Марія", "-", X), (OLENA, None, None, X)],
        f"Гнатюк Марія | {X} | | ",
        O,
    ),
    members(
        "a name without the given one",
        [("Прізвище", "Ім’я", "По батькові", "Установа"), ("Коваль", "-", "Петрівна", X)],
    ),
    members(
        "a form in the eighth row",
        [
            (None, "Додаток 1"),
            (None, "Овруцька міська рада"),
            (),
            (None, "Список працівників, які проходять Цифрограм"),
            (),
            (None, "станом на 01.11.2026"),
            (),
            (None, "№ з/п", "Прізвище, ім’я, по батькові", "Посада", "Місце роботи"),
            (None, 1, 2, 3, 4),
            (None, 1, MARIA, "діловод", X),
            (None, 2, PETRO, "вчитель", X),
            (None, "Всього", 2),
        ],
        M,
        P,
        ways=ALL,
    ),
    members("post with the name", [("ПІБ, посада", "Установа"), (f"{OLENA}, головний бухгалтер", X)]),
    members(
        "two people in a row",
        [
            ("Керівник", None, "Працівник", None, "Установа"),
            ("ПІБ", "Посада", "ПІБ", "Посада", None),
            (PETRO, "директор", MARIA, "діловод", X),
        ],
        merged=[(0, 0, 0, 1), (0, 2, 0, 3)],
        ways=BOOKS,
    ),
    # What stands above, between and below.
    members("a title", [("Список працівників громади",), HEADED, (MARIA, X)], M),
    members("an annex", [("Додаток 1",), ("до листа від 01.10.2026",), (), HEADED, (MARIA, X)], M, ways=ALL),
    members("an approval", [(None, "ЗАТВЕРДЖЕНО"), (None, "Голова ради"), (), HEADED, (MARIA, X)], M),
    members("numbered columns", [HEADED, (1, 2), (MARIA, X)], M, ways=ALL),
    members("lettered columns", [("№", *HEADED), ("А", "Б", 1), (1, MARIA, X)], M),
    members("columns numbered in brackets", [HEADED, ("(1)", "(2)"), (MARIA, X)], M),
    members("columns numbered with dots", [HEADED, ("1.", "2."), (MARIA, X)], M),
    members(
        "headings on two rows, nothing merged, and numbered",
        [
            ("№", "Працівник", None, "Місце роботи"),
            (None, "ПІБ", "посада", None),
            ("1", "2", "3", "4"),
            (1, MARIA, "діловод", X),
        ],
        M,
        ways=ALL,
    ),
    members("all in capitals", [HEADED, (MARIA.upper(), "ЛІЦЕЙ")], f"{MARIA.upper()} | ЛІЦЕЙ | | ", ways=ALL),
    members("signed by two words below", [HEADED, (MARIA, X), (), ("Директор", "Петро САВЧУК")]),
    members("who made it, in two cells", [HEADED, (MARIA, X), ("Виконавець:", "Іваненко Іван Іванович")]),
    members("a part of the name in brackets", [HEADED, ("Гнатюк (Савчук) Марія Іванівна", X)]),
    members("a total", [HEADED, (MARIA, X), ("Всього працівників: 1", None)], M),
    members("a total in front", [("№", *HEADED), (1, MARIA, X), ("Разом", 1, None)], M),
    members("headings once more", [HEADED, (MARIA, X), HEADED, (PETRO, X)], M, P),
    members("empty rows between", [HEADED, (), (MARIA, X), (), (PETRO, X)], M, P),
    members("a vacancy", [HEADED, (MARIA, X), ("Вакансія", X)], M),
    members("a signature", [HEADED, (MARIA, X), ("Секретар ради", "О. В. Савчук")]),
    members("who made it", [HEADED, (MARIA, X), ("Виконавець: Іваненко І. І.", None)]),
    members("a signature where a body stands", [("№", *HEADED), (1, MARIA, X), (None, PETRO, "Секретар ради")]),
    members("errors as words", [HEADED, ("Err:502", X), ("#ПОСИЛ!", X), ("Помилка:508", X)]),
    members(
        "a unit as a heading between",
        [("ПІБ", "Установа", "Посада"), ("Абонемент", None, None), (MARIA, X, "бібліотекар")],
        M,
        merged=[(1, 0, 1, 2)],
        ways=BOOKS,
    ),
    members("a unit between, not merged", [HEADED, ("Абонемент", None), (MARIA, X)]),
    members(
        "one body merged over all",
        [HEADED, (MARIA, X), (PETRO, None), (OLENA, None)],
        M,
        P,
        O,
        merged=[(1, 1, 3, 1)],
        ways=BOOKS,
    ),
    members("one body in the first row only", [HEADED, (MARIA, X), (PETRO, None)]),
    members("a merged title", [("Працівники", None), HEADED, (MARIA, X)], M, merged=[(0, 0, 0, 1)], ways=BOOKS),
    members(
        "headings on two rows",
        [("Працівник", None, "Місце роботи"), ("Прізвище", "Ім’я", None), ("Гнатюк", "Марія", X)],
        f"Гнатюк Марія | {X} | | ",
        merged=[(0, 0, 0, 1), (0, 2, 1, 2)],
        ways=BOOKS,
    ),
    # People.
    members(
        "look-alike letters are one person",
        [
            HEADED,
            ("Захарченко Сергій", X),
            ("З\u0061харченко Серг\u0456\u0438\u0306", X),
            ("Захар\u00adченко Сергій", X),
            ("ЗАХАРЧЕНКО СЕРГІЙ", X),
        ],
        f"Захарченко Сергій | {X} | | ",
        ways=("excel", "ods", "utf-8"),
    ),
    members(
        "apostrophes are one",
        [HEADED, *((f"В{sign}юн Дарина", X) for sign in "’ʼ'`′´*\"")],
        f"В’юн Дарина | {X} | | ",
        ways=("excel", "ods", "utf-8"),
    ),
    members(
        "a Latin I at the front", [HEADED, ("\u0406рина Бойко", X), ("\u0049рина Бойко", X)], f"Ірина Бойко | {X} | | "
    ),
    members(
        "a double name",
        [HEADED, ("Нечуй-Левицька Марія-Анна Іванівна", X)],
        f"Нечуй-Левицька Марія-Анна Іванівна | {X} | | ",
    ),
    members(
        "initials",
        [HEADED, ("Гнатюк М. І.", X), ("С.П. Коваленко", X)],
        f"Гнатюк М. І. | {X} | | ",
        f"С.П. Коваленко | {X} | | ",
    ),
    members("small letters", [HEADED, (MARIA.lower(), X)], f"{MARIA.lower()} | {X} | | "),
    members("a surname in capitals", [HEADED, ("ГНАТЮК Марія Іванівна", X)], f"ГНАТЮК Марія Іванівна | {X} | | "),
    members("огли", [HEADED, ("Мамедов Алі Гасан огли", X)], f"Мамедов Алі Гасан огли | {X} | | "),
    members("a name called like a post", [HEADED, ("Голова Іван Петрович", X)], f"Голова Іван Петрович | {X} | | "),
    members("with the post", [HEADED, (f"{MARIA}, діловод", X)]),
    members("a house for a person", [HEADED, ("Дитячий Садок", X)]),
    members("with a comma at the end", [HEADED, (f"{MARIA},", X)], M),
    members("with the post, without a comma", [HEADED, ("Коваль Олена Петрівна головний бухгалтер", X)]),
    *(
        members(f"declined: {words}", [HEADED, (words, X)])
        for words in ("Гнатюк Марії Іванівни", "Савчуку Петру Олеговичу", "Марію Іванівну Гнатюк")
    ),
    members("four words", [HEADED, ("Нечуй Левицька Марія Іванівна", X)], f"Нечуй Левицька Марія Іванівна | {X} | | "),
    *(
        members(f"no person: {words}", [HEADED, (words, X)])
        for words in (
            "Гнатюк Марія Савчук Петро",
            "Гнатюк Марія Іванівна Архів",
            "Заклад Дошкільної Освіти",
            "Члени Комісії",
            "Відпустка Декретна",
            "Тимчасово Відсутня",
        )
    ),
    members("who left", [HEADED, ("Гнатюк М. І. (звільнена)", X)]),
    members("two in a cell", [HEADED, (f"{MARIA}\n{PETRO}", X)], ways=BOOKS),
    members("an error", [HEADED, ("#N/A", X)]),
    members("a number", [HEADED, (12345, X)]),
    members("a phone in the name", [HEADED, ("Гнатюк Марія 0671234567", X)]),
    members("a surname only", [HEADED, ("Гнатюк", X)]),
    members("a day for a unit", [("ПІБ", "Установа", "Підрозділ"), (MARIA, X, date(2026, 5, 12))]),
    members("twice", [HEADED, (MARIA, X), ("Марія Іванівна Гнатюк", X)], M),
    # Bodies.
    members("a council", [HEADED, (MARIA, COUNCIL)], f"{MARIA} | h06017 | | ", ways=ALL),
    members(
        "a council with look-alikes", [HEADED, (MARIA, "\u004fвруцька м\u0069ська рада")], f"{MARIA} | h06017 | | "
    ),
    members("a hromada", [("ПІБ", "Громада"), (MARIA, "Овруцька")], f"{MARIA} | h06017 | | ", ways=ALL),
    members("a hromada by its code", [("ПІБ", "Громада"), (MARIA, "UA18060170000069581")], f"{MARIA} | h06017 | | "),
    members(
        "a hromada beside the body",
        [("Громада", "Установа", "ПІБ"), ("Овруцька", COUNCIL, MARIA)],
        f"{MARIA} | h06017 | | ",
    ),
    members("another body of a hromada", [("Громада", "Установа", "ПІБ"), ("Овруцька", X, MARIA)], M),
    members(
        "one name in two hromadas",
        [("Громада", "Установа", "ПІБ"), ("Овруцька", "ЦНАП", MARIA), ("Малинська", "ЦНАП", PETRO)],
        f"{MARIA} | ЦНАП (Овруцька) | | ",
        f"{PETRO} | ЦНАП (Малинська) | | ",
    ),
    members("a council of another hromada", [("Громада", *HEADED), ("Овруцька", MARIA, "Малинська міська рада")]),
    members(
        "what is only like another council",
        [("Громада", *HEADED), ("Овруцька", MARIA, "Малинівська сільська рада")],
        f"{MARIA} | Малинівська сільська рада | | ",
    ),
    members("a hromada that is none", [("ПІБ", "Громада"), (MARIA, "Київська")]),
    members("an oblast", [("ПІБ", "Громада"), (MARIA, "Житомирська область")]),
    members("a raion", [("ПІБ", "Громада"), (MARIA, "Коростенський район")]),
    members(
        "a body in two spellings",
        [HEADED, (MARIA, "Районна лікарня № 1"), (PETRO, "раи\u0306онна л\u0456карня №1")],
        f"{MARIA} | Районна лікарня № 1 | | ",
        f"{PETRO} | Районна лікарня № 1 | | ",
        ways=("excel", "ods", "utf-8"),
    ),
    members(
        "two schools",
        [HEADED, (MARIA, "Школа № 1"), (MARIA, "Школа № 2")],
        f"{MARIA} | Школа № 1 | | ",
        f"{MARIA} | Школа № 2 | | ",
    ),
    *(
        members(f"no body: {body}", [HEADED, (MARIA, body)])
        for body in ("Коростенський район", "Житомирська обл.", "там само", "-//-", "Всього", "Заступник голови")
    ),
    members("the administration of a raion", [HEADED, (MARIA, "Коростенська РДА")], f"{MARIA} | Коростенська РДА | | "),
    members("a number for a unit", [("ПІБ", "Установа", "Підрозділ"), (MARIA, X, 0)]),
    members("a state in doubt", [(*HEADED, "Стан"), (MARIA, X, "працює?")]),
    members("no body said", [HEADED, (MARIA, "-")]),
    # States.
    members("works", [(*HEADED, "Стан"), (MARIA, X, "працює"), (PETRO, X, "Бере участь")], M + "active", P + "active"),
    members(
        "is out",
        [(*HEADED, "Стан"), (MARIA, X, "не бере участі"), (PETRO, X, "звільнений")],
        M + "exempt",
        P + "exempt",
    ),
    members("is not mobilised", [(*HEADED, "Стан"), (PETRO, X, "не мобілізований")], P + "active"),
    members("came back", [(*HEADED, "Стан"), (MARIA, X, "вийшла з декрету, працює")], M + "active"),
    members("may be called up", [(*HEADED, "Стан"), (PETRO, X, "військовозобов’язаний")]),
    members("works, with a reason", [(*HEADED, "Стан"), (MARIA, X, "працює (декрет)"), (PETRO, X, "1")]),
    members("some state", [(*HEADED, "Стан"), (PETRO, X, "десь є")]),
    members("yes and no", [(*HEADED, "Бере участь"), (MARIA, X, "так"), (PETRO, X, "ні")], M + "active", P + "exempt"),
    # Certificates.
    batch(
        "plain",
        [("ПІБ", "Номер", "Дата", "Бали"), (MARIA, "DG-2026-1", "14.09.2026", "78")],
        f"{MARIA} | DG-2026-1 | 2026-09-14 | 78",
        ways=ALL,
    ),
    batch(
        "numbered", [("Номер з/п", "ПІБ", "Номер сертифіката"), (1, MARIA, "DG-2026-1")], f"{MARIA} | DG-2026-1 | | "
    ),
    batch(
        "the body's number",
        [("ПІБ", "Код ЄДРПОУ", "Номер сертифіката"), (MARIA, "00000000", "DG-2026-1")],
        f"{MARIA} | DG-2026-1 | | ",
    ),
    batch(
        "her birthday",
        [("ПІБ", "Дата народження", "Номер", "Дата видачі"), (MARIA, "01.02.1980", "DG-2026-1", "14.09.2026")],
        f"{MARIA} | DG-2026-1 | 2026-09-14 | ",
    ),
    batch(
        "a real day",
        [("ПІБ", "Номер", "Дата"), (MARIA, "DG-2026-1", date(2026, 9, 14))],
        f"{MARIA} | DG-2026-1 | 2026-09-14 | ",
    ),
    *(
        batch(
            f"a day as {day}",
            [("ПІБ", "Номер", "Дата видачі"), (MARIA, "DG-2026-1", day)],
            f"{MARIA} | DG-2026-1 | 2026-09-14 | ",
        )
        for day in ("2026-09-14", "14.09.2026 р.", "14.9.26", "14/09/2026", "14 вересня 2026 року", "14.09.2026 10:15")
    ),
    *(
        batch(f"no day: {day}", [("ПІБ", "Номер", "Дата видачі"), (MARIA, "DG-2026-1", day)])
        for day in ("31.02.2026", "14.09.2062", "14.09.1999", "14.09.0026", "09/14/2026", "вересень", "14.09", 46279)
    ),
    *(
        batch(f"no code: {code}", [("ПІБ", "Номер"), (MARIA, code)])
        for code in (
            "немає",
            "-",
            "1,23457E+15",
            "#REF!",
            "12",
            None,
            "14.09.2026",
            date(2026, 9, 14),
            "https://x.ua/1",
        )
    ),
    *(
        batch(f"no points: {score}", [("ПІБ", "Номер", "Бали"), (MARIA, "DG-2026-1", score)])
        for score in (850, -1, "12345678901234567890", "7,5", "багато", "#VALUE!")
    ),
    *(
        batch(
            f"points as {score}", [("ПІБ", "Номер", "Бали"), (MARIA, "DG-2026-1", score)], f"{MARIA} | DG-2026-1 | | 85"
        )
        for score in ("85/90", "85 / 90", "85 балів", "85 з 90", "85 б.")
    ),
    *(
        batch(f"no points: {score}", [("ПІБ", "Номер", "Бали"), (MARIA, "DG-2026-1", score)])
        for score in ("85%", "85/100", "85–90", "85 або 90")
    ),
    batch("a share for points", [("ПІБ", "Номер", "Бали, %"), (MARIA, "DG-2026-1", 85)], f"{MARIA} | DG-2026-1 | | "),
    batch("some result", [("ПІБ", "Номер", "Результат"), (MARIA, "DG-2026-1", 85)]),
    *(
        batch(f"no one code: {code}", [("ПІБ", "Номер"), (MARIA, code)], ways=ways)
        for code, ways in (
            ("DG-2026-1, DG-2026-2", SOME),
            ("DG-2026-1; DG-2026-2", SOME),
            ("DG-2026-1\nDG-2026-2", BOOKS),
            ("DG-2026-1 від 14.09.2026", SOME),
            ("1E+19", SOME),
            ("osvita.example.ua/verify/12", SOME),
            ("Гнатюк 1.pdf", SOME),
            ("+38 (067) 123-45-67", SOME),
            ("пройшла 2026", SOME),
        )
    ),
    *(
        batch(f"a code as {code}", [("ПІБ", "Номер"), (MARIA, code)], f"{MARIA} | {code} | | ")
        for code in ("DG 2026 1", "АБ № 123456", "ЦГД-2026/12", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "1" * 20)
    ),
    batch("one number of two people", [("ПІБ", "Номер"), (MARIA, "DG-2026-1"), (PETRO, "DG-2026-1")]),
    batch(
        "one number merged over two people",
        [("ПІБ", "Номер"), (MARIA, "DG-2026-1"), (PETRO, None)],
        merged=[(1, 1, 2, 1)],
        ways=BOOKS,
    ),
    batch(
        "days with the month in front",
        [("ПІБ", "Номер", "Дата"), (MARIA, "DG-2026-1", "9/14/2026"), (PETRO, "DG-2026-2", "9/8/2026")],
    ),
    batch(
        "a total of points",
        [("ПІБ", "Номер", "Бали"), (MARIA, "DG-2026-1", 85), (None, "Разом: 1", None)],
        f"{MARIA} | DG-2026-1 | | 85",
    ),
    batch("a code that Excel has cut", [("ПІБ", "Номер"), (MARIA, 1234567890123456789)], ways=BOOKS),
    batch(
        "points with a nought", [("ПІБ", "Номер", "Бали"), (MARIA, "DG-2026-1", "78,0")], f"{MARIA} | DG-2026-1 | | 78"
    ),
    batch("no points said", [("ПІБ", "Номер", "Бали"), (MARIA, "DG-2026-1", "-")], f"{MARIA} | DG-2026-1 | | "),
    batch("a number sign", [("ПІБ", "Номер"), (MARIA, "№ DG-2026-1")], f"{MARIA} | DG-2026-1 | | "),
    batch("a Cyrillic code", [("ПІБ", "Номер"), (MARIA, "К-0001")], f"{MARIA} | К-0001 | | "),
    batch("no number column", [("ПІБ", "Курс"), (MARIA, "Цифрограм")]),
    batch("two number columns", [("ПІБ", "Номер", "Номер сертифіката"), (MARIA, "1", "DG-2026-1")]),
    batch(
        "one person, two certificates",
        [("ПІБ", "Номер"), (MARIA, "DG-2026-1"), (None, "DG-2026-2")],
        f"{MARIA} | DG-2026-1 | | ",
        f"{MARIA} | DG-2026-2 | | ",
        merged=[(1, 0, 2, 0)],
        ways=BOOKS,
    ),
    batch(
        "one certificate twice",
        [("ПІБ", "Номер"), (MARIA, "DG-2026-1"), (MARIA, "dg\u20102026-1")],
        f"{MARIA} | DG-2026-1 | | ",
        ways=("excel", "ods", "utf-8"),
    ),
    # Villages.
    settlements("plain", [("Громада", "Населений пункт"), ("Овруцька", "с. Норинськ")], "h06017 | Норинськ", ways=ALL),
    settlements(
        "the codifier",
        [("Назва громади", "Категорія", "Назва населеного пункту", "КАТОТТГ"), ("Овруцька", "С", "Норинськ", CODE)],
        "h06017 | Норинськ",
    ),
    settlements(
        "oblast and raion",
        [
            ("Область", "Назва району", "Назва територіальної громади", "Назва населеного пункту"),
            ("Житомирська", "Коростенський район", "Овруцька", "Норинськ"),
        ],
        "h06017 | Норинськ",
    ),
    settlements(
        "kind of it",
        [("Громада", "Категорія населеного пункту", "Назва"), ("Овруцька", "село", "Норинськ")],
        "h06017 | Норинськ",
    ),
    settlements(
        "its code",
        [("Громада", "Код КАТОТТГ населеного пункту", "Назва"), ("Овруцька", CODE, "Норинськ")],
        "h06017 | Норинськ",
    ),
    settlements("only codes", [("КАТОТТГ", "Назва"), (CODE, "Норинськ")], "h06017 | Норинськ"),
    settlements("another hromada's code", [("Громада", "КАТОТТГ", "Назва"), ("Малинська", CODE, "Норинськ")]),
    settlements("two in a cell", [("Громада", "Населений пункт"), ("Овруцька", "Норинськ, Гладковичі")]),
    settlements("an error", [("Громада", "Населений пункт"), ("Овруцька", "#N/A")]),
    settlements("not a village", [("Громада", "Населений пункт"), ("Овруцька", "Овруцька громада")]),
    settlements("all villages", [("Громада", "Населений пункт"), ("Овруцька", "всі")]),
    settlements(
        "a village called so",
        [("Громада", "Населений пункт", "КАТОТТГ"), (None, "Громада", "UA18040290170067023")],
        "h04029 | Громада",
    ),
    settlements(
        "another village's code",
        [("Громада", "Населений пункт", "КАТОТТГ"), ("Овруцька", "Гладковичі", CODE)],
    ),
    settlements(
        "the codifier's own columns",
        [
            (
                "Перший рівень",
                "Другий рівень",
                "Третій рівень",
                "Четвертий рівень",
                "Категорія об’єкта",
                "Назва об’єкта",
            ),
            ("UA18000000000041385", None, None, None, "O", "Житомирська"),
            ("UA18000000000041385", "UA18060000000041214", "UA18060170000069581", None, "H", "Овруцька"),
            ("UA18000000000041385", "UA18060000000041214", "UA18060170000069581", CODE, "C", "Норинськ"),
        ],
        "h06017 | Норинськ",
    ),
    settlements("an error in small letters", [("Громада", "Населений пункт"), ("Овруцька", "#n/a")]),
    settlements(
        "a code where the hromada stands",
        [("Громада", "Населений пункт"), ("UA18060170000069581", "Норинськ")],
        "h06017 | Норинськ",
    ),
    settlements("figures", [("Громада", "Населений пункт"), ("Овруцька", "12")]),
    settlements("a raion", [("Громада", "Населений пункт"), ("Коростенський район", "Норинськ")]),
    # Figures of the Ministry.
    rating(
        "plain",
        [("Громада", "Працівників", "Низький", "Середній", "Високий"), ("Овруцька", 100, 10, 20, 30)],
        "h06017 100 10 20 30",
        ways=ALL,
    ),
    rating(
        "shares first",
        [
            (
                "Громада",
                "% сертифікованих",
                "Кількість сертифікованих працівників",
                "Загальна кількість",
                "Низький",
                "Середній",
                "Високий",
            ),
            ("Овруцька", "60 %", 60, 100, 10, 20, 30),
        ],
        "h06017 100 10 20 30",
    ),
    rating(
        "levels under one heading",
        [
            ("Громада", "Працівників", "Сертифіковано", None, None),
            (None, None, "Низький", "Середній", "Високий"),
            ("Овруцька", 100, 10, 20, 30),
        ],
        "h06017 100 10 20 30",
        merged=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4)],
        ways=BOOKS,
    ),
    rating(
        "the whole oblast",
        [
            ("Громада", "Працівників", "Низький", "Середній", "Високий"),
            ("Житомирська область", 900, 9, 9, 9),
            ("Житомирська ОВА", 900, 9, 9, 9),
            ("Житомирська", 100, 1, 2, 3),
            ("Коростенський район", 90, 9, 9, 9),
            ("Всього", 900, 9, 9, 9),
        ],
        "h04019 100 1 2 3",
    ),
    rating(
        "thousands",
        [("Громада", "Працівників", "Низький", "Середній", "Високий"), ("Овруцька", "1 200", "10,0", "20", "30")],
        "h06017 1200 10 20 30",
    ),
    rating(
        "a comma for thousands",
        [("Громада", "Працівників", "Низький", "Середній", "Високий"), ("Овруцька", "1,000", 1, 1, 1)],
    ),
    rating(
        "an empty cell", [("Громада", "Працівників", "Низький", "Середній", "Високий"), ("Овруцька", 100, None, 1, 1)]
    ),
    rating(
        "more certified than there are",
        [("Громада", "Працівників", "Низький", "Середній", "Високий"), ("Овруцька", 10, 5, 5, 5)],
    ),
    rating(
        "only shares",
        [("Громада", "Працівників", "Низький, %", "Середній, %", "Високий, %"), ("Овруцька", 100, 10, 20, 30)],
    ),
    rating(
        "shares under one heading",
        [
            ("Громада", "Працівників", "Частка, %", None, None),
            (None, None, "Низький", "Середній", "Високий"),
            ("Овруцька", 100, 10, 20, 30),
        ],
        merged=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4)],
        ways=(*BOOKS, "cp1251"),
    ),
    rating(
        "shares beside the figures",
        [
            ("Громада", "Працівників", "Низький, %", "Середній, %", "Високий, %", "Низький", "Середній", "Високий"),
            ("Овруцька", 100, 10, 20, 30, 11, 21, 31),
        ],
        "h06017 100 11 21 31",
    ),
    rating(
        "other headings below",
        [
            ("Громада", "Працівників", "Низький", "Середній", "Високий"),
            ("Овруцька", 100, 10, 20, 30),
            ("Громада", "Працівників", "Високий", "Середній", "Низький"),
            ("Малинська", 100, 30, 20, 10),
        ],
    ),
    rating("no heading known", [("Хто", "Людей", "Р1", "Р2", "Р3"), ("Овруцька", 100, 10, 20, 30)]),
    # Whom a broadcast or a notice is meant for.
    audience("names", [("Громада",), ("Овруцька",), ("Малинська",)], "h06017", "h06013", ways=ALL),
    audience(
        "the codifier",
        [
            ("Область", "Район", "Громада", "Код КАТОТТГ"),
            ("Житомирська", "Коростенський", "Овруцька", "UA18060170000069581"),
        ],
        "h06017",
        ways=ALL,
    ),
    audience("only codes", [("№", "Код громади"), (1, "UA18060170000069581")], "h06017", ways=BOOKS),
    audience("a village's code", [("№", "КАТОТТГ"), (1, CODE)], "h06017", ways=BOOKS),
    audience(
        "as councils", [("№ з/п", "Назва ТГ"), (1, "Овруцька міська рада"), (2, "Малинська ОТГ")], "h06017", "h06013"
    ),
    audience("under a title", [("Кому",), ("Список громад", None), ("№", "Громада"), (1, "Овруцька")], "h06017"),
    audience("a total", [("Громада",), ("Овруцька",), ("Всього: 1",)], "h06017"),
    audience("twice", [("Громада",), ("Овруцька",), ("ОВРУЦЬКА громада",)], "h06017"),
    audience("a raion", [("Громада",), ("Коростенський район",)], "Коростенський", ways=ALL),
    audience("a raion by its column", [("Район", "Громада"), ("Коростенський", None)], "Коростенський"),
    audience(
        "a raion by its code", [("Громада", "КАТОТТГ"), ("Коростенський", "UA18060000000041214")], "Коростенський"
    ),
    audience(
        "only raions",
        [("№", "Район"), (1, "Коростенський р-н"), (2, "Бердичівський")],
        "Коростенський",
        "Бердичівський",
    ),
    audience(
        "a raion and another's hromada",
        [("Громада",), ("Коростенський район",), ("Андрушівська",)],
        "Коростенський",
        "h02001",
    ),
    audience(
        "merged raions",
        [("Район", "Громада"), ("Коростенський", "Овруцька"), (None, "Малинська")],
        "h06017",
        "h06013",
        merged=[(1, 0, 2, 0)],
        ways=BOOKS,
    ),
    audience("a raion above its hromadas", [("Громада",), ("Коростенський район",), ("Овруцька",), ("Малинська",)]),
    audience("a raion or a hromada", [("Громада",), ("Коростенський",)]),
    audience("of another raion", [("Район", "Громада"), ("Бердичівський", "Овруцька")]),
    audience("no raion of ours", [("Район", "Громада"), ("Білоцерківський", None)]),
    audience("another's code", [("Громада", "КАТОТТГ"), ("Малинська", "UA18060170000069581")]),
    audience("a raion's code beside a hromada", [("Громада", "КАТОТТГ"), ("Овруцька", "UA18060000000041214")]),
    audience("the whole oblast", [("Громада",), ("Житомирська область",)]),
    audience("none of ours", [("Громада",), ("Овруцька",), ("Київська",)]),
    audience("an error", [("Громада",), ("#N/A",)]),
    audience("an empty cell", [("№", "Громада"), (1, "Овруцька"), (2, "немає")]),
    audience("two in a cell", [("Громада",), ("Овруцька, Малинська",)]),
    audience("no headings", [("Овруцька",), ("Малинська",)]),
    # Posts that are to have somebody.
    invites(
        "heads",
        [("Громада", "Посада"), ("Овруцька", "голова"), ("Малинська", "Міський голова")],
        "h06017 | head | | ",
        "h06013 | head | | ",
        ways=ALL,
    ),
    invites(
        "with contacts",
        [
            ("№", "Громада", "Посада", "E-mail", "Телефон"),
            (1, "Овруцька", "Голова громади", "rada@ovruch.ua", "(067) 123-45-67"),
        ],
        "h06017 | head | rada@ovruch.ua | +380671234567",
        ways=ALL,
    ),
    invites("by code", [("Код громади", "Назва посади"), ("UA18060170000069581", "CDTO")], "h06017 | cdto | | "),
    invites("a council", [("Установа", "Посада"), (COUNCIL, "координаторка")], "h06017 | coordinator | | "),
    invites(
        "a hospital",
        [("Заклад", "Посада"), ("Обласна лікарня", "контакт пологового")],
        "Обласна лікарня | maternity | | ",
    ),
    invites("no contacts said", [("Громада", "Посада", "Пошта"), ("Овруцька", "голова", "-")], "h06017 | head | | "),
    invites(
        "twice", [("Громада", "Посада"), ("Овруцька", "голова"), ("м. Овруч", "голова громади")], "h06017 | head | | "
    ),
    invites(
        "two posts",
        [("Громада", "Посада"), ("Овруцька", "голова"), ("Овруцька", "координатор")],
        "h06017 | head | | ",
        "h06017 | coordinator | | ",
    ),
    invites("no post of ours", [("Громада", "Посада"), ("Овруцька", "діловод")]),
    invites("no post said", [("Громада", "Посада"), ("Овруцька", "голова"), ("Малинська", None)]),
    invites("no post column", [("Громада",), ("Овруцька",)]),
    invites("no hromada of ours", [("Громада", "Посада"), ("Київська", "голова")]),
    invites("no e-mail", [("Громада", "Посада", "E-mail"), ("Овруцька", "голова", "rada(at)ovruch.ua")]),
    invites("a phone without its nought", [("Громада", "Посада", "Телефон"), ("Овруцька", "голова", 671234567)]),
    invites(
        "two phones", [("Громада", "Посада", "Телефон", "Номер телефону"), ("Овруцька", "голова", "0671234567", None)]
    ),
    invites(
        "her own phone beside the office's",
        [("Громада", "Посада", "Телефон", "Мобільний"), ("Овруцька", "голова", "0414821001", "0671234567")],
        "h06017 | head | | +380414821001",
    ),
)
