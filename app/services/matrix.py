"""총괄표: the collected cases by 관 and 분야, for the page and for the report."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.domain.choices import ProjectKind
from app.domain.matrix import Matrix, MatrixCase, build_matrix
from db.queries import matrix as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

CASES = (ProjectKind.CASE.value,)


def build(
    ws: "Workspace",
    years: Collection[int | None] = (),
    programs: Collection[int | None] = (),
    kinds: Collection[str] = CASES,
) -> Matrix:
    """Return the counted table of the cases of these years and programmes (ids); an empty filter is any.

    None in a filter stands for cases without a year or programme; ``kinds`` may count own projects too.
    """
    return build_matrix(cases(ws, years, programs, kinds))


def cases(
    ws: "Workspace",
    years: Collection[int | None] = (),
    programs: Collection[int | None] = (),
    kinds: Collection[str] = CASES,
) -> list[MatrixCase]:
    """Return the cases that such a table counts, in the order of their entry."""
    with ws.reading() as connection:
        return queries.cases(connection, kinds, years, programs)
