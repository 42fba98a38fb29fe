"""The command as a user runs it, and the texts that it is given."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

# Somebody says who publishes it, when, and where the figures come from.
GOOD = """北湾新区储能产业规模达860亿元

北湾日报 2025-09-03

据新区统计局数据，2024年北湾新区储能产业规模为860亿元，同比增长12.5%，约占全省的四分之一。截至2024年底，全区共有储能企业214家，其中上市公司19家。

“我们将按季度公布项目进展，相关项目的验收结果也会一并公布，接受社会监督。”新区发展改革局有关负责人在9月2日的发布会上说。

据介绍，北湾新区自2019年起建设储能中试基地，目前已有三家研究机构入驻。基地负责人表示，首批设备已于今年六月完成调试，下一步将向中小企业开放预约。
"""
OTHER = """Beiwan harbour opens its second cold store

By Lin Mei, Harbour Times, 3 September 2025

Beiwan harbour opened its second cold store on Tuesday, the harbour authority said. The hall has twelve aisles and room for 9,400 pallets, according to the authority's engineer.

"We lost a winter because the ground under the old quay was softer than the borings had shown," the engineer told Harbour Times. The piles had to be driven nine metres deeper than planned.

Growers in the southern valleys welcomed the opening. Their fruit used to wait two nights for the train, a spokesman of the growers' association said.
"""
SPAM = """{随机标题}{城市名}攻略
【澳门真人娱乐城 首存送88】点击进入官网注册
午夜私密直播 加微信lz5588 美女上门服务 24小时可约
{随机干扰码}{时间戳}
"""


@pytest.fixture(scope="session")
def auditor() -> Command:
    """Runs the command and gives what it wrote and its exit code."""

    def run(*args: object, cwd: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "auditor", *map(str, args)]
        environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "PYTHONIOENCODING": "ascii"}
        return subprocess.run(
            command, cwd=cwd, input=stdin, capture_output=True, check=False, timeout=120, env=environment
        )

    return run


@pytest.fixture
def quick(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The same command in this process, where it need not start anew."""
    from auditor.cli.main import app

    def run(*args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        capfd.readouterr()
        with monkeypatch.context() as patch:
            if cwd is not None:
                patch.chdir(cwd)
            code = app([*map(str, args)], prog_name="auditor", standalone_mode=False)
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess([*map(str, args)], int(code), out.encode(), err.encode())

    return run


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """A report that passes, another one, and a page of adverts."""
    return {"good": GOOD, "other": OTHER, "spam": SPAM}


@pytest.fixture(scope="session")
def inbox(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> Path:
    """A folder with two good files and a bad one, all of them readable."""
    folder = tmp_path_factory.mktemp("inbox")
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
