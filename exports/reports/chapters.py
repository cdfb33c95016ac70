"""Papers in chapters: what a paper can say, what of it is wanted and in which order, cover and contents."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.koreandate import format_date
from app.domain.report import ChapterInfo
from exports.blocks import (
    Attachments,
    Block,
    Chart,
    Contents,
    Cover,
    Document,
    End,
    Heading,
    Note,
    Numbering,
    PageBreak,
    Paragraph,
    Running,
)
from exports.reports.facts import ProjectFacts

Body = Callable[[ProjectFacts], Iterable[Block]]
Count = Callable[[ProjectFacts], str]
COVER = "cover"
NOTHING = "해당 사항이 없습니다."


def no_count(_facts: ProjectFacts) -> str:
    """Return nothing: what is told once has no count."""
    return ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that a paper can have; ``body`` makes it under its heading, ``count`` says how much it holds.

    An ``unusual`` one is there only where it is asked for; ``fresh`` begins a page.
    """

    key: str
    title: str
    body: Body
    count: Count = no_count
    usual: bool = True
    fresh: bool = False
    label: str = ""


COVER_CHAPTER = Chapter(COVER, "", lambda _facts: (), label="표지와 차례")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on one project: its name, its chapters, and what is attached to it."""

    kind: str
    chapters: tuple[Chapter, ...]
    attached: Callable[[ProjectFacts], Sequence[str]]

    def build(self, facts: ProjectFacts) -> Document:
        """Return the paper with the chapters that are wanted, in their order."""
        wanted = chosen(self.chapters, facts.chosen)
        covered = COVER_CHAPTER in wanted
        blocks: list[Block] = list(_front(self.kind, facts)) if covered else []
        for number, chapter in enumerate(one for one in wanted if one is not COVER_CHAPTER):
            blocks += _chapter(chapter, facts, fresh=chapter.fresh and (number > 0 or not covered))
        if covered:
            blocks += _ending(self.attached(facts))
        title = facts.project.title
        return Document(
            title=f"{title} {self.kind}",
            as_of=facts.as_of,
            blocks=tuple(_captioned(blocks, facts)),
            subtitle=period_of(facts),
            subject=self.kind,
            keywords=(self.kind, *((facts.project.program,) if facts.project.program else ())),
            numbering=Numbering.CHAPTERS,
            running=Running(left=title, right=_year(facts, self.kind)),
        )

    def infos(self, facts: ProjectFacts) -> tuple[ChapterInfo, ...]:
        """Return all chapters in the order asked for, those not asked for where they usually stand."""
        return tuple(
            ChapterInfo(one.key, one.label or one.title, one.count(facts), one.usual)
            for one in ordered(self.chapters, facts.chosen)
        )


def chosen(chapters: Sequence[Chapter], keys: Sequence[str]) -> list[Chapter]:
    """Return the chapters of ``keys`` in that order, the usual ones where there are none."""
    if not keys:
        return [one for one in chapters if one.usual]
    by_key = {one.key: one for one in chapters}
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def ordered(chapters: Sequence[Chapter], keys: Sequence[str]) -> list[Chapter]:
    """Return every chapter: those of ``keys`` in that order, the others after what they usually follow."""
    found = chosen(chapters, keys) if keys else list(chapters)
    for place, one in enumerate(chapters):
        if one not in found:
            before = next((each for each in reversed(chapters[:place]) if each in found), None)
            found.insert(found.index(before) + 1 if before else 0, one)
    return found


def period_of(facts: ProjectFacts) -> str:
    """Return the time a paper tells of, empty where it tells of everything."""
    if facts.since is None and facts.until is None:
        return ""
    first, last = (format_date(day) if day else "" for day in (facts.since, facts.until))
    return f"대상 기간 {first} ~ {last}".strip()


def _year(facts: ProjectFacts, kind: str) -> str:
    return f"{facts.project.year}년 {kind}" if facts.project.year else kind


def _front(kind: str, facts: ProjectFacts) -> Iterable[Block]:
    project = facts.project
    office = " ".join(part for part in (project.lead_agency, project.department) if part)
    yield Cover(
        title=project.title,
        kind=_year(facts, kind),
        subtitle=" · ".join(part for part in (project.program or "", period_of(facts)) if part),
        day=format_date(facts.as_of),
        organisation=office,
    )
    yield Contents()
    yield PageBreak()


def _chapter(chapter: Chapter, facts: ProjectFacts, *, fresh: bool) -> list[Block]:
    body = list(chapter.body(facts)) or [Paragraph(NOTHING)]
    return [*([PageBreak()] if fresh else []), Heading(chapter.title), *body]


def _captioned(blocks: Iterable[Block], facts: ProjectFacts) -> Iterable[Block]:
    """Yield the blocks with numbered captions under the charts, each with the day of its figures."""
    number = 0
    for block in blocks:
        if isinstance(block, Chart):
            number += 1
            words = f"그림 {number}. {block.caption or block.title} ({format_date(facts.as_of)} 기준)"
            block = replace(block, caption=words)
        yield block


def _ending(attached: Sequence[str]) -> list[Block]:
    return [Attachments(tuple(attached))] if attached else [End()]


def remarks(facts: ProjectFacts) -> Iterable[Block]:
    """Yield what a paper has to tell of the names in it."""
    if facts.masking:
        yield Note("개인정보 보호를 위하여 이름을 가려 적었습니다. 공무원의 이름은 그대로 적었습니다.")
    for text in facts.remarks:
        yield Note(text)
