"""From a QuestionnaireResponse to a case; every fault is told at its place in the resource."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ilium.answers.case import Case
from ilium.answers.case_reader import SEE_QUESTIONS, BadAnswerError
from ilium.answers.check_ins import CheckIn, Cleared, misdated
from ilium.answers.values import LISTS, Answer, Itemised
from ilium.documents.problems import MOST_TOLD, BadDocumentError, Problem, shorten, suggest
from ilium.faces.fhir import layout, names, words
from ilium.faces.fhir.about_reading import READERS, read_code, read_date, read_text
from ilium.faces.fhir.answer_items import item_link_id, read_answers, read_missing, read_word
from ilium.faces.fhir.items import Item, Path, items_in
from ilium.faces.fhir.reading import fault_at
from ilium.knowledge.forms import form_of
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions
from ilium.knowledge.schema import Question

Plain = dict[str, Any]
RESOURCE = "QuestionnaireResponse"
LONGEST_ID, LONGEST_TEST = 100, 200


def from_response(knowledge: Knowledge, resource: Plain) -> Case:
    """The case of a QuestionnaireResponse in the form of FHIR.

    Raises BadDocumentError with every fault found; the place of each is its path in the resource.
    """
    read = read_response(knowledge, resource)
    read.hold_together()
    return read.case


def read_response(knowledge: Knowledge, resource: Plain) -> ReadResponse:
    """The same, before the answers are held against each other."""
    reader = _Reader(knowledge)
    sheet = reader.sheet(items_in(resource))
    case = reader.case(resource, sheet)
    reader.problems += reader.misdated(case)
    if reader.problems:
        raise BadDocumentError(reader.problems)
    return ReadResponse(knowledge, case, [sheet.places, *(one.places for one in reader.check_ins)])


@dataclass(frozen=True, slots=True)
class ReadResponse:
    """A case as it was read, and where each answer stands: of its beginning, then of each check-in."""

    knowledge: Knowledge
    case: Case
    places: list[dict[str, Path]]

    def hold_together(self, case: Case | None = None) -> None:
        """Raise BadDocumentError where answers contradict each other, in this case or one that came of it."""
        whole = case or self.case
        parts = [whole, *(Case(answers=one.answers) for one in whole.check_ins)]
        clashes = [
            fault_at(RESOURCE, places.get(question, ()), what)
            for part, places in zip(parts, self.places, strict=True)
            for question, what in contradictions(self.knowledge, part)
        ]
        if clashes:
            raise BadDocumentError(clashes)


@dataclass(slots=True)
class _Sheet:
    """What was answered together, and where."""

    answers: dict[str, Answer] = field(default_factory=dict)
    places: dict[str, Path] = field(default_factory=dict)
    date: Item | None = None


@dataclass(slots=True)
class _Reader:
    """Reads one response; it gathers the faults."""

    knowledge: Knowledge
    problems: list[Problem] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    check_ins: list[_Sheet] = field(default_factory=list)
    check_in_items: list[Item] = field(default_factory=list)
    cleared: list[tuple[Item, Cleared]] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether more faults were found than are told: the nearest right thing is slow to look for."""
        return len(self.problems) > MOST_TOLD

    def sheet(self, items: Iterable[Item], prefix: str = "") -> _Sheet:
        """What some items say together."""
        sheet = _Sheet()
        for item in items:
            if self.is_full:
                break
            try:
                self._take(item, sheet, prefix)
            except BadAnswerError as error:
                self.problems.append(item.bad_answer(error))
        return sheet

    def case(self, resource: Plain, sheet: _Sheet) -> Case:
        """The case of what was read."""
        check_ins = (
            CheckIn(read_date(one.date), dict(sorted(one.answers.items())))
            for one in self.check_ins
            if one.date is not None
        )
        return Case(
            answers=dict(sorted(sheet.answers.items())),
            id=self._id(resource),
            check_ins=tuple(check_ins),
            cleared=tuple(one for _, one in self.cleared),
            **self.said,
        )

    def misdated(self, case: Case) -> list[Problem]:
        """Days that cannot be."""
        check_ins, cleared = [one.date for one in case.check_ins], [one.date for one in case.cleared]
        places = {"check_ins": self.check_in_items, "cleared": [item for item, _ in self.cleared]}
        found = []
        for path, what, remedy in misdated(case.start, case.today, check_ins, cleared):
            kind, *rest = path
            at = places[str(kind)][int(rest[0])].path if rest else ()
            found.append(fault_at(RESOURCE, at, what, remedy))
        return found

    def _take(self, item: Item, sheet: _Sheet, prefix: str) -> None:
        link_id = item.link_id
        if link_id == layout.TOLD or link_id.endswith(layout.NOTES):
            return
        if not prefix and link_id.startswith(layout.PAGE):
            self._take_all(item.inner, sheet, prefix)
        elif not prefix and link_id == layout.ABOUT:
            self._take_about(item)
        elif not prefix and link_id == layout.CHECK_IN:
            self._take_check_in(item)
        elif not prefix and link_id == layout.CLEARED:
            self._take_cleared(item)
        elif prefix and link_id == layout.CHECK_IN_DATE:
            sheet.date = item if item.values else sheet.date
        else:
            self._take_answer(item, sheet, link_id.removeprefix(prefix))

    def _take_all(self, items: Iterable[Item], sheet: _Sheet, prefix: str) -> None:
        inner = self.sheet(items, prefix)
        for id_, answer in inner.answers.items():
            self._keep(sheet, id_, answer, inner.places[id_])

    def _take_about(self, group: Item) -> None:
        for item in group.inner:
            if not item.values or self.is_full:
                continue
            key, read = READERS.get(item.link_id, ("", None))
            if read is None:
                what = words.NO_SUCH_ITEM.format(item=shorten(item.link_id))
                self.problems.append(item.fault(what, suggest(item.link_id, READERS)))
            else:
                try:
                    self.said[key] = read(item)
                except BadAnswerError as error:
                    self.problems.append(item.bad_answer(error))

    def _take_check_in(self, item: Item) -> None:
        sheet = self.sheet(item.inner, f"{layout.CHECK_IN}.")
        self.check_ins.append(sheet)
        self.check_in_items.append(item)
        if sheet.date is None:
            raise BadAnswerError(words.NO_DAY, words.GIVE_DAY)
        try:
            read_date(sheet.date)
        except BadAnswerError as error:
            self.problems.append(sheet.date.bad_answer(error))
            sheet.date = None

    def _take_cleared(self, group: Item) -> None:
        found = {item.link_id: item for item in group.inner if item.values}
        wanted = (layout.CLEARED_RULE, layout.CLEARED_DATE, layout.CLEARED_TEST)
        if any(link_id not in found for link_id in wanted):
            raise BadAnswerError(words.CLEARED_WHOLE, words.GIVE_CLEARED)
        rule = read_code(found[layout.CLEARED_RULE], names.CONCEPTS)
        name = self.knowledge.aliases.get(rule, rule)
        if name not in self.knowledge.red_flags:
            near = suggest(rule, self.knowledge.red_flags)
            raise BadAnswerError(words.NO_RULE.format(rule=shorten(rule)), near)
        day = read_date(found[layout.CLEARED_DATE])
        test = read_text(found[layout.CLEARED_TEST], LONGEST_TEST)
        self.cleared.append((group, Cleared(name, day, test)))

    def _take_answer(self, item: Item, sheet: _Sheet, name: str) -> None:
        if name.endswith(layout.MISSING):
            question = self._question(name.removesuffix(layout.MISSING))
            if item.values:
                self._keep(sheet, question.id, read_missing(item.values, question), item.path)
            return
        question = self._question(name.removesuffix(layout.EACH))
        if name.endswith(layout.EACH):
            self._keep(sheet, question.id, self._itemised(item, question), item.path)
            return
        for one in item.inner:
            if not one.link_id.endswith(layout.NOTES):
                what = words.NO_SUCH_ITEM.format(item=shorten(one.link_id))
                self.problems.append(one.fault(what, words.EACH_GROUP.format(item=name + layout.EACH)))
        if item.values:
            self._keep(sheet, question.id, read_answers(question, item.values), item.path)

    def _itemised(self, item: Item, question: Question) -> Itemised:
        """A list that was answered item by item."""
        if question.kind not in LISTS:
            raise BadAnswerError(words.NO_LIST.format(question=question.id), words.SEE_OPTIONS)
        link_id = item.link_id.removesuffix(layout.EACH)
        names_of = {item_link_id(link_id, word): word for word in form_of(question).words}
        said: dict[str, str] = {}
        for one in item.inner:
            if self.is_full:
                break
            if one.link_id not in names_of:
                what = words.NO_SUCH_ITEM.format(item=shorten(one.link_id))
                self.problems.append(one.fault(what, suggest(one.link_id, names_of)))
            elif one.values:
                try:
                    said[names_of[one.link_id]] = read_word(one.values, one.link_id)
                except BadAnswerError as error:
                    self.problems.append(one.bad_answer(error))
        return Itemised(dict(sorted(said.items())))

    def _keep(self, sheet: _Sheet, id_: str, answer: Answer, place: Path) -> None:
        if id_ in sheet.answers:
            self.problems.append(fault_at(RESOURCE, place, words.TWICE.format(question=id_), words.KEEP_ONE))
            return
        sheet.answers[id_], sheet.places[id_] = answer, place

    def _question(self, name: str) -> Question:
        id_ = self.knowledge.aliases.get(name, name)
        question = self.knowledge.questions.get(id_)
        if question is None or question.derived is not None:
            known = [one.id for one in layout.askable(self.knowledge)]
            near = suggest(name, known, SEE_QUESTIONS)
            raise BadAnswerError(words.NO_QUESTION.format(question=shorten(name)), near)
        return question

    def _id(self, resource: Plain) -> str | None:
        given = resource.get("identifier", {})
        if given.get("system") != names.CASES:
            return None
        value = given.get("value")
        if not isinstance(value, str) or len(value) > LONGEST_ID:
            what = words.BAD_ID.format(n=LONGEST_ID)
            self.problems.append(fault_at(RESOURCE, ("identifier", "value"), what))
            return None
        return value
