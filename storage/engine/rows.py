"""Between rows and values: a dataclass is made of a row by its fields, a row is written by the names of its columns.

A store needs no function of its own where a column has the name of its field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

from storage.engine.columns import from_ms
from storage.engine.database import Database, Row, Statements

T = TypeVar("T")


class Store:
    """Reads and writes some tables of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def _read(self, kind: type[T], sql: str, /, **parameters: object) -> list[T]:
        """All rows as dataclasses of that kind."""
        return [made_of(kind, row) for row in await self._database.fetch(sql, **parameters)]

    async def _read_one(self, kind: type[T], sql: str, /, **parameters: object) -> T | None:
        """The first row as a dataclass of that kind, or None."""
        row = await self._database.fetch_one(sql, **parameters)
        return made_of(kind, row) if row else None


def made_of(kind: type[T], row: Row, **others: Any) -> T:
    """A dataclass made of the columns named like its fields; `others` are the fields that no column has.

    Times become aware, days, enums, yes and no what the fields say, and JSON what it holds.
    """
    values = {name: read(row[name]) if read else row[name] for name, read in _readers(kind) if name not in others}
    return kind(**values, **others)


_kinds: dict[type[Any], list[tuple[str, Callable[[Any], Any] | None]]] = {}


def _readers(kind: type[Any]) -> list[tuple[str, Callable[[Any], Any] | None]]:
    """What reads each field, None where the column holds it as it is; looked up once for each dataclass."""
    if kind not in _kinds:
        hints = get_type_hints(kind)
        _kinds[kind] = [(each.name, _reader(hints[each.name])) for each in fields(kind)]
    return _kinds[kind]


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    """What makes a field of that type out of a column."""
    if get_origin(hint) in {Union, UnionType}:
        [inner] = [each for each in get_args(hint) if each is not NoneType]
        read = _reader(inner)
        return read and (lambda value: None if value is None else read(value))
    if hint is datetime:
        return from_ms
    if hint is date:
        return date.fromisoformat
    if hint is time:
        return time.fromisoformat
    if get_origin(hint) is tuple:
        return lambda value: tuple(json.loads(value))
    if get_origin(hint) in {dict, list, Mapping}:
        return json.loads
    if isinstance(hint, type) and (issubclass(hint, Enum) or hint is bool):
        return hint
    return None


async def insert(statements: Statements, table: str, /, **values: object) -> None:
    """Writes one row; the names are the columns."""
    await statements.execute(_insertion(table, tuple(values)), **values)


async def insert_numbered(statements: Statements, table: str, /, **values: object) -> int:
    """Writes one row; the number (`id`) that the database gave it."""
    return await statements.fetch_number(f"{_insertion(table, tuple(values))} RETURNING id", **values)


async def insert_new(statements: Statements, table: str, /, **values: object) -> bool:
    """Writes one row unless there is one like it, as the table's keys say; whether it was written."""
    return await statements.execute(f"{_insertion(table, tuple(values))} ON CONFLICT DO NOTHING", **values) == 1


async def insert_many(
    statements: Statements, table: str, rows: Sequence[Mapping[str, object]], *, new_only: bool = False
) -> None:
    """Writes rows with the same columns, all or none; `new_only` leaves out what is there, as the table's keys say."""
    if rows:
        ending = " ON CONFLICT DO NOTHING" if new_only else ""
        await statements.execute_many(_insertion(table, tuple(rows[0])) + ending, rows)


def given(dialect: str, parameter: str, **columns: type[int] | type[str]) -> str:
    """SQL for a list of any length as a table, to be read like one: `FROM {given(…)} AS given WHERE …`.

    The list is one parameter, made by `listed`, so that the statement has one text and is prepared once.
    """
    if dialect == "sqlite":
        found = [f"json_extract(value, '$[{at}]')" for at in range(len(columns))] if len(columns) > 1 else ["value"]
        cells = [f"{cell} AS {name}" for cell, name in zip(found, columns, strict=True)]
        return f"(SELECT {', '.join(cells)} FROM json_each(:{parameter}))"  # noqa: S608
    kinds = {int: "BIGINT", str: "TEXT"}
    found = [f"value->>{at}" for at in range(len(columns))] if len(columns) > 1 else ["value#>>'{}'"]
    cells = [f"CAST({cell} AS {kinds[columns[name]]}) AS {name}" for cell, name in zip(found, columns, strict=True)]
    return f"(SELECT {', '.join(cells)} FROM json_array_elements(CAST(:{parameter} AS JSON)) AS each (value))"  # noqa: S608


def listed(rows: Iterable[Sequence[int | str | None]] | Iterable[int]) -> str:
    """The parameter that `given` reads: what stands in each row, in the order of its columns, as columns hold it.

    Of one column the values themselves.
    """
    return orjson.dumps(list(rows)).decode()


async def put(statements: Statements, table: str, key: str, /, **values: object) -> None:
    """Writes one row, or these values into the one with the same key: a column, or several with commas between."""
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name not in key.split(", "))
    await statements.execute(
        f"{_insertion(table, tuple(values))} ON CONFLICT ({key}) DO UPDATE SET {changes}", **values
    )


async def update(statements: Statements, table: str, where: Mapping[str, object], /, **values: object) -> int:
    """Writes these values into the rows that hold what `where` says; how many. None is nothing, a tuple any of it."""
    changes = ", ".join(f"{name} = :{name}" for name in values)
    conditions, known = _conditions(where)
    return await statements.execute(f"UPDATE {table} SET {changes} WHERE {conditions}", **values, **known)  # noqa: S608


async def delete(statements: Statements, table: str, /, **where: object) -> int:
    """Deletes the rows that hold this; how many."""
    conditions, known = _conditions(where)
    return await statements.execute(f"DELETE FROM {table} WHERE {conditions}", **known)  # noqa: S608


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{each}' for each in columns)})"  # noqa: S608


def _conditions(where: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """The condition, and its parameters."""
    conditions: list[str] = []
    known: dict[str, object] = {}
    for name, value in where.items():
        if value is None:
            conditions.append(f"{name} IS NULL")
            continue
        choice = {f"its_{name}_{n}": each for n, each in enumerate(value if isinstance(value, tuple) else (value,))}
        conditions.append(f"{name} IN ({', '.join(f':{each}' for each in choice)})")
        known |= choice
    return " AND ".join(conditions), known
