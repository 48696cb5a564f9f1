"""The moves of a matter, its papers, identities and the leaders' part: from state, to state, by whom, on which article.

An empty ``to`` leaves the state. Articles in comments are the Regulation's of 2022.
"""

from __future__ import annotations

from lianxi.journal.moves import Move
from lianxi.matters.words import OPEN

UNDECIDED = ("registered", "assigned")
WORKED_ON = ("assigned", "handling")
SETTLED = ("closed", "reviewed", "concluded")
#: the office, or the head of the organ where the office itself is kept from the matter
BY_ORGAN = ("office", "organ_head")

# the ledger (21, 22, 23)
REGISTER = Move("matter.registered", "registered", ("office",))
CORRECT = Move("matter.corrected", "", ("office",), OPEN)
RECLASSIFY = Move("matter.reclassified", "", ("office",), (*OPEN, "diverted"))
ASK_VOID = Move("matter.void_asked", "", ("office",), ("registered", "assigned", "handling"))
VOID = Move("matter.voided", "voided", ("director", "organ_head"), ("registered", "assigned", "handling"))
REFUSE_VOID = Move("matter.void_refused", "", ("director", "organ_head"), ("registered", "assigned", "handling"))
ENTER_NATIONALLY = Move(
    "matter.entered_nationally", "", ("office",), (*OPEN, *SETTLED, "declined", "barred", "diverted")
)
NOTIFY = Move("matter.notified", "", BY_ORGAN, (*UNDECIDED, "objected", "objected_up", "handling"))

# routing (22, 23, 24)
ASSIGN = Move("matter.assigned", "assigned", BY_ORGAN, ("registered", "assigned", "objected"))
REASSIGN = Move("matter.reassigned", "", BY_ORGAN, ("handling",))
OBJECT = Move("matter.objected", "objected", ("unit",), ("assigned",))
UPHOLD_OBJECTION = Move("matter.objection_upheld", "registered", ("office",), ("objected",))
REFUSE_OBJECTION = Move("matter.objection_refused", "assigned", ("office",), ("objected",))
OBJECT_UP = Move("matter.objected_up", "objected_up", ("office",), UNDECIDED)
RETURN_UP = Move("matter.returned", "returned", ("office",), ("objected_up",))
KEEP = Move("matter.objection_up_refused", "registered", ("office",), ("objected_up",))
TABLE = Move("matter.tabled", "", ("office",), (*UNDECIDED, "objected", "handling"))

# decided (19, 30, 31, 36)
ACCEPT = Move("matter.accepted", "handling", BY_ORGAN, UNDECIDED)
DECLINE = Move("matter.declined", "declined", ("organ_head",), UNDECIDED)
BAR = Move("matter.barred", "barred", ("organ_head",), UNDECIDED)
DIVERT = Move("matter.diverted", "diverted", BY_ORGAN, (*UNDECIDED, "handling"))
SEND_TO_DISCIPLINE = Move("matter.sent_to_discipline", "discipline", BY_ORGAN, (*UNDECIDED, "objected", "handling"))
SEND_TO_JUDICIAL = Move("matter.sent_to_judicial", "judicial", BY_ORGAN, (*UNDECIDED, "objected", "handling"))
TELL_ELSEWHERE = Move("matter.told_elsewhere", "elsewhere", BY_ORGAN, (*UNDECIDED, "objected"))

# handled (29, 31(6), 32, 33, 34)
REPORT = Move("matter.reported", "", ("unit",), WORKED_ON)
REPLY_PART = Move("matter.part_replied", "", ("unit",), WORKED_ON)
CHASE = Move("matter.chased", "", ("office",), WORKED_ON)
TAKE_MEASURE = Move("matter.measure_taken", "", ("office", "unit"), (*WORKED_ON, "answered", "delivered", *SETTLED))
ASK_EXTENSION = Move("matter.extension_asked", "", ("office", "unit"), ("handling",))
EXTEND = Move("matter.extended", "", ("organ_head",), ("handling",))
REFUSE_EXTENSION = Move("matter.extension_refused", "", ("organ_head",), ("handling",))
DRAFT = Move("matter.paper_drafted", "", ("office", "unit"), (*OPEN, *SETTLED))
SUBMIT = Move("matter.paper_submitted", "", ("office", "unit"), (*UNDECIDED, "handling"))
RETURN_PAPER = Move("matter.paper_returned", "", ("organ_head",), (*UNDECIDED, "handling"))
EDIT_PAPER = Move("matter.paper_edited", "", ("office", "unit"), (*OPEN, *SETTLED))
DROP_PAPER = Move("matter.paper_voided", "", ("office", "unit"), (*OPEN, *SETTLED))
ISSUE_OPINION = Move("matter.opinion_issued", "answered", ("organ_head",), ("handling",))
REPLY = Move("matter.replied", "answered", ("organ_head",), ("handling",))
AGREE = Move("matter.agreed", "answered", ("office",), ("handling",))
DELIVER = Move("matter.delivered", "delivered", BY_ORGAN, ("answered", "delivered"))
DELIVER_NOTICE = Move(
    "matter.notice_delivered", "", BY_ORGAN, (*OPEN, *SETTLED, "declined", "barred", "diverted", "elsewhere")
)
CLOSE = Move("matter.closed", "closed", BY_ORGAN, ("delivered", "answered", "diverted"))
REOPEN = Move("matter.reopened", "handling", ("office",), ("closed", "reviewed"))
EVALUATE = Move("matter.evaluated", "", ("office",), ("delivered", *SETTLED, "declined", "barred"))
EXECUTE = Move("matter.executed", "", ("office", "unit"), ("delivered", *SETTLED))
REPORT_CLOSING = Move("matter.closing_reported", "", ("office",), ("delivered", *SETTLED))

