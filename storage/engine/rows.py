"""Between rows and values: a dataclass is made of a row by its fields, a row is written by the names of its columns.

A store needs no function of its own where a column has the name of its field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from storage.engine.database import Row, Statements
from storage.engine.times import from_ms, to_ms

T = TypeVar("T")


def to_column(value: object) -> object:
    """A value as the database keeps it: a time in milliseconds, a day as text, an enum's word, 0 or 1, JSON."""
    if isinstance(value, datetime):
        return to_ms(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return value


async def insert(statements: Statements, table: str, **values: object) -> None:
    """Writes one row; the names are the columns."""
    await statements.execute(
        _insertion(table, tuple(values)), **{name: to_column(each) for name, each in values.items()}
    )


async def insert_numbered(statements: Statements, table: str, **values: object) -> int:
    """Writes one row; the number (`id`) that the database gave it."""
    columns = {name: to_column(each) for name, each in values.items()}
    row = await statements.fetch_one(f"{_insertion(table, tuple(values))} RETURNING id", **columns)
    assert row  # noqa: S101 - RETURNING gives the row
    return int(row["id"])


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{each}' for each in columns)})"  # noqa: S608


def made_of(kind: type[T], row: Row, **others: Any) -> T:
    """A dataclass made of the columns named like its fields; `others` are the fields that no column has.

    Times become aware, days, enums, yes and no what the fields say, and JSON what it holds.
    """
    values = {name: read(row[name]) for name, read in _readers(kind).items() if name not in others}
    return kind(**values, **others)


_kinds: dict[type[Any], Mapping[str, Callable[[Any], Any]]] = {}


def _readers(kind: type[Any]) -> Mapping[str, Callable[[Any], Any]]:
    """What reads each field; looked up once for each dataclass."""
    if kind not in _kinds:
        hints = get_type_hints(kind)
        _kinds[kind] = {each.name: _reader(hints[each.name]) for each in fields(kind)}
    return _kinds[kind]


def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a field of that type out of a column."""
    if get_origin(hint) in {Union, UnionType}:
        [inner] = [each for each in get_args(hint) if each is not NoneType]
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if hint is datetime:
        return from_ms
    if hint is date:
        return date.fromisoformat
    if get_origin(hint) is tuple:
        return lambda value: tuple(json.loads(value))
    if get_origin(hint) in {dict, list, Mapping}:
        return json.loads
    if isinstance(hint, type) and (issubclass(hint, Enum) or hint is bool):
        return hint
    return lambda value: value
