"""Whom a certificate or a list names."""

from __future__ import annotations

import random

import pytest

from content.words.names import Case, Gender, load_name_rules
from services.certification.naming import LONGEST_NAME, MOST, Names, _Speller

OKSANA = "Іваненко Оксана Петрівна"
MEMBERS = (
    OKSANA,
    "Петренко Олександр Вікторович",
    "Дем’янчук Лук’ян Григорович",
    "Нечуй-Левицький Іван Семенович",
    "Ґалаґан Єва-Марія Юріївна",
    "Ковальська Наталія Ігорівна",
    "Шевчук Євген Сергійович",
    "Щербак Юлія Андріївна",
    "Швець Микола Ілліч",
    "Хоменко Яків Дмитрович",
    "Згурський Андрій",
    "Мазепа Ольга Василівна",
)


def found(names: Names[str], name: str) -> tuple[str | None, bool]:
    """The first match and whether it is sure."""
    first = next(iter(names.find(name)), None)
    return (first.id, first.sure) if first else (None, False)


def among(*people: str) -> Names[str]:
    return Names((person, person) for person in people)


@pytest.fixture(scope="module")
def members() -> Names[str]:
    return among(*MEMBERS)


@pytest.mark.parametrize("member", MEMBERS)
def test_as_it_stands_in_the_list(members: Names[str], member: str) -> None:
    for written in (member, member.upper(), f"  {member.lower()} ", " ".join(reversed(member.split()))):
        assert found(members, written) == (member, True)


@pytest.mark.parametrize(
    ("written", "member"),
    [
        ("Оксана Петрівна Іваненко", 0),
        ("Іваненко О. П.", 0),
        ("Іваненко О.П.", 0),
        ("О. П. Іваненко", 0),
        ("Іваненко Оксана П.", 0),
        ("Іваненко Оксана", 0),
        ("Iваненко Oксана Петрiвна", 0),  # with Latin letters among the Ukrainian ones
        ("ІВАНЕНКО  ОКСАНІ ПЕТРІВНІ", 0),
        ("Іваненко Оксані", 0),
        ("Іваненко Оксану Петрівну", 0),
        ("Іваненко Оксаною Петрівною", 0),
        ("Ivanenko Oksana", 0),
        ("Oksana Petrivna Ivanenko", 0),
        ("Иваненко Оксана Петровна", 0),
        ("Петренка Олександра Вікторовича", 1),
        ("Петренку Олександру Вікторовичу", 1),
        ("Петренкові Олександрові Вікторовичу", 1),
        ("Петренком Олександром", 1),
        ("Александр Викторович Петренко", 1),
        ("Petrenko Alexander", 1),
        ("Дем'янчук Лук`ян Григорович", 2),
        ('Дем"янчук Лукʼян', 2),
        ("Демянчук Лукян Григорович", 2),
        ("Dem'ianchuk Luk'ian", 2),
        ("Demianchuk Lukyan", 2),
        ("Нечуй - Левицький Іван", 3),
        ("Нечуй Левицький Іван Семенович", 3),
        ("Нечуй‑Левицькому Івану Семеновичу", 3),
        ("Нечуєві-Левицькому Іванові Семеновичу", 3),
        ("Nechui-Levytskyi Ivan", 3),
        ("Галаган Єва-Марія Юріївна", 4),
        ("Галаган Ева-Мария Юрьевна", 4),
        ("Galagan Yeva-Mariia", 4),
        ("Halahan Yeva Mariya", 4),
        ("Ковальській Наталії Ігорівні", 5),
        ("Ковальської Наталії", 5),
        ("Ковальская Наталья Игоревна", 5),
        ("Kovalska Nataliia", 5),
        ("Kovalska Nataliya", 5),
        ("Шевчук Евгений Сергеевич", 6),
        ("Шевчука Євгена Сергійовича", 6),
        ("Shevchuk Yevhen", 6),
        ("Shevchuk Evgen", 6),
        ("Щербак Юлії Андріївні", 7),
        ("Shcherbak Yuliia", 7),
        ("Scherbak Julia", 7),
        ("Шевцю Миколі Іллічу", 8),
        ("Шевця Миколи Ілліча", 8),
        ("Хоменка Якова Дмитровича", 9),
        ("Khomenko Yakiv", 9),
        ("Zghurskyi Andrii", 10),
        ("Згурському Андрієві", 10),
        ("Мазепі Ользі Василівні", 11),
    ],
)
def test_other_ways_of_writing_it_are_sure(members: Names[str], written: str, member: int) -> None:
    assert found(members, written) == (MEMBERS[member], True)


