"""The index of words after a 파기, and where what only SQLite understands of it may stand."""

from pathlib import Path
from random import Random

from app.services import people
from app.services.privacy import destruction, destruction_plan
from app.services.workspace import Workspace
from tests import factories
from tests.db.test_search import found, like

ROOT = Path(__file__).parents[2]
NAME = "남궁별하"
SIGNS = "국민디자인과함께가나다남궁별하 aB1漢\n·"
SPOKEN = ("fts5", '"MATCH"', " MATCH ", "_docsize", "'delete-all'", "'optimize", "bm25(", "tsvector")


def test_the_index_is_like_after_a_destruction(workspace: Workspace) -> None:
    """Of a destroyed person no card is found any more by the name, all the others as LIKE finds them.

    One 파기 over many random texts: it rewrites the whole file, so it is not done anew for each of them.
    """
    random = Random(20261129)
    texts = ["".join(random.choices(SIGNS, k=random.randint(1, 14))) + "." for _ in range(60)]
    project = factories.project(workspace)
    person = factories.person(workspace, NAME)
    people.add_members(workspace, project.id, [person.id], "citizen")
    with workspace.unit_of_work("카드 쓰기") as work:
        for place, text in enumerate(texts):
            words = f"{text} {NAME}님" if place % 3 == 0 else text
            work.insert("finding", {"project_id": project.id, "kind": "citizen_need", "text": words})
    assert found(workspace, NAME) == like(workspace, NAME) != set()
    plan = destruction_plan.plan(workspace, [person.id])
    destruction.carry_out(workspace, plan, approved_by="과장", reason="보유 기간이 끝나 승인받음", files={})
    some = {text[at : at + length] for text in texts for at in (0, 3) for length in (1, 2, 3)}
    for word in (NAME, "궁별", "파기", *(word for word in some if word.isalnum())):
        assert found(workspace, word) == like(workspace, word), word
    assert found(workspace, NAME) == found(workspace, NAME, "person") == set()


def test_full_text_syntax_stands_in_one_file() -> None:
    """Queries, services, pages and the index itself speak of grams, so that PostgreSQL can answer instead."""
    spoken = {
        path.relative_to(ROOT).as_posix()
        for folder in ("app", "ui", "exports", "db")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and _speaks_of_it(path.read_text(encoding="utf-8"))
    }
    assert spoken == {"db/full_text.py"}


def _speaks_of_it(source: str) -> bool:
    return any(word in source for word in SPOKEN)
