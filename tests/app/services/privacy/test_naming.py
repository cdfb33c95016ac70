"""Whose names are on file, as columns for roles and papers ask for them."""

from app.services import records
from app.services.privacy.naming import known_names
from app.services.workspace import Workspace
from tests import factories


def test_names_on_file_are_those_of_citizens_each_once(workspace: Workspace) -> None:
    """A namesake counts once; an official is named in duty, and a person who was deleted by nobody."""
    factories.person(workspace, "하늘 봄")
    factories.person(workspace, "하늘 봄", phone="010-1111-2222")
    factories.person(workspace, "나래솔", actor_kind="official")
    gone = factories.person(workspace, "다솜이")
    records.delete(workspace, "person", [gone.id])
    with workspace.reading() as connection:
        known = known_names(connection)
    assert known.people == {"하늘봄"}
    assert known.is_word("전라남도")
