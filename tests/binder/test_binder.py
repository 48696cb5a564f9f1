"""A binder of a scene, opened: its links, its hashes, who is in it and who is not, whom it is for."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from datetime import date
from html import unescape

import pytest

from lianxi.binder import actions, queries
from lianxi.binder.content import Content
from lianxi.binder.gathering import Wanted, gather
from lianxi.binder.making import LEFT, make_binder
from lianxi.binder.models import BinderJob
from lianxi.binder.papers import Reader
from lianxi.binder.writing import write_binder
from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.journal.frame import HERE
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.roster.models import Seat
from lianxi.roster.queries import access
from lianxi.web import clock
from tests.cast import Cast, Player
from tests.web import canaries, scenes

pytestmark = pytest.mark.django_db

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def content_for(cast: Cast, who: Player, audience: str = "own", days: tuple[date, date] = YEAR) -> Content:
    standing = access(who.account, cast.slug, who.seat, clock.today())
    assert standing is not None
    reader = Reader(standing, clock.now(), clock.now().astimezone(HERE).date())
    return gather(reader, Wanted(1, *days, (), audience), lambda done, of: None)


def bound(content: Content) -> bytes:
    file = io.BytesIO()
    write_binder(content, file, pdf=False)
    return file.getvalue()


def all_names(content: Content) -> set[str]:
    return {
        paper.name
        for article in content.articles
        for found in (*(papers for _, papers in article.papers), *(proof.papers for proof in article.proofs))
        for paper in found
    }


def test_a_binder_of_a_scene_opens_offline_and_says_what_the_board_says(cast: Cast) -> None:
    scenes.make_scene(cast)
    canaries.plant(cast)
    content = content_for(cast, cast.clerk)
    data = bound(content)
    assert data == bound(content), "the same record gives the same bytes"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    # every link leads to a file within, nothing leads outside, nothing runs
    for name in (each for each in inside if each.endswith(".html")):
        text = inside[name].decode()
        assert "<script" not in text
        assert "http" not in text
        for target in re.findall(r'href="([^"]+)"', text):
            path, _, anchor = unescape(target).partition("#")
            place = name if not path else path.removeprefix("../")
            assert place in inside, (name, target)
            assert not anchor or f'id="{anchor}"' in inside[place].decode(), (name, target)
    # the list of hashes is true, and the sheet bears its own hash and the journal's head
    listed = dict(reversed(line.split("  ", 1)) for line in inside["manifest.txt"].decode().splitlines())
    assert {name: hashlib.sha256(inside[name]).hexdigest() for name in listed} == listed
    assert set(inside) - set(listed) == {"manifest.txt", "校验单.html", "校验单.docx"}
    sheet = inside["校验单.html"].decode()
    head = journal.head_by_id(cast.conference)
    assert hashlib.sha256(inside["manifest.txt"]).hexdigest() in sheet
    assert f"第 {head.number} 号，{head.hash[:16]}" in sheet
    # windows, pairs and entries are those of the board
    judged = board(head, on=clock.today())
    for article in content.articles:
        items = [item for line in judged.of_article(article.label) for item in line.items]
        assert sum(len(duty.items) for duty in article.duties) == len(items)
        rests = {each.entry for item in items for each in item.evidence}
        assert rests <= {proof.number for proof in article.proofs}
    assert any(article.proofs for article in content.articles)
    assert {"召开", "签到表", "纪要"} <= {
        word for word in ("召开", "签到表", "纪要") if any(word in n for n in all_names(content))
    }
    # nobody who petitioned is in it, in no file of it
    texts = [each for name, each in inside.items() for each in (name.encode(), *canaries._texts(each))]
    assert [word for word in canaries.CANARIES if any(word.encode() in text for text in texts)] == []


def test_each_reader_gets_what_he_may_see_and_what_goes_up_says_less(cast: Cast) -> None:
    scenes.make_scene(cast)
    clerks = all_names(content_for(cast, cast.clerk))
    inspectors = all_names(content_for(cast, cast.inspector))
    assert inspectors < clerks
    assert any("通知" in name for name in clerks - inspectors), "the notice is the office's to print"
    upward = content_for(cast, cast.clerk, "upward")
    told = "".join(proof.object for article in upward.articles for proof in article.proofs)
    assert not re.search(r"信访事项 \d", told)
    # a shorter period holds less
    short = content_for(cast, cast.clerk, days=(date(2026, 1, 1), date(2026, 1, 31)))
    assert sum(len(each.proofs) for each in short.articles) < sum(
        len(each.proofs) for each in content_for(cast, cast.clerk).articles
    )


def test_a_binder_is_asked_for_made_and_taken_out_by_its_asker_alone(cast: Cast) -> None:
    call = cast.clerk.call
    with pytest.raises(Invalid, match="一年"):
        actions.ask_binder(call(), first_day=date(2025, 1, 1), last_day=date(2026, 11, 1), articles=[], audience="own")
    with pytest.raises(Invalid, match="早于"):
        actions.ask_binder(call(), first_day=date(2026, 5, 1), last_day=date(2026, 4, 1), articles=[], audience="own")
    days = {"first_day": date(2026, 1, 1), "last_day": clock.today()}
    with pytest.raises(RuleBroken):
        actions.ask_binder(cast.police.call(), **days, articles=[], audience="own")
    number = actions.ask_binder(call(), **days, articles=[2, 3], audience="own").number
    conference = cast.conference
    assert actions.take_up(conference, number, clock.now())
    assert not actions.take_up(conference, number, clock.now()), "of two makers one makes it"
    make_binder(conference, number, clock.now, pdf=False)
    made = queries.job(conference, number)
    path = queries.path_of(journal.head_by_id(conference).uid, number)
    assert (made.state, made.sha256) == ("done", hashlib.sha256(path.read_bytes()).hexdigest())
    fact = journal.facts_of_object(conference, f"binder:{number}")[-1]
    assert (fact.verb, fact.data["sha256"], fact.data["files"]) == ("binder.made", made.sha256, made.files)
    assert queries.binder_for(conference, cast.director.actor, number) is None
    with pytest.raises(RuleBroken):
        actions.download_binder(cast.director.call(), number=number)
    actions.download_binder(call(), number=number)
    # kept for thirty days
    assert queries.sweep(conference, clock.now()) == 0
    assert queries.sweep(conference, clock.now() + queries.KEPT_FOR * 2) == 1
    assert not path.exists()
    with pytest.raises(RuleBroken, match="到期"):
        actions.download_binder(call(), number=number)


def test_who_left_his_seat_gets_no_binder(cast: Cast) -> None:
    done = actions.ask_binder(
        cast.clerk.call(), first_day=date(2026, 1, 1), last_day=clock.today(), articles=[], audience="own"
    )
    actions.take_up(cast.conference, done.number, clock.now())
    Seat.objects.filter(conference_id=cast.conference, number=cast.clerk.seat).update(closed_on=date(2026, 1, 2))
    make_binder(cast.conference, done.number, clock.now, pdf=False)
    assert BinderJob.objects.get(number=done.number).failure == LEFT
