"""What names a person is masked; what the bot talks about stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.text import MASK, mask


@pytest.mark.parametrize(
    "number",
    [
        "0671234567",
        "067 123-45-67",
        "+38 (067) 123 45 67",
        "+380671234567",
        "1234567890",
        "5168742212345678",
        "5168 7422 1234 5678",
        "5168-7422-1234-5678",
        "МЕ 123456",
        "МЕ№123456",
        "ме123456",
        "AB123456",
        "001234567",
        "19900101-12345",
        "UA213223130000026007233566001",
        "UA21 3223 1300 0002 6007 2335 6600 1",
        "4820024700016",
        "lesia.koval@example.com.ua",
        "06\u200b71234567",
        "06\u20667\u20691234567",
        "06\u061c71234567",
        "0\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e31234567",
        "067\u00a0123\u00a045\u00a067",
        "067\u202f123\u2009456\u20117",
        "5168\u22127422\u20141234\u20135678",
        "МЕ\u00a0123456",
        "UA21\u00a03223\u00a01300\u00a00002\u00a06007\u00a02335\u00a06600\u00a01",
    ],
)
def test_a_personal_number_is_masked_wherever_it_stands(number: str) -> None:
    assert mask(number) == MASK
    assert mask(f"ось він:{number}, дякую") == f"ось він:{MASK}, дякую"
    assert mask(f"мій номер {number}") == f"мій номер {MASK}"


@pytest.mark.parametrize(
    "text",
    [
        "закон 1368-IX від 30.03.2021",
        "постанова № 853 від 11.08.2023",
        "911-2021-п",
        "50 000 грн за 2026 рік",
        "о 08:30 23 листопада",
        "поїзд 749, вагон 5, місце 34",
        "телефон 1545",
        "дитині 3 роки, а мені 28",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert mask(text) == text


@given(st.text(), st.from_regex(r"[0-9]{9,19}", fullmatch=True), st.text())
def test_no_run_of_nine_digits_survives_any_surroundings(before: str, number: str, after: str) -> None:
    assert number not in mask(f"{before}{number}{after}")
