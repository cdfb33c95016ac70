"""The day at the desk within a statement: given by whoever runs it, never asked of SQLite."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Date, Integer, bindparam, cast, func

TODAY = bindparam("today", type_=Date)


def days_until(day: ColumnElement[Any]) -> ColumnElement[int]:
    """Return how many days a day lies ahead, negative when it is past."""
    return cast(func.julianday(day) - func.julianday(TODAY), Integer)


def days_since(moment: Column[Any]) -> ColumnElement[int]:
    """Return how many calendar days at the desk have begun since a moment, which is kept in UTC."""
    return cast(func.julianday(TODAY) - func.julianday(func.date(moment, "localtime")), Integer)


def days_from(moment: str | None, today: date) -> int:
    """Return the same of a moment as it is stored; 0 where there is none.

    Asked of SQLite, the local day of each of 10,000 projects took a third of all the time of 현황.
    """
    return (today - datetime.fromisoformat(moment).astimezone().date()).days if moment else 0
