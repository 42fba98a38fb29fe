from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import AuditorError
from auditor.model import Document

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture(scope="module")
def begun(auditor: Command, inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of a good report, a copy of it, another document and a page of adverts, beside the files."""
    folder = tmp_path_factory.mktemp("begun")
    shutil.copytree(inbox, folder, dirs_exist_ok=True)
    good = (folder / "good.txt").read_text(encoding="utf-8")
    later = good.replace("三家研究机构", "四家研究机构").replace("北湾日报 2025-09-03", "南湾晚报 2025-09-05")
    (folder / "copy.txt").write_text(later, encoding="utf-8")
    names = ("good.txt", "other.txt", "spam.txt", "copy.txt")
    done = auditor("corpus", "add", *names, "--corpus", "c.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert [line.split("\t")[1] for line in done.stdout.decode().splitlines()] == sorted(names)
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def corpus(quick: Command, folder: Path) -> Command:
    """``auditor corpus NAME …`` on that corpus."""

    def run(name: str, *args: object) -> subprocess.CompletedProcess[bytes]:
        return quick("corpus", name, *args, "--corpus", "c.db", cwd=folder)

    return run


def listed(corpus: Command, *args: object) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in rows(corpus("list", "--format", "jsonl", *args))}


def test_what_was_added_has_the_verdicts_of_one_audit(quick: Command, corpus: Command, folder: Path) -> None:
    paths = ("good.txt", "other.txt", "spam.txt", "copy.txt")
    report = rows(quick("audit", *paths, "--format", "jsonl", cwd=folder))
    assert {doc["key"]: (doc["id"], doc["verdict"], doc["score"], doc["family"]) for doc in report} == {
        key: (row["id"], row["verdict"], row["score"], row["family"]) for key, row in listed(corpus).items()
    }


def test_a_list_is_id_path_verdict_and_title(corpus: Command) -> None:
    lines = [line.split("\t") for line in corpus("list").stdout.decode().splitlines()]
    assert [line[1] for line in lines] == ["copy.txt", "good.txt", "other.txt", "spam.txt"]
    assert all(len(line) == 4 and len(line[0]) == 16 for line in lines)
    assert lines[2][2:] == ["accept", "Beiwan harbour opens its second cold store"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--verdict", "reject"], {"spam.txt"}),
        (["--language", "en"], {"other.txt"}),
        (["--query", "HARBOUR"], {"other.txt"}),
        (["--query", "100%"], set()),
        (["--rule", "near-duplicate"], {"copy.txt"}),
        (["--limit", "1"], {"copy.txt"}),
        (["--publisher", "nobody"], set()),
    ],
)
def test_a_list_can_be_filtered(corpus: Command, filters: list[str], found: set[str]) -> None:
    assert set(listed(corpus, *filters)) == found


def test_a_document_is_shown_by_id_and_by_key(corpus: Command) -> None:
    key = json.loads(corpus("show", "copy.txt", "--format", "json").stdout)
    by_id = json.loads(corpus("show", key["id"], "--format", "json", "--with-text").stdout)
    assert "text" not in key
    assert by_id["text"].startswith("北湾")
    assert {name: value for name, value in by_id.items() if name != "text"} == key
    assert "near-duplicate" in {finding["rule"] for finding in key["findings"]}
    assert [event["event"] for event in key["history"]] == ["admitted"]
    said = corpus("show", "copy.txt").stdout.decode()
    assert "near-duplicate" in said


def test_a_decision_is_shown_with_its_day_and_its_reason(corpus: Command, quick: Command, folder: Path) -> None:
    row = {"document": "copy.txt", "decision": "reject", "reason": "credits nobody", "by": "lin", "at": "2026-02-03"}
    (folder / "decided.jsonl").write_text(json.dumps(row), encoding="utf-8")
    quick("decide", "decided.jsonl", "--corpus", "c.db", cwd=folder)
    said = corpus("show", "copy.txt").stdout.decode()
    assert "decision   reject lin 2026-02-03 credits nobody" in said


def test_a_document_that_is_not_there_is_an_error(corpus: Command) -> None:
    for name in ("none.txt", "0" * 16):
        with pytest.raises(AuditorError, match="no document"):
            corpus("show", name)


def test_what_is_removed_leaves_its_family_and_is_told_in_its_history(corpus: Command) -> None:
    before = listed(corpus)
    assert before["copy.txt"]["family"] == before["good.txt"]["id"]
    corpus("remove", "good.txt")
    after = listed(corpus)
    assert set(after) == {"copy.txt", "other.txt", "spam.txt"}
    assert after["copy.txt"]["family"] == after["copy.txt"]["id"]
    assert after["copy.txt"]["verdict"] == "accept"
    history = json.loads(corpus("show", "copy.txt", "--format", "json").stdout)["history"]
    assert [(event["event"], event["verdict"]) for event in history][-1] == ("judged anew", "accept")
    assert corpus("verify").returncode == 0


def test_nothing_of_an_erased_document_is_left_but_a_tombstone(corpus: Command, folder: Path) -> None:
    name = listed(corpus)["good.txt"]["id"]
    corpus("remove", name, "--erase", "--reason", "court order", "--as-of", "2026-02-01")
    assert corpus("verify").returncode == 0
    raw = b"".join(path.read_bytes() for path in folder.glob("c.db*"))
    assert b"good.txt" not in raw
    with sqlite3.connect(folder / "c.db") as connection:
        assert connection.execute("SELECT * FROM tombstones").fetchall() == [(name, "2026-02-01", "court order")]
        assert connection.execute("SELECT count(*) FROM history WHERE id = ?", [name]).fetchone() == (0,)
    connection.close()


def test_a_text_that_was_erased_does_not_come_back_unnoticed(corpus: Command) -> None:
    corpus("remove", listed(corpus)["good.txt"]["id"], "--erase", "--reason", "court order", "--as-of", "2026-02-01")
    done = corpus("add", "good.txt", "other.txt")
    assert b"of these had been erased before: 1 (2026-02-01, court order)" in done.stderr
    assert corpus("verify").returncode == 0
    assert b"erased" not in corpus("add", "good.txt").stderr


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM postings WHERE entry = (SELECT max(entry) FROM postings)",
        "UPDATE texts SET text = (SELECT text FROM texts ORDER BY number LIMIT 1)",
        "UPDATE documents SET verdict = 'accept' WHERE key = 'spam.txt'",
        "UPDATE documents SET family = id",
        "UPDATE documents SET posted = 0 WHERE key = 'good.txt'",
        "DELETE FROM edges",
        "DELETE FROM findings",
        "DELETE FROM claims",
        "UPDATE documents SET contents = x'00' WHERE key = 'good.txt'",
        "DELETE FROM texts WHERE number = (SELECT min(number) FROM texts)",
        "INSERT INTO postings VALUES (1, 1000)",
        "INSERT INTO members VALUES (1, (SELECT number FROM texts))",
        "INSERT INTO crowds SELECT min(key), 'copies' FROM postings",
    ],
)
def test_a_damaged_corpus_does_not_verify(corpus: Command, folder: Path, damage: str) -> None:
    assert corpus("verify").returncode == 0
    with sqlite3.connect(folder / "c.db") as connection:
        connection.execute(damage)
    connection.close()
    done = corpus("verify")
    assert done.returncode == 2
    assert done.stdout


def test_an_export_comes_back_as_the_same_corpus(quick: Command, corpus: Command, folder: Path) -> None:
    written = corpus("export").stdout
    for name in ("e.jsonl", "e.jsonl.gz", "e.parquet"):
        corpus("export", "--output", name)
        quick("corpus", "import", name, "--corpus", f"{name}.db", cwd=folder)
        assert quick("corpus", "export", "--corpus", f"{name}.db", cwd=folder).stdout == written
    assert (folder / "e.jsonl").read_bytes() == written
    # An export is an input like any other.
    report = rows(quick("audit", "e.jsonl", "--format", "jsonl", cwd=folder))
    assert sorted(doc["id"] for doc in report) == sorted(row["id"] for row in listed(corpus).values())


@pytest.mark.parametrize("line", ["{", '{"text": "abc"}', "[]", '{"text": 5}', ""])
def test_what_is_no_export_is_not_imported(quick: Command, folder: Path, line: str) -> None:
    (folder / "bad.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(AuditorError):
        quick("corpus", "import", "bad.jsonl", "--corpus", "c.db", cwd=folder)


def test_a_text_that_is_not_that_of_its_id_is_not_imported(quick: Command, corpus: Command, folder: Path) -> None:
    row = json.loads(corpus("export").stdout.splitlines()[0])
    (folder / "bad.jsonl").write_text(json.dumps({**row, "text": row["text"] + "!"}), encoding="utf-8")
    with pytest.raises(AuditorError, match="not that of its 'id'"):
        quick("corpus", "import", "bad.jsonl", "--corpus", "c.db", cwd=folder)


def test_a_corpus_of_an_older_scheme_is_rebuilt_in_place(corpus: Command, folder: Path) -> None:
    before = listed(corpus)
    with sqlite3.connect(folder / "c.db") as connection:
        connection.execute("UPDATE scheme SET value = '21x6' WHERE name = 'bands'")
    connection.close()
    with pytest.raises(AuditorError, match="another scheme") as caught:
        corpus("list")
    assert "corpus rebuild" in caught.value.remedy
    assert corpus("rebuild").returncode == 0
    assert listed(corpus) == before
    assert corpus("verify").returncode == 0


def test_a_rebuild_into_a_new_file_leaves_the_old_one(quick: Command, corpus: Command, folder: Path) -> None:
    corpus("rebuild", "--output", "new.db")
    assert listed(corpus) == {
        row["key"]: row for row in rows(quick("corpus", "list", "--corpus", "new.db", "--format", "jsonl", cwd=folder))
    }
    with pytest.raises(AuditorError, match="there is a file already"):
        corpus("rebuild", "--output", "new.db")
    assert not list(folder.glob(".auditor-*"))


def test_a_change_of_rules_is_said_and_the_corpus_stays_of_use(corpus: Command, folder: Path) -> None:
    (folder / "house.yaml").write_text(HOUSE, encoding="utf-8")
    (folder / "new.txt").write_text("The pump house was painted green in April.", encoding="utf-8")
    done = corpus("add", "new.txt", "--rules", "house.yaml")
    assert done.returncode == 0
    assert b"rules house" not in done.stderr
    with sqlite3.connect(folder / "c.db") as connection:
        connection.execute("UPDATE scheme SET value = 'other' WHERE name = 'rules spam'")
    connection.close()
    (folder / "more.txt").write_text("The lock keeper keeps two geese.", encoding="utf-8")
    done = corpus("add", "more.txt")
    assert (done.returncode, b"rules spam" in done.stderr, b"corpus rebuild" in done.stderr) == (0, True, True)
    assert corpus("verify").returncode == 0


HOUSE = """
pack: house
rules:
  - id: house-word
    aspect: text
    severity: info
    points: 0
    match: {keywords: [pump house]}
    message: {en: A house word, zh: 内部用语}
    remedy: {en: None needed., zh: 无需处理。}
    why: An example.
    examples: {match: [the pump house], no_match: [the pump]}
"""


def test_a_backup_is_a_corpus(quick: Command, corpus: Command, folder: Path) -> None:
    corpus("backup", "b.db")
    done = quick("corpus", "list", "--corpus", "b.db", "--format", "jsonl", cwd=folder)
    assert done.stdout == corpus("list", "--format", "jsonl").stdout


def test_stats_count_what_is_there(corpus: Command) -> None:
    told = json.loads(corpus("stats", "--format", "json").stdout)
    assert (told["texts"], told["documents"], told["families"]) == (4, 4, 1)
    assert sum(told["verdict"].values()) == 4
    assert "texts" in corpus("stats").stdout.decode()


def test_a_fault_stores_nothing(auditor: Command, folder: Path) -> None:
    (folder / "new.txt").write_text("The pump house was painted green in April.", encoding="utf-8")
    (folder / "empty.txt").touch()
    before = sqlite_lines(folder / "c.db")
    done = auditor("corpus", "add", "new.txt", "empty.txt", "--corpus", "c.db", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"empty.txt" in done.stderr
    assert sqlite_lines(folder / "c.db") == before


def test_a_corpus_that_is_not_there_is_not_made_by_looking(auditor: Command, tmp_path: Path) -> None:
    for name in ("list", "stats", "verify", "export", "rebuild"):
        done = auditor("corpus", name, "--corpus", "none.db", cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.splitlines()[0] == b"auditor: there is no corpus"
    assert not list(tmp_path.iterdir())


def sqlite_lines(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def test_four_gates_at_once_never_admit_two_copies_of_one_text(tmp_path: Path, texts: dict[str, str]) -> None:
    started = []
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "same.txt").write_text(texts["good"], encoding="utf-8")
        (folder / "near.txt").write_text(
            texts["other"].replace("twelve", ["ten", "six", "two", "nine"][number]), "utf-8"
        )
        command = [sys.executable, "-m", "auditor", "gate", "same.txt", "near.txt", "--corpus", "../c.db", "--admit"]
        environment = {**os.environ, "NO_COLOR": "1"}
        started.append(
            subprocess.Popen(
                [*command, "--format", "json"],
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
            )
        )
    ended = [(process.communicate(timeout=300), process.returncode) for process in started]
    # Whoever comes before there is a file says that it begins one; nobody has anything else to say.
    said = {line for (_, err), _ in ended for line in err.splitlines()}
    assert said <= {b"auditor: there was no corpus at ../c.db; a new one was begun"}, ended
    # The same text comes again to three of them; a near-duplicate of what one admitted is refused by the others.
    assert sorted(code for _, code in ended) == [0, 1, 1, 1]
    admitted = [key for (out, _), _ in ended for key in json.loads(out)["gate"]["admitted"]]
    assert sorted(admitted) == ["near.txt", "same.txt"]
    with sqlite3.connect(tmp_path / "c.db") as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT id) FROM documents").fetchone() == (2, 2)
    connection.close()


FIRST_SCHEMA = """
CREATE TABLE scheme (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE documents (id VARCHAR(16) PRIMARY KEY, verdict VARCHAR, title VARCHAR, language VARCHAR,
  provenance VARCHAR, document VARCHAR, text BLOB, claims BLOB);
CREATE TABLE keys (key VARCHAR, document VARCHAR(16) REFERENCES documents (id), PRIMARY KEY (key, document));
CREATE TABLE postings ("check" VARCHAR, key VARCHAR, document VARCHAR(16) REFERENCES documents (id));
CREATE TABLE imprints ("check" VARCHAR, document VARCHAR(16) REFERENCES documents (id), imprint BLOB);
INSERT INTO scheme VALUES ('schema', '1'), ('signature', 'affine32/128/5'), ('normaliser', 'nfkc-lower-space');
"""


def test_a_corpus_of_the_first_schema_is_rebuilt_with_its_texts_and_keys(
    quick: Command, tmp_path: Path, texts: dict[str, str]
) -> None:
    doc = Document.of(texts["good"], "good.txt")
    about = {name: value for name, value in asdict(doc).items() if name not in {"text", "markup"}}
    with sqlite3.connect(tmp_path / "c.db") as connection:
        connection.executescript(FIRST_SCHEMA)
        row = [doc.id, "accept", None, "zh-Hans", "{}", json.dumps(about), zlib.compress(doc.text.encode()), b""]
        connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.executemany("INSERT INTO keys VALUES (?, ?)", [("good.txt", doc.id), ("again.txt", doc.id)])
        connection.execute("INSERT INTO imprints VALUES ('copies', ?, x'00')", [doc.id])
    connection.close()
    with pytest.raises(AuditorError, match="another scheme"):
        quick("corpus", "list", "--corpus", "c.db", cwd=tmp_path)
    assert quick("corpus", "rebuild", "--corpus", "c.db", cwd=tmp_path).returncode == 0
    found = rows(quick("corpus", "list", "--corpus", "c.db", "--format", "jsonl", cwd=tmp_path))
    assert [(row["key"], row["id"]) for row in found] == [("again.txt", doc.id), ("good.txt", doc.id)]
    assert quick("corpus", "verify", "--corpus", "c.db", cwd=tmp_path).returncode == 0
