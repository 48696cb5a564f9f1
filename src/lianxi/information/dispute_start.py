"""Everything of screening, disputes and outside figures that the lower rooms ask for at start-up."""

from __future__ import annotations

from lianxi.information import dispute_history, dispute_queries, dispute_succession, screening_queries
from lianxi.journal.actions import keep_from_withdrawal, register_undo
from lianxi.roster.history import register_history
from lianxi.roster.names import register_names


def register() -> None:
    """Called once at start-up."""
    register_names("dispute", dispute_queries.named_disputes)
    register_names("screening", screening_queries.named_screenings)
    for beginning in ("dispute.", "screening.", "outside_figure."):
        keep_from_withdrawal(beginning)
    register_undo("dispute.found", dispute_history.undo_found)
    register_undo("dispute.settled", dispute_history.undo_settled)
    register_history(dispute_history.DISPUTES)
    dispute_succession.register()
