"""Chinese names by what they end in: of sites, which are in one place (洪泽湖, 兰州大学), and of organisations (晶澜半导体)."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.figures.dictionary import glosses

__all__ = ["is_word", "organisations", "sites"]

_SITES = (
    r"湖|江|河|山|岛|湾|港|机场|车站|火车站|大学|学院|医院|公园|景区|古镇|博物馆|图书馆|"
    r"美术馆|体育场|体育馆|煤矿|铜矿|金矿|铁矿|油田|水库|保护区|湿地|动物园|植物园|大桥|核电站|"
    r"水电站|新区|开发区|高新区|自贸区|保税区|产业园"
)
_SITE = re.compile(rf"[\u4e00-\u9fff]{{2,6}}?(?:{_SITES})")
# What every town has: 人民医院.
_EVERYWHERE = re.compile(
    r"(?:[该全各本我某这那]?[省市县区乡镇]?(?:人民|中心|中医|妇幼|妇女|儿童|市民|普通|职业|公立|民营|私立|综合|城市|主题|第?[一二三四五六七八九十]+)(?:公?[医园]|保健|中?[医西]|动|植|博|图|体|大|高|火|车|机|[\u4e00-\u9fff]{2,3}\Z))"
)
# What a firm, a bank or a club has at the end of its name: its trade, or its form.
_TRADES = (
    r"微电子|半导体|机器人|新能源|俱乐部|基金会|研究院|研究所|集团|股份|控股|银行|证券|保险|人寿|"
    r"财险|期货|信托|资本|投资|基金|科技|技术|软件|信息|网络|智能|数据|通信|电子|光电|芯片|"
    r"生物|医药|制药|药业|医疗|眼科|口腔|基因|汽车|客车|重卡|电池|动力|轮胎|能源|电力|电气|"
    r"电器|电缆|光伏|风电|核电|燃气|水务|环保|环境|钢铁|特钢|铝业|铜业|锂业|矿业|黄金|稀土|"
    r"煤业|水泥|建材|玻璃|陶瓷|化工|化学|化纤|材料|石化|石油|航空|航天|航运|海运|轮渡|物流|"
    r"快递|速运|港口|铁路|地铁|公交|高速|出行|重工|机械|装备|机床|电梯|船舶|造船|建设|建工|"
    r"建筑|置业|地产|农业|农牧|牧业|种业|渔业|水产|食品|乳业|酒业|啤酒|饮料|茶业|粮油|糖业|"
    r"盐业|服饰|纺织|鞋业|家居|家电|家具|日化|玩具|珠宝|钟表|眼镜|传媒|影业|影视|出版|书店|"
    r"文化|教育|旅游|文旅|酒店|餐饮|火锅|咖啡|奶茶|超市|百货|商贸|电商|外卖|游戏|动漫|体育|"
    r"剧院|乐团|协会"
)
_TRADE = re.compile(rf"(?=([\u4e00-\u9fff]{{2}}(?:{_TRADES})))")
# Characters that end what stands before a name, or say that it is none: 从晶澜…, 一家半导体, 该银行, 各大银行.
_NO_NAME = frozenset(
    "的了在从由对向与和及或为是把被将让使于据称该某各家本此每这那其两些种类等个批座所名全多小大老新年月日上下前后内外中"
)
_BEFORE = re.compile(f".*[{''.join(sorted(_NO_NAME - set('新大小老上下中东南全')))}](?=..)")
_SHORTEST = 3


@lru_cache(maxsize=8192)
def sites(text: str) -> frozenset[str]:
    """The names of sites but for those that every town has."""
    found = () if text.isascii() else (_own(name) for name in _SITE.findall(text))
    return frozenset(name for name in found if len(name) >= _SHORTEST and not _EVERYWHERE.match(name))


def _own(name: str) -> str:
    """A name without what stands before it: 年江北新区, 位于江北新区."""
    return _BEFORE.sub("", name)


@lru_cache(maxsize=8192)
def organisations(text: str) -> tuple[str, ...]:
    """What may be names of organisations, in the order of the text: two characters and a trade or a form.

    A longer name goes by its end, which is the same wherever it is written: 北方晶澜半导体 is 晶澜半导体. Whether the two
    characters are a name or a word (智能汽车) only a dictionary tells.
    """
    if text.isascii():
        return ()
    found = (match[1] for match in _TRADE.finditer(text))
    return tuple(dict.fromkeys(name for name in found if not _NO_NAME & set(name[:2])))


def is_word(stem: str) -> bool:
    """Whether a dictionary knows the characters as a word (智能, 宁波): before a trade that is no name."""
    return bool(glosses(stem))
