"""원문: read from files, names replaced, quoted into findings whose place is kept."""

import io
import zipfile
from pathlib import Path

import pytest

from app.domain.transcript import text_of
from app.errors import UserError
from app.services import findings, listing, people, sources
from app.services.session import sessions
from app.services.workspace import Workspace
from tests import factories

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, head: str = "") -> bytes:
    """A Word document with ``body`` as its paragraphs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("word/document.xml", f"<?xml version='1.0'?>{head}<w:document {W}>{body}</w:document>")
    return packed.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_plain_text_in_the_encodings_of_offices(encoding: str) -> None:
    """A text file is read whichever of the usual encodings it has."""
    assert text_of("녹취.txt", "문: 언제?\r\n답: 어제".encode(encoding)) == "문: 언제?\n답: 어제"


def test_word_documents_keep_their_paragraphs() -> None:
    """Runs are joined, paragraphs are lines."""
    body = (
        "<w:p><w:r><w:t>처음 </w:t></w:r><w:r><w:t>말</w:t></w:r></w:p><w:p><w:r><w:t>둘째</w:t></w:r></w:p>"
    )
    assert text_of("녹취.docx", docx(body)) == "처음 말\n둘째"


@pytest.mark.parametrize(
    "data",
    [b"no zip at all", docx("<w:p>", ""), docx("<w:p/>", "<!DOCTYPE x [<!ENTITY a 'aa'>]>")],
    ids=["no zip", "broken", "entities"],
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    """A damaged document, or one that declares entities, is refused with a sentence."""
    with pytest.raises(UserError, match="docx"):
        text_of("녹취.docx", data)


def test_names_of_citizens_become_pseudonyms(ws: Workspace, tmp_path: Path) -> None:
    """The text calls citizens by pseudonyms, officials by name; whom a pseudonym means is kept apart."""
    project = factories.project(ws).id
    citizen = factories.person(ws, "남궁하늘")
    official = factories.person(ws, "홍길동", actor_kind="official")
    people.add_members(ws, project, [citizen.id], "citizen")
    people.add_members(ws, project, [official.id], "officer")
    file = factories.file(tmp_path, "1차 인터뷰.txt", "남궁하늘: 늦어요.\n홍길동: 알겠습니다. 남궁하늘 님")
    source = sources.get(ws, sources.add_file(ws, project, file))
    assert source.text == "참여자 01: 늦어요.\n홍길동: 알겠습니다. 참여자 01 님"
    assert sources.key_of(ws, project)["참여자 01"] == citizen.id
    assert (source.title, source.pseudonym) == ("1차 인터뷰", "참여자 02")
    again = factories.file(tmp_path, "2차 인터뷰.txt", "남궁하늘: 또 늦어요.")
    assert sources.get(ws, sources.add_file(ws, project, again)).text == "참여자 01: 또 늦어요."


def test_resident_numbers_are_refused(ws: Workspace, tmp_path: Path) -> None:
    """A transcript with what looks like a 주민등록번호 is not stored, wherever it stands."""
    project = factories.project(ws).id
    with pytest.raises(UserError, match="주민등록번호"):
        sources.add_file(ws, project, factories.file(tmp_path, "녹취.txt", "번호는 900101-1234567 입니다"))
    with pytest.raises(UserError, match="주민등록번호"):
        sources.add_file(ws, project, factories.file(tmp_path, "900101-1234567.txt", "말"))
    assert sources.of_project(ws, project) == []


def test_quoting_a_transcript(ws: Workspace) -> None:
    """A finding from a transcript keeps words, place, transcript and pseudonym."""
    project = factories.project(ws).id
    text = "처음에는 몰랐어요. 나중에야 들었죠."
    source = sources.get(ws, sources.add(ws, project, {"title": "1차", "text": text}))
    start = text.index("나중에야")
    made = sources.quote_source(ws, source.id, "pain", "나중에야 들었죠.", start, len(text))
    card = listing.rows(ws, "finding", [made])[0]
    assert (card.source_id, card.quote, card.quote_start, card.speaker) == (
        source.id, "나중에야 들었죠.", start, source.pseudonym,
    )  # fmt: skip
    sources.delete(ws, source.id)
    assert findings.of_project(ws, project)[0].quote == "나중에야 들었죠."


def test_a_speaker_is_never_a_name(ws: Workspace) -> None:
    """The name of somebody on the team is refused as speaker, a role is taken; a closed session is quoted."""
    project = factories.project(ws).id
    people.add_members(ws, project, [factories.person(ws, "남궁하늘").id], "citizen")
    session = sessions.create(ws, project, "dialogue", {})
    sessions.edit(ws, session, {"minutes": "## 말\n늦어요"})
    sessions.close(ws, session)
    with pytest.raises(UserError, match="가명"):
        sources.quote_minutes(ws, session, "voice", "늦어요", 5, 8, "남궁하늘")
    made = sources.quote_minutes(ws, session, "voice", "늦어요", 5, 8, "귀촌 5년 차")
    card = sessions.parts(ws, session).findings[0]
    assert (card.id, card.quote_start, card.quote_end, card.speaker) == (made, 5, 8, "귀촌 5년 차")
