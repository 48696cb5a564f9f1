"""The articles of 《信访工作条例》 (2022) that the papers rest on, as they are cited; the six routes of article 31."""

from __future__ import annotations

from typing import Final, Literal

Route = Literal[1, 2, 3, 4, 5, 6]

REGULATION: Final = "《信访工作条例》"
#: told by whoever received the matter from the petitioner himself (23, first and second paragraph)
NOTICE_DIRECT: Final = f"{REGULATION}第二十三条第一款、第二款"
#: told by whoever received it from a petition bureau or a superior organ (23, third paragraph)
NOTICE_TRANSFERRED: Final = f"{REGULATION}第二十三条第三款"
OBJECTION: Final = NOTICE_TRANSFERRED
#: the same matter, already accepted or in handling, brought to a higher organ (19, third paragraph)
DECLINED: Final = f"{REGULATION}第十九条第三款"
#: after recheck, the same facts and reasons (36, third paragraph)
BARRED: Final = f"{REGULATION}第三十六条第三款"
SUGGESTION: Final = f"{REGULATION}第二十九条第一款"
OPINION: Final = f"{REGULATION}第三十一条第六项、第三十二条"
AGREEMENT: Final = f"{REGULATION}第三十三条"
EXTENSION: Final = f"{REGULATION}第三十四条"
CLOSING_REPORT: Final = f"{REGULATION}第二十二条第一款第三项"
RESPONSIBILITY: Final = f"{REGULATION}第五条第三项"
VILLAGE: Final = f"{REGULATION}第十五条第三款"
LEADERS: Final = f"{REGULATION}第十八条第二款"
#: litigation brought by a visit goes to the political-legal organs (20, second paragraph)
LITIGATION: Final = f"{REGULATION}第二十条第二款"

LONGEST_EXTENSION: Final = 30

#: by their number: the item as cited, and what it says of the matter
ROUTES: Final[dict[Route, tuple[str, str]]] = {
    1: (
        "第三十一条第一项",
        "应当通过审判机关诉讼程序或者复议程序、检察机关刑事立案程序或者法律监督程序、公安机关法律程序处理，"
        "或者属于未依法终结的涉法涉诉信访事项，按照法律法规规定的程序处理",
    ),
    2: ("第三十一条第二项", "应当通过仲裁解决，导入相应程序处理"),
    3: ("第三十一条第三项", "可以通过党员申诉、申请复审等解决，导入相应程序处理"),
    4: (
        "第三十一条第四项",
        "可以通过行政复议、行政裁决、行政确认、行政许可、行政处罚等行政程序解决，导入相应程序处理",
    ),
    5: (
        "第三十一条第五项",
        "属于申请查处违法行为、履行保护人身权或者财产权等合法权益职责，依法履行或者答复",
    ),
    6: ("第三十一条第六项", "由本机关听取陈述的事实和理由，调查核实后出具信访处理意见书"),
}
