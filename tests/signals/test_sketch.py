from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from datasketch import LeanMinHash, MinHash

from auditor.model import Document
from auditor.signals.sketch import band_keys, sketch
from auditor.text.shingles import fold, shingles

ZH = "林湾港务局周二启用第二座冷库，库内设有十二条通道，南方果农的水果将在这里等候夜班列车。"
EN = "The harbour authority opened its second cold store on Tuesday, a hall of twelve aisles for fruit."


@pytest.mark.parametrize("text", [ZH, EN, "港", "a\ud800b" * 9, ZH * 30])
def test_signatures_are_those_of_datasketch_bit_for_bit(text: str) -> None:
    theirs = MinHash(num_perm=128, hashfunc=int)
    theirs.update_batch([int(value) & 0xFFFFFFFF for value in shingles(fold(text))])
    assert sketch(Document.of(text)).array().tolist() == theirs.hashvalues.tolist()


def test_a_signature_loads_as_minhash_and_as_lean_minhash() -> None:
    one, two = sketch(Document.of(ZH)), sketch(Document.of(ZH + "完"))
    assert isinstance(one.lean(), LeanMinHash)
    assert one.minhash().jaccard(two.minhash()) == pytest.approx(0.95, abs=0.06)
    assert one.lean().jaccard(one.lean()) == 1.0


def test_an_empty_text_has_an_empty_signature() -> None:
    found = sketch(Document.of(" \n\u3000"))
    assert found.empty
    assert set(found.array().tolist()) == {0xFFFFFFFF}


def test_width_case_and_line_breaks_change_no_signature() -> None:
    assert sketch(Document.of("Cold  Store\nopens today")) == sketch(Document.of("ｃold store opens TODAY"))


def test_equal_signatures_share_every_band_and_different_ones_none() -> None:
    values = np.stack([sketch(Document.of(text)).array() for text in (EN, EN, ZH)])
    keys = band_keys(values, 25, 5)
    assert keys.shape == (3, 25)
    assert (keys[0] == keys[1]).all()
    assert not (keys[0] == keys[2]).any()


def test_signing_a_handful_of_documents_loads_no_compiler() -> None:
    code = (
        "import sys; from auditor.model import Document; from auditor.signals.sketch import sketch; "
        "sketch(Document.of('cold store')); sys.exit('numba' in sys.modules or 'datasketch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