@pytest.mark.parametrize(
    "written",
    [
        "Іваненка Оксана Петрівна",
        "Іванекно Оксана Петрівна",
        "Іваненко Оксанна Петрівна",
        "Іваненко Окасна Петрівна",
        "Іваненко Оксана Петровіна",
        "Івваненко Оксана",
        "Іваненко О.",
        "Іваненко",
        "Ivanenko O. P.",
        "Іваненко Оксана Петрівна Марія",
    ],
)
def test_mistakes_and_scraps_are_shown_and_never_sure(members: Names[str], written: str) -> None:
    assert found(members, written) == (OKSANA, False)


@pytest.mark.parametrize(
    ("member", "written"),
    [
        ("Коваль Іван Петрович", "Коваль Іванна Петрівна"),
        ("Коваль Іван", "Коваль Іванна"),
        ("Коваль Іван", "Коваль Івана"),  # of Ivan, or a slip for Ivanna
        ("Коваль Олександр", "Коваль Олександра"),
        ("Коваль Олександр Іванович", "Коваль Олександра"),
        ("Коваль Олександра", "Коваль Олександр"),
        ("Коваль Олександра", "Коваль Олександру"),
        ("Черних Олександр", "Черних Олександра"),
        ("Петренко Олександр", "Петренко Олександра"),
        ("Петренко Марія", "Петренко Марина"),
        ("Петренко Марія Іванівна", "Петренко Марина Іванівна"),
        ("Петренко Марія Іванівна", "Петренко Марія Ігорівна"),
        ("Петренко Марія Іванівна", "Петренко М. О."),
        ("Петренко Яна Ігорівна", "Петренко І. І."),
        ("Петренко Євген", "Петренко Євгенія"),
        ("Гоменко Іван Іванович", "Хоменко Іван Іванович"),
        ("Маренко Іван Іванович", "Марієнко Іван Іванович"),
        ("Шевчук Ірина Іванівна", "Шевчик Ірина Іванівна"),
    ],
)
def test_another_person_is_never_sure(member: str, written: str) -> None:
    assert not found(among(member), written)[1]


@pytest.mark.parametrize(
    ("people", "written"),
    [
        (("Бондар Ірина Іванівна", "Бондар Ірина Петрівна"), "Бондар Ірина"),
        (("Бондар Ірина Іванівна", "Бондар Інна Ігорівна"), "Бондар І. І."),
        (("Бондар Ірина Іванівна", "Бондар Ірина"), "Бондар Ірина Іванівна"),
        (("Бондар Олександр Ігорович", "Бондар Олександра Ігорівна"), "Бондар О. І."),
        (("Бондар Олександр", "Бондар Олександра"), "Бондар Олександру"),
        (("Петренко Іван Іванович", "Петренка Іван Іванович"), "Петренка Івана Івановича"),
        (("Гриценко Іван", "Гріценко Іван"), "Гриценко Іван"),
        (("Роман Іван", "Іван Роман"), "Роман Іван"),
    ],
)
def test_two_who_fit_are_both_shown(people: tuple[str, str], written: str) -> None:
    names = among(*people)
    matches = names.find(written)
    assert {match.id for match in matches} == set(people)
    assert not any(match.sure for match in matches)


def test_namesakes_are_never_sure() -> None:
    names = Names([(1, OKSANA), (2, OKSANA), (3, "Іваненко Остап Петрович")])
    assert [(match.id, match.sure) for match in names.find(OKSANA)[:2]] == [(1, False), (2, False)]
    assert names.find("Іваненко Остап")[0].sure


