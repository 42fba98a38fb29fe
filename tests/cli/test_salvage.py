from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import auditor
from auditor.cli import salvage as command
from auditor.errors import BadInput

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "night" / "page-repeated-spam.zh.txt"
PAGE = ROOT / "samples" / "night" / "page-night-tourism.txt"
SEEDS = ROOT.parent / "shared" / "seeds"
ORDER = ("reject", "review", "accept")


def run(path: Path, output: str) -> int:
    return command.run(str(path), output=output, policy=None, rules=(), text_field="text")


def record(path: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def check_promise(path: Path, tmp_path: Path) -> None:
    """The cleaned text, audited anew, gets the verdict that was promised or a better one."""
    clean = tmp_path / "clean.txt"
    run(path, str(clean))
    (told,) = record(tmp_path / "clean.txt.record.json")["documents"]
    (doc,) = auditor.audit([clean]).documents
    assert told["before"]["verdict"] == "reject"
    assert ORDER.index(doc.verdict) >= ORDER.index(told["after"]["verdict"]) > 0
    assert doc.score is not None
    assert doc.score >= told["after"]["score"] - 1


def test_the_cleaned_sample_keeps_the_promise(tmp_path: Path) -> None:
    check_promise(SAMPLE, tmp_path)


@pytest.mark.parametrize("seed", ["003", "004"])
def test_the_cleaned_seed_keeps_the_promise(tmp_path: Path, seed: str) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not beside this checkout")
    check_promise(next(SEEDS.glob(f"{seed}*")), tmp_path)


def test_every_cut_is_a_stretch_of_the_original(tmp_path: Path) -> None:
    run(SAMPLE, str(tmp_path / "clean.txt"))
    text = SAMPLE.read_text(encoding="utf-8")
    (told,) = record(tmp_path / "clean.txt.record.json")["documents"]
    assert told["cuts"]
    assert all(text[cut["start"] : cut["end"]] == cut["quote"] and cut["why"] and cut["rules"] for cut in told["cuts"])
    kept = (tmp_path / "clean.txt").read_text(encoding="utf-8")
    assert len(kept) + sum(len(cut["quote"]) for cut in told["cuts"]) == len(text)


def test_a_sound_page_is_written_as_it_is(tmp_path: Path) -> None:
    assert run(PAGE, str(tmp_path / "same.txt")) == 0
    assert (tmp_path / "same.txt").read_bytes() == PAGE.read_bytes()


def test_the_articles_of_a_page_become_files_of_a_folder(tmp_path: Path) -> None:
    assert run(PAGE, f"{tmp_path}/parts/") == 0
    files = sorted((tmp_path / "parts").glob("*.txt"))
    assert [file.name for file in files] == [f"page-night-tourism-{n:02}.txt" for n in range(1, 6)]
    assert "".join(file.read_text(encoding="utf-8") for file in files) == PAGE.read_text(encoding="utf-8")
    assert [doc["output"] for doc in record(tmp_path / "parts" / "record.json")["documents"]] == [f.name for f in files]


def test_names_that_clash_or_climb_stay_apart_and_inside(tmp_path: Path) -> None:
    rows = [
        {"id": name, "text": f"{name}：北湾港今天开放夜航，首班船在晚上八点离港。"}
        for name in ("../a b", "..a_b", "甲")
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    run(source, f"{tmp_path}/out/")
    assert len(list((tmp_path / "out").glob("*.txt"))) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out"]


def test_a_page_of_nothing_but_adverts_cannot_be_saved(auditor: Command, inbox: Path, tmp_path: Path) -> None:
    done = auditor("salvage", inbox / "spam.txt", "--output", tmp_path / "clean.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"would still be rejected" in done.stderr
    assert record(tmp_path / "clean.txt.record.json")["documents"][0]["after"]["verdict"] == "reject"


def test_the_original_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("北湾港今天开放夜航。", encoding="utf-8")
    with pytest.raises(BadInput, match="the output is the input"):
        run(path, str(path))


def test_several_documents_need_a_folder(inbox: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="several documents"):
        run(inbox, str(tmp_path / "one.txt"))


def test_what_cannot_be_read_is_exit_2(auditor: Command, tmp_path: Path) -> None:
    assert auditor("salvage", tmp_path / "none.txt", "--output", tmp_path / "x.txt").returncode == 2
