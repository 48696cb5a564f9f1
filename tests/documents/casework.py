"""The papers of one petition matter for the tests: fictional people and places."""

from __future__ import annotations

from datetime import date

from lianxi.documents import casework as cw
from lianxi.documents.official import Opinion

ORGAN = "云溪镇人民政府"
WHO = cw.Petitioner("李秋禾", phone="0000-7654321", id_number="000000199001010000", address="云溪镇石桥村六组12号")
SUBJECT = "石桥村六组排水沟堵塞问题"
MATTER = "云信〔2026〕18号"
RECEIVED, ACCEPTED, DUE = date(2026, 7, 20), date(2026, 7, 24), date(2026, 9, 22)
FACTS = (
    "石桥村六组排水沟于2019年修建，长约320米。2026年6月以来，因上游施工弃土，沟段约40米淤塞，雨天积水倒灌李某某等6户"
    "院落。镇村镇建设办公室7月28日现场勘查，村民委员会和6户村民到场确认，情况属实。"
)
CONTACT = "村镇建设办公室王工，0000-1234567"

REGISTRATION = cw.RegistrationForm(
    organ="云溪镇综合治理办公室", matter_number=MATTER, petitioner=WHO, channel="来访", received_on=RECEIVED,
    purpose="求决", kind="申诉求决类", category="城乡建设", locality="云溪镇石桥村", repeat=False,
    national_number="000020260720001", claim="请求疏通排水沟，赔偿受损物品。", facts=FACTS, unit="村镇建设办公室",
    registered_by="周文", due=DUE, proposed=Opinion("拟请村镇建设办公室办理。", "周文", RECEIVED),
    instructed=(Opinion("同意。请抓紧办理。", "王小明", RECEIVED),),
)  # fmt: skip
_NOTICE = {"organ": ORGAN, "matter_number": MATTER, "petitioner": WHO, "subject": SUBJECT, "received_on": RECEIVED}
ACCEPTANCE = cw.AcceptanceNotice(
    **_NOTICE, number="云信告〔2026〕15号", dated=ACCEPTED, channel="来访", accepted_on=ACCEPTED, due=DUE,
    review_organ="云溪县人民政府", query_code="A1B2C3", contact=CONTACT,
)  # fmt: skip
DECLINE = cw.DeclineNotice(
    **_NOTICE, number="云信告〔2026〕16号", dated=ACCEPTED, handled_by="云溪镇村镇建设办公室",
    accepted_on=date(2026, 7, 1),
    reason="该事项与本次提出的请求、事实和理由相同，目前正在办理期限之内。",
)  # fmt: skip
BAR = cw.BarNotice(
    **_NOTICE, number="云信告〔2026〕17号", dated=ACCEPTED, recheck_organ="示范市人民政府",
    recheck_number="示信复核〔2025〕9号", rechecked_on=date(2025, 12, 3),
)  # fmt: skip
ROUTE = cw.RouteNotice(
    **_NOTICE, number="云信告〔2026〕19号", dated=ACCEPTED, sender="云溪县信访局", sender_number="云信转〔2026〕112号",
    route=4, procedure="林地权属争议由人民政府依法裁决。申请时请提交申请书和权属证明材料。", competent="云溪县人民政府",
)  # fmt: skip
TRANSFER = cw.TransferNotice(
    **_NOTICE, number="云信告〔2026〕20号", dated=ACCEPTED, channel="来信", sent_to="云溪镇卫生院", sent_on=ACCEPTED
)
ELSEWHERE = cw.ElsewhereNotice(
    **_NOTICE, number="云信告〔2026〕21号", dated=ACCEPTED, channel="来访", competent="云溪县人民法院",
    where="云溪县城关镇法治路1号", reason="该事项系民间借贷纠纷，涉及诉讼权利救济。", litigation=True,
)  # fmt: skip
OBJECTION = cw.Objection(
    organ=ORGAN, number="云政函〔2026〕31号", dated=date(2026, 7, 23), sender="云溪县信访局", subject="县道保洁问题",
    sender_number="云信转〔2026〕113号", received_on=RECEIVED, due=date(2026, 7, 27), petitioner=WHO,
    reasons="一、县道由县交通运输局管理养护，本镇没有管理职权。\n二、反映路段位于邻镇境内，不属本镇辖区。",
    competent="云溪县交通运输局", attachments=("转送材料清单", "反映路段位置图"), contact=CONTACT,
)  # fmt: skip
ASSIGNMENT = cw.AssignmentLetter(
    organ="云溪镇信访工作联席会议办公室", number="云联办〔2026〕44号", dated=ACCEPTED, unit="村镇建设办公室",
    subject=SUBJECT, petitioner=WHO, summary=FACTS, origin="云溪县信访局", origin_number="云信转〔2026〕110号",
    co_units=("石桥村村民委员会",), due=date(2026, 8, 31), matter_number=MATTER, contact=CONTACT,
    demands=("7月31日前与信访人见面，听取其陈述的事实和理由", "现场勘查，查清堵塞原因和责任"),
)  # fmt: skip
EXTENSION = cw.ExtensionForm(
    organ=ORGAN, matter_number=MATTER, petitioner=WHO, subject=SUBJECT, unit="村镇建设办公室", accepted_on=ACCEPTED,
    due=DUE, days=20, new_due=date(2026, 10, 12), reason="沟段涉及两处地下管线，权属单位勘测尚未完成。",
    progress="已现场勘查两次，完成清淤方案初稿。", handler=Opinion("申请延期20日。", "王工", date(2026, 9, 15)),
    lead=Opinion("同意上报。", "郑强", date(2026, 9, 15)),
)  # fmt: skip
EXTENSION_NOTICE = cw.ExtensionNotice(
    **_NOTICE, number="云信告〔2026〕33号", dated=date(2026, 9, 18), channel="来访", accepted_on=ACCEPTED, due=DUE,
    days=20, new_due=date(2026, 10, 12), reason="沟段涉及两处地下管线，需待勘测完成后确定清淤方案。",
)  # fmt: skip
OPINION = cw.HandlingOpinion(
    result="supported", organ=ORGAN, number="云政信〔2026〕8号", dated=date(2026, 9, 10), matter_number=MATTER,
    petitioner=WHO, subject=SUBJECT, accepted_on=ACCEPTED, claim="请求疏通排水沟；请求处理弃土单位。", facts=FACTS,
    opinion="1.由村镇建设办公室清除淤塞沟段，恢复排水。\n2.由施工单位清运弃土，修复受损院墙。",
    legal_basis="《村庄和集镇规划建设管理条例》第三十二条。", review_organ="云溪县人民政府",
    carried_out_by="村镇建设办公室", carried_out_until=date(2026, 9, 30), contact=CONTACT,
)  # fmt: skip
REPLY = cw.SuggestionReply(
    adoption="partly", organ=ORGAN, number="云政信〔2026〕9号", dated=date(2026, 9, 10), petitioner=WHO,
    subject="增设村级公交站点", received_on=RECEIVED, suggestion="在石桥村、青龙村各增设一个公交站点。",
    reply="石桥村站点已列入今年第四季度建设计划。青龙村路段路幅不足，待道路拓宽后再行研究。",
)  # fmt: skip
AGREEMENT = cw.Agreement(
    mediated=True, organ=ORGAN, number="云信调〔2026〕3号", matter_number=MATTER,
    parties=(
        cw.Party(WHO),
        cw.Party(cw.Petitioner("云溪县某建设公司", organisation=True, address="云溪县城关镇"), agent="何田"),
    ),
    facts=FACTS, points=("乙方于2026年8月20日前清运全部弃土", "乙方一次性补偿甲方物品损失2600元"),
    performance="补偿款自签订之日起10日内转入甲方指定账户。", mediators=("周文",), place="镇综治中心调解室",
    agreed_on=date(2026, 8, 10),
)  # fmt: skip
SERVICE = cw.ServiceReceipt(
    organ=ORGAN, matter_number=MATTER, addressee=WHO,
    papers=(("信访处理意见书", "云政信〔2026〕8号"), ("调解协议书", "云信调〔2026〕3号")), mode="当面送达",
    place="石桥村村民委员会", delivered_by=("周文", "王工"),
)  # fmt: skip
CLOSING = cw.ClosingReport(
    organ=ORGAN, number="云政报〔2026〕52号", dated=date(2026, 9, 12), sender="云溪县信访局", subject=SUBJECT,
    petitioner=WHO, sender_number="云信交〔2026〕110号", received_on=RECEIVED, due=date(2026, 9, 20),
    claim="请求疏通排水沟。", done=FACTS,
    result="沟段已疏通，弃土已清运。本机关于9月10日出具信访处理意见书，支持其请求。",
    their_opinion="信访人9月11日签收处理意见书，对处理意见表示同意。", next_steps="汛期前由村民委员会每月巡查一次。",
    attachments=("信访处理意见书", "送达回证", "现场照片4张"), contact=CONTACT,
)  # fmt: skip
VILLAGE = cw.VillageForm(
    organ=ORGAN, village="石桥村", petitioner=WHO, came_on=RECEIVED, place="村便民服务站",
    matter="与邻居共用滴水争议。", measures=("疏导教育", "人民调解"), course="村干部上门丈量，双方到场核对。",
    settled=True, settled_on=date(2026, 7, 22), result="双方同意各退0.3米，改造檐沟。", registered_by="赵建国",
)  # fmt: skip
RECEPTION = cw.ReceptionForm(
    organ=ORGAN, number="接访2026-07", leader="王小明", post="镇党委副书记", way="定期接访", held_on=RECEIVED,
    place="镇群众来访接待室", petitioner=cw.Petitioner("李秋禾", people=6), claim="请求疏通排水沟。", facts=FACTS,
    opinion=Opinion("请村镇建设办公室一周内现场核实。", "王小明", RECEIVED), unit="村镇建设办公室", due=DUE,
)  # fmt: skip
CHARGE = cw.ChargeForm(
    organ=ORGAN, leader="王小明", post="镇党委副书记", petitioner=WHO, subject=SUBJECT, summary=FACTS,
    matter_number=MATTER, unit="村镇建设办公室", duties=cw.DUTIES, plan="一户一策，九月底前完成清淤。", since=ACCEPTED,
    until=date(2026, 12, 31), proposed=Opinion("建议由王小明同志包案。", "周文", ACCEPTED),
)  # fmt: skip
FILE = cw.CaseFile(
    organ=ORGAN, number="2026-信-018", matter_number=MATTER, title=f"关于{SUBJECT}的信访事项", category="城乡建设",
    first_day=RECEIVED, last_day=date(2026, 9, 12),
    entries=(
        cw.FileEntry("信访事项登记表", MATTER, RECEIVED, "1"),
        cw.FileEntry("信访事项受理告知书", "云信告〔2026〕15号", ACCEPTED, "2"),
        cw.FileEntry("信访处理意见书", "云政信〔2026〕8号", date(2026, 9, 10), "3", "送达回证附后"),
    ),
)  # fmt: skip
ALL = (
    REGISTRATION, ACCEPTANCE, DECLINE, BAR, ROUTE, TRANSFER, ELSEWHERE, OBJECTION, ASSIGNMENT, EXTENSION,
    EXTENSION_NOTICE, OPINION, REPLY, AGREEMENT, SERVICE, CLOSING, VILLAGE, RECEPTION, CHARGE, FILE,
)  # fmt: skip
FORMS = (REGISTRATION, EXTENSION, SERVICE, VILLAGE, RECEPTION, CHARGE)
