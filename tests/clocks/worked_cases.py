"""Worked cases of the statutory clocks: each with its article, counted by hand with the notices of the State Council.

A case: article, class, route, events, local rows, what must come out (and nothing else). An outcome is the row's id,
``due_strict``, ``due_rolled`` where it differs, and ``?`` where it is provisional.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    article: str
    matter_class: str
    route: int | None
    events: str
    outcome: str
    local: str = ""


def claim(article: str, events: str, outcome: str, local: str = "") -> Case:
    """A claim on route six, the only one that has the clocks of 34–36."""
    return Case(article, "appeal_claim", 6, events, outcome, local)


def notice(article: str, events: str, outcome: str, local: str = "") -> Case:
    """A suggestion: no clock but those of the notices."""
    return Case(article, "suggestion", None, events, outcome, local)


def assigned(day: str, told: str, objected: str, local: str = "") -> Case:
    """A transfer: the notice of fifteen days and the objection of five working days start with the same event."""
    outcome = f"assigned_notice {told}; assigned_objection {objected}"
    return notice("23(3)", f"{FROM_SUPERIOR} {day}", outcome, local)


FROM_SUPERIOR = "received_from_superior"
DIRECT = "received_from_petitioner"
ACCEPTED = "accepted"
REVIEW_ASKED, RECHECK_ASKED = "received_review_request", "received_recheck_request"
OPINION, REVIEWED = "received_written_opinion", "received_review_opinion"
ZHEJIANG_NOTICE, ZHEJIANG, HENAN = "zhejiang-2016-disposal", "zhejiang-2016-handling", "henan-2012-handling"
E = "extension_approved"
SET = "assigned 2026-03-02 due 2026-03-20"

BUREAU = (
    notice("22(1)", "received 2026-03-02", "bureau_disposal 2026-03-17"),
    notice("22(1)", "received 2026-02-02", "bureau_disposal 2026-02-17 2026-02-24"),  # into the Spring Festival
    notice("22(1)", "received 2026-02-06", "bureau_disposal 2026-02-21 2026-02-24"),  # a Saturday of the holiday
    notice("22(1)", "received 2024-01-31", "bureau_disposal 2024-02-15 2024-02-18"),  # rolls onto a worked Sunday
    notice("22(1)", "received 2026-04-24", "bureau_disposal 2026-05-09"),  # a Saturday that is worked: stays
    notice("22(1)", "received 2026-03-02; received 2026-03-01", "bureau_disposal 2026-03-16"),  # the earlier counts
)
DIRECT_NOTICE = (
    notice("23(2)", f"{DIRECT} 2026-02-08", "direct_notice 2026-02-23 2026-02-24"),
    notice("23(2)", f"{DIRECT} 2026-01-02", "direct_notice 2026-01-17 2026-01-19"),  # a plain Saturday
    notice("23(2)", f"{DIRECT} 2024-02-14", "direct_notice 2024-02-29"),  # leap day
    notice("23(2)", f"{DIRECT} 2023-02-14", "direct_notice 2023-03-01"),  # no leap day
    notice("23(2)", f"{DIRECT} 2026-09-16", "direct_notice 2026-10-01 2026-10-08"),  # into National Day
    notice("23(2)", f"{DIRECT} 2026-09-22", "direct_notice 2026-10-07 2026-10-08"),  # its last day
    notice("23(2)", f"{DIRECT} 2026-09-25", "direct_notice 2026-10-10"),  # a Saturday that is worked
    notice("23(2)", f"{DIRECT} 2026-12-16", "direct_notice 2026-12-31"),  # the last day with a notice
    notice("23(2)", f"{DIRECT} 2026-12-17", "direct_notice 2027-01-01?"),  # one day further
    notice("23(2)", f"{DIRECT} 2027-03-01", "direct_notice 2027-03-16?"),
    Case("23(2)", "accusation", None, f"{DIRECT} 2019-12-17", "direct_notice 2020-01-01 2020-01-02"),
    Case("23(2)", "litigation_related", None, f"{DIRECT} 2026-04-16", "direct_notice 2026-05-01 2026-05-06"),
)
ASSIGNED = (
    assigned("2026-03-02", "2026-03-17", "2026-03-09"),
    assigned("2026-02-11", "2026-02-26", "2026-02-25"),  # 12, 13, the worked Saturday 14, 24, 25
    assigned("2026-02-14", "2026-03-01 2026-03-02", "2026-02-28"),
    assigned("2026-02-16", "2026-03-03", "2026-02-28"),
    assigned("2026-02-27", "2026-03-14 2026-03-16", "2026-03-05"),
    assigned("2026-04-28", "2026-05-13", "2026-05-08"),
    assigned("2026-04-29", "2026-05-14", "2026-05-09"),
    assigned("2026-09-18", "2026-10-03 2026-10-08", "2026-09-24"),
    assigned("2026-09-24", "2026-10-09", "2026-10-09"),
    assigned("2026-09-30", "2026-10-15", "2026-10-13"),
    assigned("2026-12-24", "2027-01-08?", "2026-12-31"),
    assigned("2026-12-25", "2027-01-09 2027-01-11?", "2027-01-01?"),
    assigned("2025-01-22", "2025-02-06", "2025-02-05"),
    assigned("2025-01-26", "2025-02-10", "2025-02-08"),
    assigned("2020-01-22", "2020-02-06", "2020-02-06"),
    Case(
        "23(3)", "accusation", None, f"{FROM_SUPERIOR} 2026-04-30; {FROM_SUPERIOR} 2026-05-20",
        "assigned_notice 2026-05-15; assigned_objection 2026-05-11",
    ),
    Case(
        "23(3)", "litigation_related", None, f"{FROM_SUPERIOR} 2026-10-01",
        "assigned_notice 2026-10-16; assigned_objection 2026-10-13",
    ),
    Case(
        "23(3)", "appeal_claim", 4, f"{FROM_SUPERIOR} 2024-02-06",
        "assigned_notice 2024-02-21; assigned_objection 2024-02-19",
    ),
)  # fmt: skip
HANDLING = (
    claim("34", f"{ACCEPTED} 2026-03-02", "handling 2026-05-01 2026-05-06"),  # the sixtieth day is a holiday
    claim("34", f"{ACCEPTED} 2024-01-01", "handling 2024-03-01"),  # over a leap February
    claim("34", f"{ACCEPTED} 2023-01-01", "handling 2023-03-02"),
    claim("34", f"{ACCEPTED} 2023-12-31", "handling 2024-02-29"),
    claim("34", f"{ACCEPTED} 2025-12-18", "handling 2026-02-16 2026-02-24"),  # the eve of the Spring Festival
    claim("34", f"{ACCEPTED} 2026-08-03", "handling 2026-10-02 2026-10-08"),
    claim("34", f"{ACCEPTED} 2026-08-10", "handling 2026-10-09"),
    claim("34", f"{ACCEPTED} 2026-11-01", "handling 2026-12-31"),
    claim("34", f"{ACCEPTED} 2026-11-02", "handling 2027-01-01?"),
    claim("34", f"{ACCEPTED} 2026-12-18", "handling 2027-02-16?"),
    claim("34", f"{ACCEPTED} 2026-03-20; {ACCEPTED} 2026-03-02", "handling 2026-05-01 2026-05-06"),  # accepted again
)
EXTENDED = (
    claim("34", f"{ACCEPTED} 2026-03-02; {E} 2026-04-28 30", "handling 2026-05-31 2026-06-01"),
    claim("34", f"{ACCEPTED} 2026-03-02; {E} 2026-04-28 20", "handling 2026-05-21"),
    claim("34", f"{ACCEPTED} 2026-03-02; {E} 2026-04-28 10; {E} 2026-05-08 10", "handling 2026-05-21"),
    claim("34", f"{ACCEPTED} 2026-03-02; {E} 2026-04-28 20; {E} 2026-05-08 20", "handling 2026-05-31 2026-06-01"),
    claim("34", f"{ACCEPTED} 2026-03-02; {E} 2026-04-28 45", "handling 2026-05-31 2026-06-01"),  # never over thirty
    claim("34", f"{ACCEPTED} 2026-03-02; {E} 2026-04-28 1", "handling 2026-05-02 2026-05-06"),
    claim("34", f"{ACCEPTED} 2026-10-30; {E} 2026-12-20 1", "handling 2026-12-30"),
    claim("34", f"{ACCEPTED} 2026-10-30; {E} 2026-12-20 3", "handling 2027-01-01?"),  # only the extension reaches 2027
    claim("34", f"{E} 2026-04-28 30", ""),  # nothing to extend
)
OTHER_ROUTES = (
    *(Case("31", "appeal_claim", route, f"{ACCEPTED} 2026-03-02", "") for route in range(1, 6)),
    Case("31", "appeal_claim", None, f"{ACCEPTED} 2026-03-02; {E} 2026-04-28 30", ""),  # not yet divided
    Case("29", "suggestion", None, f"{ACCEPTED} 2026-03-02; {OPINION} 2026-03-20", ""),
    Case("30", "accusation", None, f"{ACCEPTED} 2026-03-02; {REVIEW_ASKED} 2026-03-20", ""),
    Case("30", "accusation", 6, f"{ACCEPTED} 2026-03-02", ""),  # a route is the claim's alone
    Case("31", "litigation_related", None, f"{ACCEPTED} 2026-03-02; {RECHECK_ASKED} 2026-03-20; hearing_days 5", ""),
)
REVIEWS = (
    claim("35", f"{OPINION} 2026-01-31", "review_request 2026-03-02"),  # a month's end
    claim("35", f"{OPINION} 2024-01-31", "review_request 2024-03-01"),
    claim("35", f"{OPINION} 2026-01-17", "review_request 2026-02-16 2026-02-24"),
    claim("35", f"{REVIEW_ASKED} 2026-04-01", "review 2026-05-01 2026-05-06"),
    claim("35", f"{REVIEW_ASKED} 2026-01-15", "review 2026-02-14"),  # a Saturday that is worked
    claim("35", f"{REVIEW_ASKED} 2026-06-30; {REVIEW_ASKED} 2026-07-09", "review 2026-07-30"),
    claim("35", f"{REVIEW_ASKED} 2026-06-30; hearing_days 10", "review 2026-07-30"),  # hearings stop the recheck only
    claim("35", f"{REVIEW_ASKED} 2026-06-30; {E} 2026-07-09 30", "review 2026-07-30"),  # and extensions 34 only
    claim("36", f"{REVIEWED} 2026-08-31", "recheck_request 2026-09-30"),
    claim("36", f"{REVIEWED} 2026-09-01", "recheck_request 2026-10-01 2026-10-08"),
    claim("36", f"{RECHECK_ASKED} 2026-09-10", "recheck 2026-10-10"),
    claim("36", f"{RECHECK_ASKED} 2026-12-01", "recheck 2026-12-31"),
    claim("36", f"{RECHECK_ASKED} 2026-12-02", "recheck 2027-01-01?"),
    claim("36(2)", f"{RECHECK_ASKED} 2026-04-09; hearing_days 2", "recheck 2026-05-11"),
    claim("36(2)", f"{RECHECK_ASKED} 2026-03-02; hearing_days 20", "recheck 2026-04-21"),
    claim("36(2)", f"{RECHECK_ASKED} 2026-03-02; hearing_days 15; hearing_days 5", "recheck 2026-04-21"),
    claim("36(2)", f"{RECHECK_ASKED} 2026-12-01; hearing_days 1", "recheck 2027-01-01?"),
    claim("36(2)", "hearing_days 5", ""),
)
SET_BY_SENDER = (
    notice("22(3)", SET, "superior_assigned 2026-03-20"),
    notice("22(3)", "assigned 2026-03-02 due 2026-05-01", "superior_assigned 2026-05-01 2026-05-06"),
    notice("22(3)", "assigned 2026-11-20 due 2027-01-16", "superior_assigned 2027-01-16 2027-01-18?"),
    notice("22(3)", f"{SET}; assigned 2026-03-09 due 2026-03-18", "superior_assigned 2026-03-18"),  # the earlier due
    notice("22(3)", f"{SET}; assigned 2026-03-01 due 2026-04-20", "superior_assigned 2026-03-20"),
    Case("22(3)", "accusation", None, "assigned 2026-02-02 due 2026-02-28", "superior_assigned 2026-02-28"),
)  # fmt: skip
NO_DAY = (
    notice("25", "learned_major_urgent 2026-03-02", ""),
    notice("40(4)", "received_recommendation 2026-03-02", ""),
    notice("23(3)", "", ""),
)
LOCAL = (
    claim("34", f"{ACCEPTED} 2026-03-02", "handling 2026-04-01", ZHEJIANG),
    claim("34", f"{ACCEPTED} 2026-03-02; {E} 2026-03-30 20", "handling 2026-04-21", ZHEJIANG),
    claim("34", f"{ACCEPTED} 2016-07-29", "handling 2016-08-28 2016-08-29", ZHEJIANG),  # its first day
    claim("34", f"{ACCEPTED} 2016-07-28", "handling 2016-09-26", ZHEJIANG),  # the day before
    claim("34", f"{ACCEPTED} 2016-07-28; {ACCEPTED} 2016-07-29", "handling 2016-08-28 2016-08-29", ZHEJIANG),
    claim("34", f"{ACCEPTED} 2026-03-02", "handling 2026-04-01", HENAN),
    claim("34", f"{ACCEPTED} 2026-03-02", "handling 2026-05-01 2026-05-06", ZHEJIANG_NOTICE),  # another limit's row
    assigned("2026-03-02", "2026-03-09", "2026-03-09", ZHEJIANG_NOTICE),
    assigned("2026-02-11", "2026-02-25", "2026-02-25", ZHEJIANG_NOTICE),
    # five working days and fifteen days end together over the prolonged festival of 2020: the national row stands
    assigned("2020-01-23", "2020-02-07", "2020-02-07", ZHEJIANG_NOTICE),
    claim("34", f"{ACCEPTED} 2026-03-02", "handling 2026-05-01 2026-05-06", "looser"),
    claim("34", f"{ACCEPTED} 2026-03-02", "handling 2026-05-01 2026-05-06", "expired"),
    claim("34", f"{ACCEPTED} 2025-12-31", "handling 2026-01-20", "expired"),  # twenty days on its last day of validity
    claim("34", f"{ACCEPTED} 2026-03-02", "handling 2026-03-16", "simple-handling"),
    claim("34", f"{ACCEPTED} 2026-03-02", "handling 2026-04-01", f"looser {ZHEJIANG} expired"),
    Case("31", "appeal_claim", 2, f"{ACCEPTED} 2026-03-02", "", ZHEJIANG),
    notice("23(2)", f"{DIRECT} 2026-03-02", "direct_notice 2026-03-05", "simple-direct_notice"),
)  # fmt: skip
WHOLE_LIFE = (
    claim(
        "36",
        f"{RECHECK_ASKED} 2026-09-10; {REVIEWED} 2026-09-01; {REVIEW_ASKED} 2026-06-30; {OPINION} 2026-06-12;"
        f" {E} 2026-04-28 20; {ACCEPTED} 2026-03-02; {FROM_SUPERIOR} 2026-02-11; assigned 2026-02-11 due 2026-05-10;"
        " hearing_days 0",
        "assigned_notice 2026-02-26; assigned_objection 2026-02-25; handling 2026-05-21; review_request 2026-07-12"
        " 2026-07-13; review 2026-07-30; recheck_request 2026-10-01 2026-10-08; recheck 2026-10-10;"
        " superior_assigned 2026-05-10 2026-05-11",
    ),
)
CASES = (
    *BUREAU, *DIRECT_NOTICE, *ASSIGNED, *HANDLING, *EXTENDED, *OTHER_ROUTES, *REVIEWS, *SET_BY_SENDER, *NO_DAY, *LOCAL,
    *WHOLE_LIFE,
)  # fmt: skip