def test_one_of_a_thousand_bearers_of_a_surname() -> None:
    names = among(
        *(f"Шевченко Ольга {number:b}" for number in range(1000)), "Шевченко Ірина Ігорівна", "Шевченко Інна Ілліч"
    )
    assert not any(match.sure for match in names.find("Шевченко І. І."))
    assert found(names, "Шевченко Ірини Ігорівни") == ("Шевченко Ірина Ігорівна", True)


def test_surnames_and_given_names_in_either_order_in_the_list() -> None:
    names = among("Оксана Петрівна Іваненко", "Гнат Роман", "Роман Гнатюк", "Сас Роман Ілліч")
    assert found(names, "Іваненко О. П.") == ("Оксана Петрівна Іваненко", True)
    assert found(names, "Гнатюка Романа") == ("Роман Гнатюк", True)


@pytest.mark.parametrize("name", ["", "   ", "12345", "…", "?" * 5000, "Зовсім Інша Людина"])
def test_nobody(members: Names[str], name: str) -> None:
    assert members.find(name) == []
    assert among().find(name) == []


def test_a_name_without_end_takes_no_time(members: Names[str]) -> None:
    assert members.find(f"{OKSANA} " * 10_000)[0].sure is False
    assert len(OKSANA * 10) > LONGEST_NAME


def test_declension_by_gender() -> None:
    speller = _Speller(load_name_rules())
    assert speller.forms("коваль", Gender.FEMININE) == {speller.key("коваль"): Case.ANY}
    assert speller.forms("коваль", Gender.MASCULINE)[speller.key("ковалю")] is Case.DATIVE
    assert speller.forms("ольга", Gender.FEMININE)[speller.key("ользі")] is Case.DATIVE
    for given, gender in (("микола", "masculine"), ("любов", "feminine"), ("марія", "feminine"), ("іван", "masculine")):
        assert speller.gender(given, None) == gender


def population(count: int) -> list[tuple[int, str]]:
    """People with as many surnames and namesakes as an oblast has; the same each time."""
    rng = random.Random(1)
    syllables = ["ко", "ва", "ле", "бо", "ме", "ни", "ту", "ра", "ши", "гу", "ди", "пе", "ор", "ян", "за"]
    endings = ["енко", "чук", "ський", "ак", "ець", "юк", "ко", "няк"]
    surnames = ["".join(rng.choices(syllables, k=rng.randrange(1, 4))) + rng.choice(endings) for _ in range(9000)]
    women, men = ["Оксана", "Ірина", "Наталія", "Марія", "Юлія", "Ольга"], ["Іван", "Олег", "Петро", "Андрій", "Ігор"]
    fathers = ["Іван", "Олег", "Петр", "Богдан", "Федор", "Степан"]
    people = []
    for number in range(count):
        is_woman = rng.random() < 0.6
        given, ending = (rng.choice(women), "івна") if is_woman else (rng.choice(men), "ович")
        people.append((number, f"{rng.choice(surnames).title()} {given} {rng.choice(fathers)}{ending}"))
    return people


def test_nobody_among_many_is_mistaken_for_another() -> None:
    """Whatever is sure is right, however the names of a few thousand are spoilt; and unspoilt, most are sure."""
    people = population(3000)
    names = Names(people)
    rng = random.Random(2)
    sure = 0
    for number, name in rng.sample(people, 300):
        surname, given, patronymic = name.split()
        match = names.find(name)[0]
        assert match.id == number or not match.sure
        sure += match.sure
        for written in (
            f"{surname} {given[0]}. {patronymic[0]}.",
            f"{given} {surname}",
            name[: (cut := rng.randrange(len(name)))] + name[cut + 1 :],
        ):
            assert all(match.id == number for match in names.find(written) if match.sure)
    assert sure >= 270, "of 300: some have namesakes"
    assert len(names.find("Оксана Іванівна")) == MOST