# told to be one matter, alike, or neither: never merged
LINK = Move("matter.linked", "", BY_ORGAN)
UNLINK = Move("matter.unlinked", "", BY_ORGAN)

# outside (35, 36)
ASK_REVIEW = Move("matter.review_requested", "under_review", ("office",), ("delivered", "closed"))
REVIEWED = Move("matter.review_received", "reviewed", ("office",), ("under_review",))
ASK_RECHECK = Move("matter.recheck_requested", "under_recheck", ("office",), ("reviewed",))
RECHECKED = Move("matter.recheck_received", "concluded", ("office",), ("under_recheck",))
HEARING = Move("matter.hearing_held", "", ("office",), ("under_recheck", "handling"))

# identity (30(3), 44, 46(5))
PUT_IDENTITY = Move("identity.registered", "", ("office", "unit"))
OPEN_IDENTITY = Move("identity.opened", "", ("member",))
ASK_IDENTITY = Move("identity.asked", "asked", ("member",))
GRANT_IDENTITY = Move("identity.granted", "given", ("director", "convener"), ("asked",))
REFUSE_IDENTITY = Move("identity.refused", "refused", ("director", "convener"), ("asked",))
END_GRANT = Move("identity.grant_ended", "ended", ("office", "convener"), ("given",))
LOOK_UP = Move("identity.looked_up", "", ("office",))

# the village (15(3))
REGISTER_IN_VILLAGE = Move("village_case.registered", "open", ("unit",))
SETTLE_IN_VILLAGE = Move("village_case.settled", "settled", ("unit",), ("open",))
REPORT_FROM_VILLAGE = Move("village_case.reported", "reported", ("unit",), ("open",))

# leaders (18(2))
PLAN_RECEPTION = Move("reception_day.planned", "planned", ("office",))
PUBLISH_RECEPTIONS = Move("reception_day.published", "published", ("office",), ("planned",))
CANCEL_RECEPTION = Move("reception_day.cancelled", "cancelled", ("office",), ("planned", "published"))
HOLD_RECEPTION_DAY = Move("reception_day.held", "held", ("office", "convener", "organ_head"), ("planned", "published"))
RECEIVE = Move("reception.held", "open", ("convener", "organ_head", "office"))
SETTLE_RECEPTION = Move("reception.settled", "settled", ("office",), ("open",))
REGISTER_RECEPTION = Move("reception.registered", "registered", ("office",), ("open", "settled"))
READ_LETTER = Move("matter.letter_read", "", ("convener", "organ_head"), OPEN)
PROPOSE_CHARGE = Move("charge.proposed", "proposed", ("office",))
APPROVE_CHARGE = Move("charge.approved", "approved", ("organ_head", "convener"), ("proposed",))
REFUSE_CHARGE = Move("charge.refused", "refused", ("organ_head", "convener"), ("proposed",))
END_CHARGE = Move("charge.ended", "ended", ("office",), ("approved",))

# what the office sets
SET_LEDGER = Move("ledger.set", "", ("office",))
IMPORT = Move("ledger.imported", "", ("office",))
SET_NUMBERING = Move("ledger.numbering_set", "", ("office",))
SKIP_NUMBER = Move("ledger.number_skipped", "", ("office",))
SET_CATEGORIES = Move("ledger.categories_set", "", ("office",))
SET_DUTIES = Move("ledger.duties_set", "", ("office",))
SET_LOCAL_TERM = Move("ledger.local_term_set", "", ("office",))
