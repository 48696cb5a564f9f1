"""Official documents by GB/T 9704-2012: plain values in, the bytes of a .docx out; .pdf where LibreOffice is installed.

Fonts are named as Word and WPS know them (方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体) and not put into the file.
"""

from .book import Chapter, Grid, Subheading, write_book
from .brief import write_brief
from .faults import faults, faults_of, marks_secrecy
from .form_values import CallRecord, DispatchSheet, HandlingSheet, Opinion, Suggestion, UrgingSheet
from .letter import write_letter
from .levels import outline
from .minutes import write_minutes
from .numbers import document_number, fault_of_number, issue_number, official_date
from .office_forms import (
    write_call_record,
    write_dispatch_sheet,
    write_handling_sheet,
    write_suggestion,
    write_urging_sheet,
)
from .pdf import to_pdf
from .receipts import Receipt, ReceiptSheet, write_receipt_sheet
from .screen import Line, Sheet, sheets_of
from .sheet import Attendee, Blank, SignInSheet, Slip, write_sign_in_sheet, write_slip
from .study import Study, write_study
from .values import (
    UPWARD,
    Article,
    Brief,
    Decision,
    Enclosure,
    Figures,
    Kind,
    Letter,
    Minutes,
    Paragraph,
    Section,
    WorkPoint,
    WorkPoints,
)
from .work_points import enclosure_of

__all__ = [
    "UPWARD",
    "Article",
    "Attendee",
    "Blank",
    "Brief",
    "CallRecord",
    "Chapter",
    "Decision",
    "DispatchSheet",
    "Enclosure",
    "Figures",
    "Grid",
    "HandlingSheet",
    "Kind",
    "Letter",
    "Line",
    "Minutes",
    "Opinion",
    "Paragraph",
    "Receipt",
    "ReceiptSheet",
    "Section",
    "Sheet",
    "SignInSheet",
    "Slip",
    "Study",
    "Subheading",
    "Suggestion",
    "UrgingSheet",
    "WorkPoint",
    "WorkPoints",
    "document_number",
    "enclosure_of",
    "fault_of_number",
    "faults",
    "faults_of",
    "issue_number",
    "marks_secrecy",
    "official_date",
    "outline",
    "sheets_of",
    "to_pdf",
    "write_book",
    "write_brief",
    "write_call_record",
    "write_dispatch_sheet",
    "write_handling_sheet",
    "write_letter",
    "write_minutes",
    "write_receipt_sheet",
    "write_sign_in_sheet",
    "write_slip",
    "write_study",
    "write_suggestion",
    "write_urging_sheet",
]
