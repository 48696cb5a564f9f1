"""The table of categories that ships: this system's own arrangement and numbering, not an official table.

Names are those seen in public petition tables; which stands under which, and every code, is ours. Six digits, two a
level, in the order below; 990000 is 其他. A body that has its province's official table puts it in as a new version.
"""

from __future__ import annotations

OTHER = "990000"
_TREE = """
农村农业
 村务管理：集体资产管理、集体财务公开、村务公开、村级债务
 土地承包经营：土地承包、土地流转、宅基地纠纷
 惠农补贴
 农资农技
 农副产品流通
 农垦农场
 林业管理
 草原草场
 水利水电
 水库移民
 动物防疫：疫情防控、扑杀补偿
 扶贫开发：扶贫开发政策、扶贫开发资金使用管理
自然资源
 土地资源管理：土地规划、耕地保护、土地权属纠纷、土地转让
 土地征收：审批手续、土地征占、安置补偿、失地农民保障
 矿产资源管理：地质勘查、矿产开采、矿山地质环境
 野生资源管理
 海洋气象地震：海洋、气象、地震
城乡建设
 村镇建设：小城镇建设、新农村建设
 城乡规划：规划方案、历史名城保护、违章建筑、容积挡光
 工程质量：工程质量、施工安全、抗震防灾
 建筑市场：工程招投标、勘察设计和施工监管、企业资质和执业资格、拖欠工程款
 建设项目审批
 国有土地上房屋征收与补偿
 集体土地上房屋拆迁与补偿
 住房保障与房地产
 城市建设和市政管理
劳动和社会保障
 劳动关系：劳动合同纠纷、劳务派遣纠纷、非法用工、农民工权益
 工资福利：工资调整、工资发放、福利待遇、住房公积金、最低工资标准
 劳动保护：劳动环境、劳动安全、女工保护、工作时间和休息休假
 就业培训：就业和再就业、职业培训、职业技能鉴定
 退休政策及待遇：退休政策、退休人员待遇、退休金发放
 城镇职工社会保险
 城镇居民社会保险
 社保基金管理
卫生健康
 公共卫生：公共卫生、疾病预防控制、突发公共卫生事件处理
 医政监管：医疗机构管理、医务人员管理、血液管理、医疗收费、非法行医
 医患纠纷：医疗事故争议、患者权益、医护人员权益
 人口和生育服务：人口政策、生育服务管理、失独家庭
教育
 考试招生：招生录取、考场考纪
 教育收费：收费标准、乱收费
 教育体制：教育体制改革、教育统筹管理、教育资源配置、异地升学
 失学辍学：教育救助、希望工程
 教育行政管理
 教师队伍和待遇
文化体育
 文化
 体育
 文物管理
 宣传舆论
民政
 社会救助
 优抚
 复退安置
 军转安置
 福利慈善
 救灾募捐
 社会服务
 基层选举和社区建设
 区划地名
 民间组织
政法
 社会治安
 刑案侦破
 户籍证件
 交通管理
 警务督察
 诉讼
 刑罚执行
 法律服务
 仲裁与调解
 行政复议
 法制建设
经济管理
 宏观调控
 金融财税
 国资监管
 企业破产
 保险证券期货
 能源管理
 安全生产
市场监管
 市场秩序
 食品药品监管
 质监检验检疫
 知识产权
交通运输
 客货运输
 出租车管理
 邮政管理
生态环境
 环境污染
 环保管理
商贸旅游
 商业贸易
 旅游管理
科技与信息产业
 科学技术
 信息化建设
 电信
党务政务
 党的建设
 政治体制
 机构改革
 群众团体
 领导事务
 港澳台侨
 国防外交
 历史遗留问题
 表达情感
组织人事
 选拔任用
 编制职位
 人力资源
 招录辞退
 离休
纪检监察
 贪污贿赂
 滥用职权
 失职渎职
 干部作风
 党政处分
"""


def _rows(tree: str) -> tuple[tuple[str, str], ...]:
    rows: list[tuple[str, str]] = []
    first = second = 0
    for line in tree.strip().splitlines():
        name, _, leaves = line.strip().partition("：")
        if line.startswith(" "):
            second += 1
        else:
            first, second = first + 1, 0
        rows.append((f"{first:02d}{second:02d}00", name))
        rows.extend(
            (f"{first:02d}{second:02d}{third:02d}", leaf)
            for third, leaf in enumerate(filter(None, leaves.split("、")), 1)
        )
    return (*rows, (OTHER, "其他"))


#: code → name, in the order of codes
SHIPPED: tuple[tuple[str, str], ...] = _rows(_TREE)
