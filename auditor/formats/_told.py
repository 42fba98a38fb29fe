"""Faults and notes in Chinese: what they say in English is the key, as in gettext, with ``{}`` where words vary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

__all__ = ["in_chinese", "stage_in_chinese"]

_LONGEST = 1_000  # characters of a message that are looked at; a page shows fewer

_STAGES: Mapping[str, str] = MappingProxyType(
    {
        "read": "读取",
        "figures": "数字",
        "copies": "查重",
        "compare": "比对",
        "scheme": "规则版本",
        "report": "报告",
        "baseline": "基线",
        "check": "检查",
        "signal": "信号",
        "judge": "判定",
    }
)

_PLACE = re.compile(r"(?:line|row) (\d+): ")

_TORN = 3  # parts of one clause, where a name in it holds semicolons

# A message is what happened and, after a semicolon, what to do: each is told by itself.
_KNOWN: Mapping[str, str] = MappingProxyType(
    {
        # paths and files
        "no such file or folder": "文件或文件夹不存在",
        "check the path": "请检查路径",
        "check it": "请检查该文件",
        "no permission to read the file": "没有读取该文件的权限",
        "check its permissions": "请检查权限",
        "the file cannot be read ({})": "无法读取该文件（{}）",
        "the folder cannot be read ({})": "无法读取该文件夹（{}）",
        "standard input cannot be read ({})": "无法读取标准输入（{}）",
        "pipe a text into the command": "请将文本通过管道传入",
        "no readable document in folder {}": "文件夹 {} 中没有可读取的文档",
        "name a folder with text files": "请指定含有文本文件的文件夹",
        "no readable document in the file": "该文件中没有可读取的文档",
        "give one with text, Markdown, HTML or JSON lines": "请提供文本、Markdown、HTML 或 JSON Lines 文件",
        "no reader for .{}": "不支持 .{} 格式",
        "convert it to text, Markdown, HTML or JSON lines": "请转换为文本、Markdown、HTML 或 JSON Lines",
        "it is no file but a pipe, socket or device": "这不是文件，而是管道、套接字或设备",
        "pipe it into '-'": "请通过管道传给 “-”",
        "not read: no reader for .{}": "未读取：不支持 .{} 格式",
        "not read: it is no file but a pipe, socket or device": "未读取：这不是文件，而是管道、套接字或设备",
        "not read: a link that leads out of the folder": "未读取：链接指向文件夹之外",
        "the file has {} bytes": "文件大小为 {} 字节",
        "the input has more than {} bytes": "输入超过 {} 字节",
        "the document has {} bytes": "文档大小为 {} 字节",
        "split it: {} is the limit": "请拆分，上限为 {}",
        "split it: {} is the limit for one text": "请拆分，单篇文本上限为 {}",
        "split it": "请拆分",
        "the key {} is taken": "键 {} 已被占用",
        "the key {} is that of {} too": "键 {} 与 {} 的键相同",
        "rename one of them": "请将其中之一改名",
        # text
        "the document is empty": "文档为空",
        "the file is no text in a charset that can be told": "无法判断该文件的字符编码",
        "the file is no text ({})": "该文件不是文本（{}）",
        "the text is {} but ends inside a character": "文本为 {} 编码，但末尾字符不完整",
        "the text is {} but is broken at byte {}": "文本为 {} 编码，但在第 {} 字节处损坏",
        "save it as UTF-8 text": "请另存为 UTF-8 文本",
        "give a file that holds text": "请提供含有文本的文件",
        "convert it to text, HTML or JSON lines first": "请先转换为文本、HTML 或 JSON Lines",
        "get the file again, or save it as UTF-8": "请重新获取该文件，或另存为 UTF-8",
        "the page has {} bytes": "网页大小为 {} 字节",
        "save its article alone: {} is the limit": "请只保存正文，上限为 {}",
        "the page has no text": "网页没有文本",
        "save it after its scripts have run, or give its text": "请在脚本运行后保存，或直接提供文本",
        # records
        "it is no object": "该行不是 JSON 对象",
        'write {"{}": "…"}': '请写成 {{"{}": "…"}}',
        "{} is true or false": "{} 是布尔值",
        "{} is a number": "{} 是数字",
        "{} is a list": "{} 是列表",
        "{} is an object": "{} 是对象",
        "{} is of type {}": "{} 的类型为 {}",
        "make it a string": "请改为字符串",
        "make it a string, or leave it out": "请改为字符串或删去",
        "make it a string or null": "请改为字符串或 null",
        "'id' is empty or too long": "'id' 为空或过长",
        "give it 1 to {} characters, or leave it out": "长度应为 1 至 {} 个字符，或删去",
        "the id {} occurs twice": "id {} 重复出现",
        "give every record an id of its own": "请为每条记录指定不同的 id",
        "the field {} is missing": "缺少字段 {}",
        "name another with --text-field": "请用 --text-field 指定其他字段",
        "give {} a text, or leave the record out": "请为 {} 提供文本，或删去该记录",
        "lone surrogates in the text were replaced by U+FFFD, one for one": "文本中孤立的代理码元已逐个替换为 U+FFFD",
        "'published' is no date that can be told": "'published' 不是可识别的日期",
        "it stays unknown": "按未知处理",
        "it has {} bytes": "大小为 {} 字节",
        "it has more than {} bytes": "超过 {} 字节",
        "split the record": "请拆分该记录",
        "it is nested too deeply": "嵌套过深",
        "write one flat object a line": "请每行写一个扁平对象",
        "broken JSON ({})": "JSON 有误（{}）",
        "write one object a line": "请每行写一个对象",
        "give a file with one JSON object a line": "请提供每行一个 JSON 对象的文件",
        "the rest is not read": "其后内容未读取",
        "the rest is not read after {} broken lines": "已有 {} 行有误，其后内容未读取",
        "mend the file": "请修正该文件",
        "no column {}": "没有列 {}",
        "name the text's column with --text-field": "请用 --text-field 指定正文所在列",
        "the table unpacks to {} bytes": "表格解压后为 {} 字节",
        "give a table with at least one row": "请提供至少有一行的表格",
        "the Parquet file is damaged ({})": "Parquet 文件已损坏（{}）",
        "write it again": "请重新生成",
        # archives
        "the gzip file is damaged ({})": "gzip 文件已损坏（{}）",
        "the gzip file is cut off": "gzip 文件不完整",
        "the gzip file unpacks to more than {} bytes": "gzip 文件解压后超过 {} 字节",
        "get the file again": "请重新获取该文件",
        "unpack it by hand": "请手动解压",
        "the archive cannot be unpacked ({})": "无法解压该压缩包（{}）",
        "get it again, or unpack it by hand": "请重新获取，或手动解压",
        "the archive has more than {} members": "压缩包内的文件超过 {} 个",
        "the archive holds {} twice": "压缩包内 {} 重复出现",
        "pack it again": "请重新打包",
        "the archive unpacks to more than {} bytes": "压缩包解压后超过 {} 字节",
        "unpack and split it by hand": "请手动解压并拆分",
        "no readable document in the archive": "压缩包中没有可读取的文档",
        "pack text, Markdown, HTML or JSON lines": "请打包文本、Markdown、HTML 或 JSON Lines 文件",
        "the member has more than {} bytes": "压缩包内的文件超过 {} 字节",
        "not read: an archive inside an archive": "未读取：压缩包中的压缩包",
        "unpack it and give the files": "请解压后提供其中的文件",
        # limits, and what was stored
        "figures after character {} were not read: {} is the limit": "第 {} 个字符之后的数字未读取，上限为 {} 个",
        "compared by its first {} characters only": "仅比对前 {} 个字符",
        "{} keys hold more than {} documents (up to {}): compared as stars": "{} 个键下的文档超过 {} 篇（最多 {} 篇），只与代表文档比对",
        "more than {} admitted documents are linked to this input": "与本次输入相关的已收录文档超过 {} 篇",
        "this very text was erased from the corpus ({})": "这一文本曾从语料库中抹除（{}）",
        "what was admitted was judged by other versions of: {}": "已收录文档的判定所用版本不同：{}",
        "renew it with: auditor corpus rebuild": "可用 auditor corpus rebuild 更新",
        "missing in the stored report, shown as unknown: {}": "所存报告缺少以下内容，按未知显示：{}",
        "unused, no such finding in this audit: {}": "未使用，本次审计没有该项发现：{}",
        "expired on {}: {}: the finding counts again": "已于 {} 过期：{}，该项发现重新计入",
        "expired on {}: {}": "已于 {} 过期：{}",
        "{} more entries are unused or expired": "另有 {} 条未使用或已过期",
        "name them with: auditor baseline prune": "可用 auditor baseline prune 列出",
    }
)


@lru_cache(maxsize=4096)
def in_chinese(message: str) -> str:
    """The message in Chinese, clause by clause; a clause that is not known stays as it is."""
    message = message[:_LONGEST]
    place = _PLACE.match(message)
    said = message[place.end() if place else 0 :]
    told = "；".join(_clauses(said))
    return f"第 {place[1]} 行：{told}" if place else told


def stage_in_chinese(stage: str) -> str:
    """The name of a stage in Chinese; what follows its first word is a name and stays."""
    first, _, name = stage.partition(" ")
    return f"{_STAGES.get(first, first)} {name}".strip()


def _clauses(said: str) -> Iterator[str]:
    parts = said.split("; ")
    while parts:
        for many in range(1, _TORN + 1):
            if told := _clause("; ".join(parts[:many])):
                break
        else:
            told, many = parts[0], 1
        yield told
        parts = parts[many:]


def _clause(clause: str) -> str | None:
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(clause):
            return chinese.format(*found.groups())
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The clauses, those with fewer free words first, so that the closest one speaks."""
    ordered = sorted(_KNOWN.items(), key=lambda item: (item[0].count("{}"), -len(item[0])))
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), chinese)
        for english, chinese in ordered
    )
