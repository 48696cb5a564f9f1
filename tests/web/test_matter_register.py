"""Registering a matter and putting it right through the pages: sealed identity, nothing typed lost, recusal."""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.matters.identities import vault
from lianxi.matters.models import Exclusion, Identity, Matter
from tests.cast import Cast
from tests.web.oracle_matter_register import REGISTERED

pytestmark = pytest.mark.django_db
PERSON = {
    "petitioner_name_0": "上官清和",
    "petitioner_phone_0": "13912340000",
    "petitioner_name_1": "诸葛明理",
    "people": 5,
}


def post(cast: Cast, path: str = "matters/new", who: str = "clerk", **changed: Any) -> Any:
    return cast.as_(who).post(cast.url(path), {"key": "k", **REGISTERED, **changed})


def registered(cast: Cast) -> Matter:
    return Matter.objects.get(conference_id=cast.conference)


def test_names_go_to_the_vault_and_stand_nowhere_else(cast: Cast) -> None:
    assert post(cast, **PERSON).status_code == 302
    row = registered(cast)
    assert (row.title, row.people, row.due_rule) == ("水渠塌方", 5, "direct_notice")
    assert vault.masks(cast.conference, [f"matter:{row.number}"]) == {f"matter:{row.number}": ("上官＊＊", "诸葛＊＊")}
    assert list(Identity.objects.order_by("place").values_list("representative", flat=True)) == [False, True]


def test_a_wrong_number_stands_beside_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    answer = post(cast, **PERSON, petitioner_id_number_0="110101199003074419", text="反映水渠塌方，第二次。")
    assert answer.status_code == 422
    page = answer.content.decode()
    for typed in ("上官清和", "13912340000", "诸葛明理", "反映水渠塌方，第二次。", "110101199003074419"):
        assert typed in page
    assert "petitioner_id_number_0_error" in page
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": "suggestion"}, "只有申诉求决类"),
        ({"received_on": "2026-11-30"}, "还没有到"),
        ({"petitioned_on": "2026-11-23", "received_on": "2026-11-20"}, "晚于收到日期"),
        ({"source": "assigned", "sender": "县信访局"}, "要求的办结日期"),
        ({"source": "transferred"}, "转送或交办的机关"),
        ({"text": "机密★10年 某事"}, "国家秘密"),
        ({"involved": 0}, "大于或等于"),
    ],
)
def test_what_cannot_be_registered_is_told_in_a_sentence(cast: Cast, changed: dict[str, Any], words: str) -> None:
    answer = post(cast, **changed)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_accused_unit_is_kept_out_from_the_first_moment(cast: Cast) -> None:
    post(cast, kind="accusation", route="", purpose="accuse", accused_units=[cast.police.unit])
    row = registered(cast)
    assert row.restricted
    assert Exclusion.objects.get(matter=row).ground == "accused"


def test_a_correction_keeps_the_identity_unless_it_is_typed_anew(cast: Cast) -> None:
    post(cast, **PERSON)
    row = registered(cast)
    path, holder = f"matters/{row.number}/correct", f"matter:{row.number}"
    page = cast.as_("clerk").get(cast.url(path)).content.decode()
    assert "上官＊＊" in page
    assert "清和" not in page
    assert post(cast, path, title="北渠塌方", people=5, version=row.version, key="k1").status_code == 302
    row.refresh_from_db()
    assert (row.title, vault.count(cast.conference, holder)) == ("北渠塌方", 2)
    stale = post(cast, path, key="k2", title="南渠", version=1)
    assert stale.status_code == 409
    changed = {"petitioner_name_0": "司马长风", "version": row.version, "key": "k3"}
    assert post(cast, path, **changed).status_code == 302
    assert vault.masks(cast.conference, [holder]) == {holder: ("司马＊＊",)}


def test_the_same_form_sent_twice_makes_one_matter(cast: Cast) -> None:
    first, second = post(cast), post(cast)
    assert first.headers["Location"] == second.headers["Location"]
    assert Matter.objects.count() == 1
