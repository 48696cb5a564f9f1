"""The one vocabulary: verbs of the journal with their official words.

A verb is ``<kind of object>.<past participle>``. A new room adds its verbs here, and the duties that rest on
them in ``derivation.py``'s table. The kind of a meeting (全体会议, 工作会议 …) is data, not a verb.
"""

from __future__ import annotations

#: verb → what it says in an official sentence (日志、动态、依据)
VERBS: dict[str, str] = {
    # the body and its rules
    "conference.founded": "建立联席会议",
    "rulebook.put_in_force": "规则施行",
    "record.restored": "恢复备份",
    "entry.withdrawn": "撤回记录",
    "evidence.recorded": "登记佐证",
    "on_behalf.confirmed": "本人确认代录",
    # key periods (5)
    "key_period.declared": "确定重点时期",
    "key_period.ended": "重点时期结束",
    # units, seats, changes (2, 8, 10)
    "seat.filled": "成员到任",
    "seat.vacated": "成员离任",
    "unit.created": "新设单位",
    "unit.renamed": "单位更名",
    "unit.merged": "单位合并",
    "unit.dissolved": "单位撤销",
    "change.announced": "提出成员变更",
    "change.declined": "退回成员变更函",
    "change.filed": "成员变更备案",
    "change.reported": "成员变更报告召集人",
    "change.acknowledged": "召集人知悉成员变更",
    # meetings (4, 5, 14)
    "meeting.set": "设定会议办理方式",
    "meeting.called": "通知召开会议",
    "meeting.postponed": "会议延期",
    "meeting.held": "召开会议",
    "meeting.cancelled": "取消会议",
    "meeting.explained": "说明未召开原因",
    "meeting.explanation_confirmed": "召集人确认未召开说明",
    "attendance.recorded": "登记到会情况",
    "minutes.submitted": "纪要送审",
    "minutes.approved": "审定纪要",
    "minutes.returned": "退回纪要",
    "minutes.issued": "印发纪要",
    "minutes.received": "签收纪要",
    "decision.made": "议定事项",
    "decision.withdrawn": "撤销议定事项",
    "execution.reported_to_conference": "向联席会议报告执行落实情况",
    "analysis.confirmed": "确认分析研判材料",
    # tasks, directives, reports upward (3, 5, 6, 7)
    "task.assigned": "交办任务",
    "task.accepted": "接收任务",
    "task.reported": "反馈落实情况",
    "task.extension_asked": "申请任务延期",
    "task.extension_refused": "不同意任务延期",
    "task.extended": "任务延期",
    "task.completed": "任务办结",
    "task.verified": "核验任务",
    "task.returned": "退回任务",
    "task.chased": "催办",
    "task.cancelled": "取消任务",
    "task.reassigned": "任务移交承接单位",
    "help.asked": "商请协办",
    "help.answered": "答复协办",
    "help.reassigned": "协办移交承接单位",
    "help.escalated": "协办提请办公室协调",
    "directive.received": "接收上级交办",
    "directive.broken_down": "分解上级交办",
    "directive.corrected": "更正上级交办登记",
    "directive.answered": "报告上级交办办理结果",
    "report.drafted": "起草向上级的报告",
    "report.sent": "向上级报告",
    "report.answered": "上级答复报告",
    # papers and the office's own work (9)
    "paper.received": "收文登记",
    "paper.instructed": "领导批示",
    "paper.answered": "来文办复",
    "paper.filed": "来文归档",
    "document.signed": "签发文件",
    "document.issued": "印发文件",
    "document.received": "签收文件",
    "brief.issued": "编印简报",
    "work_points.issued": "印发年度工作要点",
    "inspection.ordered": "下达督办单",
    "inspection.answered": "答复督办单",
    "suggestion.made": "提出工作建议",
    "suggestion.answered": "答复工作建议",
    # information and disputes (11, 14)
    "information.reported": "报送重要敏感信息",
    "information.circulated": "通报信息",
    "information.verified": "反馈核查结果",
    "information.settled": "信息处置完毕",
    "information.reported_up": "紧急信息上报",
    "dispute.found": "排查矛盾纠纷",
    "dispute.settled": "化解矛盾纠纷",
    "dispute.escalated": "矛盾纠纷提级",
    # problems (12)
    "problem.opened": "建立问题专档",
    "problem.investigated": "完成调查研究",
    "problem.tabled": "提请联席会议研究",
    "problem.decided": "联席会议议定问题",
    "problem.closed": "问题销号",
    # joint supervision (13)
    "supervision.proposed": "提出联合督查建议",
    "supervision.approved": "批准联合督查",
    "supervision.started": "开展联合督查",
    "supervision.found": "反馈督查发现",
    "supervision.rectified": "督查整改",
    "supervision.reported": "报告督查情况",
    # comment, attention, interview (15)
    "comment.made": "点评",
    "attention.entered": "列入重点关注",
    "attention.left": "退出重点关注",
    "interview.decided": "决定约谈",
    "interview.held": "开展约谈",
    "interview.rectified": "反馈约谈整改",
    "interview.closed": "约谈办结",
    # assessment (16)
    "target.set": "签订责任目标",
    "assessment.scheme_confirmed": "审定考核办法",
    "assessment.published": "公布考核结果",
}

#: kinds of meeting → official words
MEETING_KINDS: dict[str, str] = {
    "plenary": "全体会议",
    "work": "工作会议",
    "analysis": "分析例会",
    "dispatch": "调度会商会议",
    "ad_hoc": "临时会议",
}
