"""One row of a clerk's ledger on its way to a matter. What no column here holds stays as 原台账附记 with the matter,
personal words in the vault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lianxi.documents.ledger.days import day_in
from lianxi.documents.ledger.fields import BY_KEY
from lianxi.documents.ledger.reading import Ledger, LedgerRow, Value
from lianxi.documents.official import marks_secrecy
from lianxi.journal.refusals import Invalid
from lianxi.matters import words
from lianxi.matters.identities.people import Petitioner, check_id_number, check_phone, plain_id_number
from lianxi.matters.imports import import_words
from lianxi.matters.imports.import_values import CellProblem, Choices, Ground, Ready
from lianxi.matters.life.registering import SECRET
from lianxi.matters.national_system.national import NUMBER, QUERY_CODE
from lianxi.matters.words import MOST_REPRESENTATIVES

TITLE, LOCALITY, NUMBERED = 120, 120, 60
#: what of a long text becomes the title where the ledger has none
SHORT = 40
EARLIEST = date(1950, 1, 1)
MOST_PEOPLE = 1_000_000
#: the fields that are days
DAYS = ("petitioned_on", "received_on", "assigned_on", "accepted_on", "due_on", "national_due", "closed_on")


class RowReading:
    """One row on its way to a matter."""

    def __init__(
        self, ground: Ground, ledger: Ledger, place: int, row: LedgerRow, mapping: Sequence[str], choices: Choices,
        problems: list[CellProblem], remarks: Counter[str],
    ) -> None:  # fmt: skip
        self.ground, self.ledger, self.place, self.row, self.choices = ground, ledger, place, row, choices
        self.problems, self.remarks = problems, remarks
        self.before = len(problems)
        self.cells: dict[str, list[tuple[int, Value]]] = {}
        for column, (key, value) in enumerate(zip(mapping, row.cells, strict=True)):
            if key and value is not None:
                self.cells.setdefault(key, []).append((column, value))
        self.column = {key: column for column, key in reversed(list(enumerate(mapping))) if key}
        self.notes: list[str] = []

    def wrong(self, key: str, sentence: str) -> None:
        self.problems.append(CellProblem(self.place, self.column.get(key, -1), sentence))

    def remark(self, sentence: str) -> None:
        self.remarks[sentence] += 1

    def text(self, key: str) -> str:
        """The plain words of a field; several columns joined."""
        cells = self.cells.get(key)
        if not cells:
            return ""
        if len(cells) == 1:
            return import_words.told(_shown(cells[0][1]))
        return "、".join(filter(None, (import_words.told(_shown(value)) for _, value in cells)))

    def word(self, key: str) -> str:
        """The same in ordinary width, to be understood as a code, a number or a name of ours."""
        told = self.text(key)
        return told if told.isascii() else import_words.folded(told)

    def keep(self, key: str) -> None:
        """Keep the columns of a field as they stand, under their own heads."""
        for column, value in self.cells.get(key, ()):
            if import_words.told(_shown(value)):
                self.notes.append(f"{self.ledger.columns[column].title}：{_shown(value)}")

    def keep_words(self, key: str, told: str) -> None:
        if told:
            self.notes.append(f"{BY_KEY[key].label}：{told}")

    def day(self, key: str) -> date | None:
        cells = self.cells.get(key, ())
        if not cells or not import_words.told(_shown(cells[0][1])):
            return None
        value = cells[0][1]
        year = self.row.year or self.choices.year
        found = day_in(value, year, since_1904=self.ledger.since_1904)
        if found is None:
            hint = "请写成 2026-03-02 的样子。" if year else "请写成 2026-03-02 的样子，或在上一步选定年份。"
            if key in ("due_on", "closed_on"):
                self.keep(key)
                self.remark(f"“{BY_KEY[key].label}”不是日期（例如“{_shown(value)[:12]}”），照原样记入附记。")
                return None
            self.wrong(key, f"“{_shown(value)[:20]}”不是日期。{hint}")
        elif found < EARLIEST or (found > self.ground.today and key not in ("due_on", "national_due")):
            self.wrong(key, f"{found.isoformat()} {'还没有到' if found > self.ground.today else '太早'}。请核对日期。")
            return None
        return found

    def number(self, key: str) -> int | None:
        told = self.word(key)
        if not told:
            return None
        found = import_words.count(told)
        if found is None or found > MOST_PEOPLE:
            self.wrong(key, f"“{told[:20]}”不是人数。请只写数字。")
            return None
        return found

    def code(self, key: str, reading: Any, what: str) -> str:
        """A word made a code by ``reading``; a word that fits none is a problem."""
        told = self.word(key)
        if not told:
            return ""
        found: str = reading(told)
        if not found:
            self.wrong(key, f"看不懂{what}“{told[:20]}”。可以写：{_offered(key)}。")
        return found

    def yes(self, key: str) -> bool:
        told = self.word(key)
        found = import_words.yes(told) if told else None
        if told and found is None:
            self.keep(key)
        return bool(found)

    def read(self) -> Ready | None:
        days = {key: self.day(key) for key in DAYS}
        received = self._received(days)
        about = self._about()
        if received is None or about is None:
            return None
        title, text = about
        values: dict[str, Any] = {
            "title": title,
            "text": text,
            "own_number": self._own_number(),
            "locality": self.text("locality")[:LOCALITY],
            "territory_id": self._unit("locality", note=False),
            **self._sort(),
            **self._sent(days, received),
            **self._firsts(),
            **self._handled(),
            **self._national(),
            "petitioned_on": days["petitioned_on"] or received,
            "received_on": received,
            "registered_on": received,
            "national_due": days["national_due"],
        }
        people = self._people(values)
        accepted = days["accepted_on"]
        if accepted is not None and accepted < received:
            self.keep_words("accepted_on", accepted.isoformat())
            accepted = None
        self._state(values, days, received, accepted)
        for key in ("progress", "note"):
            self.keep(key)
        if len(self.problems) > self.before:
            return None
        return self._ready(values, people, days, accepted)

    # when and what ------------------------------------------------------------------------------------------------

    def _received(self, days: Mapping[str, date | None]) -> date | None:
        petitioned, received = days["petitioned_on"], days["received_on"] or days["assigned_on"]
        found = received or petitioned
        if found is None:
            if len(self.problems) == self.before:
                key = "petitioned_on" if "petitioned_on" in self.column else "received_on"
                self.wrong(key, "没有信访日期，也没有收到日期。请填写其中一个。")
        elif petitioned is not None and petitioned > found:
            if days["received_on"] is None:
                return petitioned
            self.wrong("petitioned_on", f"信访日期 {petitioned.isoformat()} 晚于收到日期 {found.isoformat()}。请核对。")
        if days["assigned_on"] is not None and days["received_on"] is not None:
            self.keep_words("assigned_on", days["assigned_on"].isoformat())
        return found

    def _about(self) -> tuple[str, str] | None:
        title, text = self.text("title"), self.text("text")
        demand, accused = self.text("demand"), self.text("accused")
        body = text or demand or title
        if not body:
            key = next((key for key in ("text", "title", "demand") if key in self.column), "text")
            self.wrong(key, "没有反映的问题，也没有概况。请填写这一件反映了什么。")
            return None
        if marks_secrecy(title) or marks_secrecy(body) or marks_secrecy(demand):
            self.wrong("text" if "text" in self.column else "title", SECRET)
        if len(title) > TITLE:
            body = f"{title}\n{body}" if body != title else body
        short = body.replace("\n", " ")
        name = title or (short if len(short) <= SHORT else f"{short[: SHORT - 1]}…")
        if demand and demand != body:
            body = f"{body}\n诉求：{demand}"
        if accused:
            body = f"{body}\n被反映对象：{accused}"
        return name[:TITLE], body

    def _own_number(self) -> str:
        told = self.word("own_number")
        if len(told) > NUMBERED:
            self.wrong("own_number", f"编号有 {len(told)} 个字，最多 {NUMBERED} 个字。")
        return told[:NUMBERED]

    def _sort(self) -> dict[str, Any]:
        told = self.word("purpose")
        purpose = import_words.purpose(told)
        if told and not purpose:
            self.keep("purpose")
            self.remark(f"看不懂信访目的“{told[:12]}”，按“求决”登记，原文记入附记。")
        kind_told = self.word("kind")
        kind = import_words.kind(kind_told)
        if kind_told and not kind:
            self.keep("kind")
        if not kind:
            kind = words.KIND_OF_PURPOSE.get(purpose, "appeal_claim")
        purpose = purpose or {"suggestion": "suggest", "accusation": "accuse"}.get(kind, "claim")
        category = self.text("category")
        code = self.ground.categories.get(category, "")
        if category and not code:
            self.keep("category")
            self.remark(f"内容分类“{category[:12]}”不在分类表里，没有归类，原文记入附记。")
        channel = self.code("channel", import_words.channel, "信访形式")
        return {
            "channel": channel or self.choices.channel,
            "purpose": purpose,
            "kind": kind,
            "restricted": kind == "accusation",
            "category": code,
            "category_version": self.ground.category_version if code else 0,
        }

    def _sent(self, days: Mapping[str, date | None], received: date) -> dict[str, Any]:
        sender, number = self.text("sender"), self.text("sender_number")
        told = self.word("source")
        source = import_words.source(told)
        if told and not source:
            self.keep("source")
        due = days["due_on"]
        if due is not None and due < received:
            self.wrong("due_on", f"应办结日期 {due.isoformat()} 早于收到日期 {received.isoformat()}。请核对。")
        if sender and source != "transferred":
            source = "assigned" if due is not None else "transferred"
        if not sender and source in ("assigned", "transferred"):
            sender = "上级机关（原台账未注明）"
        if source == "assigned" and due is None:
            source = "transferred"
        if source != "assigned" and due is not None:
            self.keep_words("due_on", due.isoformat())
        if len(sender) > 80 or len(number) > 60:
            self.keep("sender")
            self.keep("sender_number")
        return {
            "source": source or "petitioner",
            "sender": sender[:80],
            "sender_number": number[:60],
            "sender_due": due if source == "assigned" else None,
        }

    def _firsts(self) -> dict[str, Any]:
        found = {}
        for key in ("local_first", "national_first"):
            told = self.word(key)
            yes = import_words.yes(told) if told else None
            found[key] = import_words.first(told) or ("" if yes is None else "first" if yes else "repeat")
            if told and not found[key]:
                self.keep(key)
        if not found["local_first"] and self.word("repeat"):
            yes = import_words.yes(self.word("repeat"))
            found["local_first"] = "" if yes is None else "repeat" if yes else "first"
            if yes is None:
                self.keep("repeat")
        return found

    def _handled(self) -> dict[str, Any]:
        responsible = self._unit("responsible")
        told = self.word("handler")
        handler = self.ground.people.get(told)
        if told and handler is None:
            self.keep("handler")
        return {"responsible_id": responsible, "lead_id": responsible, "handler": handler}

    def _unit(self, key: str, *, note: bool = True) -> int | None:
        told = self.text(key)
        found = self.ground.units.get(told) or self.ground.units.get(told.replace(" ", ""))
        if told and found is None and note:
            self.keep(key)
            self.remark(f"{BY_KEY[key].label}“{told[:16]}”不在成员单位里，原文记入附记。")
        return found[0] if found else None

    def _national(self) -> dict[str, Any]:
        number, code = self.word("national_number"), self.word("query_code")
        if number and not NUMBER.fullmatch(number):
            self.wrong("national_number", "国家系统的信访件编号只有字母、数字和括号、横线，最多 40 个字。请核对。")
        if code and not QUERY_CODE.fullmatch(code):
            self.keep("query_code")
            code = ""
        return {"national_number": number, "query_code": code}

    # who ------------------------------------------------------------------------------------------------------------

    def _people(self, values: dict[str, Any]) -> tuple[Petitioner, ...]:
        told = self.text("name")
        names, stated = import_words.people(told)
        anonymous = self.yes("anonymous") or told in ("匿名", "不详", "不愿透露")
        if anonymous and told in ("匿名", "不详", "不愿透露"):
            names = []
        beside: list[str] = []
        if told and "、".join(names) != told.strip() and names:
            beside.append(f"姓名栏原文：{told}")
        if len(names) > MOST_REPRESENTATIVES + 1:
            names = names[: MOST_REPRESENTATIVES + 1]
        identity, phone = self._numbers(beside)
        address = "；".join([*filter(None, [self.text("address")]), *beside])
        count = self.number("people") or stated or max(1, len(names))
        if count < len(names):
            self.remark("人数少于列出的姓名，按姓名的个数登记。")
        people = max(count, len(names))
        involved = self.number("involved")
        if involved is not None and involved < people:
            self.keep_words("involved", str(involved))
            involved = None
        persons = [Petitioner(name) for name in names] or [Petitioner("")]
        persons[0] = Petitioner(persons[0].name, identity, phone, address)
        some = any(names) or identity or phone or address
        values.update(
            people=people, involved=involved, joint=self.yes("joint"), anonymous=anonymous,
            reachable=bool(some) and not anonymous,
        )  # fmt: skip
        return tuple(persons) if some else ()

    def _numbers(self, beside: list[str]) -> tuple[str, str]:
        """ID number and phone, if they are such; else their words stay in the vault beside the address."""
        told, identity = self.text("id_number"), plain_id_number(self.text("id_number"))
        try:
            check_id_number(identity)
        except Invalid:
            beside.append(f"证件栏原文：{told}")
            identity = ""
            self.remark("身份证号不足 18 位或校验位不对，原文加密存入住址栏，不能按证件号查找。")
        words_ = self.text("phone")
        numbers = import_words.phones(words_)
        phone = numbers[0] if numbers else ""
        try:
            check_phone(phone)
        except Invalid:
            phone = ""
        if words_ and (not phone or len(numbers) > 1 or len(words_.replace("-", "").replace(" ", "")) > len(phone)):
            beside.append(f"电话栏原文：{words_}")
        return identity, phone

    # how far ------------------------------------------------------------------------------------------------------

    def _state(
        self, values: dict[str, Any], days: Mapping[str, date | None], received: date, accepted: date | None
    ) -> None:
        closed = days["closed_on"]
        told = [self.word("closed"), self.word("resolved")]
        finished = next((found for each in told if each and (found := import_words.finished(each)) is not None), None)
        for key, each in zip(("closed", "resolved"), told, strict=True):
            if each and import_words.yes(each) is None:
                self.keep(key)
        if closed is not None and closed < received:
            self.wrong("closed_on", f"办结时间 {closed.isoformat()} 早于收到日期 {received.isoformat()}。请核对。")
        if closed is not None:
            finished = True if finished is None else finished or bool(self.word("closed") == "")
        if finished is None:
            unsaid = self.choices.unsaid
            finished = received.year < self.ground.today.year if unsaid == "old" else unsaid == "closed"
        state = _declined("".join(told))
        if not state and finished:
            state = "closed"
        if finished and closed is None and state == "closed":
            self.remark("没有办结时间的已办结事项，按已办结导入，办结时间空着。")
        if not state:
            handling = accepted is not None or values["national_due"] is not None
            state = "handling" if handling else "assigned" if values["lead_id"] else "registered"
            if closed is not None:
                self.keep_words("closed_on", closed.isoformat())
        values["state"] = state
        values["closed_on"] = closed if state == "closed" else None
        values["state_since"] = (closed if state == "closed" else None) or accepted or received
        claim = values["kind"] == "appeal_claim"
        values["route"] = 6 if claim and (accepted or values["national_due"]) else None

    def _ready(
        self,
        values: dict[str, Any],
        people: tuple[Petitioner, ...],
        days: Mapping[str, date | None],
        accepted: date | None,
    ) -> Ready:
        received, closed = values["received_on"], values["closed_on"]
        sent = values["source"] != "petitioner"
        events = [("received_from_superior" if sent else "received_from_petitioner", received, None)]
        if values["source"] == "assigned":
            events.append(("assigned", received, values["sender_due"]))
        taken_up = accepted or (received if values["national_due"] else None)
        if taken_up is not None:
            events.append(("accepted", taken_up, None))
        met: dict[str, date] = {}
        if accepted is not None:
            met.update(direct_notice=accepted, assigned_notice=accepted)
        if closed is not None:
            met.update(handling=closed, superior_assigned=closed)
        accused = self.ground.units.get(self.text("accused").replace(" ", "")) if values["restricted"] else None
        if accused is not None and values["lead_id"] == accused[0]:
            values["responsible_id"] = values["lead_id"] = None
            self.remark("检举控告的对象正是责任单位：不按该单位登记责任单位，请另行交办（条例第二十八条）。")
        helpers = self._helpers()
        known = self.ground.national.get(values["national_number"]) if values["national_number"] else None
        if known is None and values["own_number"]:
            known = self.ground.own.get((values["own_number"], received.year))
        if known is None and not values["own_number"] and not values["national_number"]:
            known = self.ground.same.get((received, values["title"]))
        note = "\n".join(self.notes)
        return Ready(
            self.place, values, tuple(events), met, people, note, accused[0] if accused else None, helpers, known
        )

    def _helpers(self) -> tuple[int, ...]:
        found: list[int] = []
        for name in filter(None, self.text("helpers").replace("，", "、").replace(",", "、").split("、")):
            unit = self.ground.units.get(name.strip())
            if unit is None:
                self.keep("helpers")
                return ()
            found.append(unit[0])
        return tuple(dict.fromkeys(found))


def _declined(told: str) -> str:
    return "barred" if "不再受理" in told else "declined" if "不予受理" in told else ""


def _shown(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _offered(key: str) -> str:
    return "、".join(words.CHANNELS.values()) if key == "channel" else "是、否"
