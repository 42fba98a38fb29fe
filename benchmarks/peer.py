"""One tool on one corpus in a process of its own: prints its settings, cost and quality as one JSON object.

The texts are folded before the clock starts. The clock runs from texts to verified pairs; compilers, imports and
caches are warm. Where a line says ``verified``, candidates are compared exactly by the same code for every tool.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from auditor.signals import _kernels, bulk
from auditor.signals.join import Overlap, Shelf, overlaps
from benchmarks.corpora import texts, truth

BANDS, ROWS = bulk.bands_for(0.8)
Pairs = np.ndarray


def verified(
    candidates: Iterable[tuple[int, int]] | Pairs, docs: list[str], packed: tuple[Pairs, Pairs] | None = None
) -> Pairs:
    pairs = np.asarray(candidates if isinstance(candidates, np.ndarray) else list(candidates), np.uint32).reshape(-1, 2)
    shelf = Shelf()
    shelf.add(*(packed or bulk.pack(docs)))
    exact = Overlap.joined(list(overlaps(pairs, shelf.lengths(), shelf.read)))
    shelf.close()
    return exact.pairs[exact.similarity() >= 0.8 - 1e-9]


def grams(text: str) -> list[str]:
    return list({text[i : i + 5] for i in range(max(1, len(text) - 4))})


def ours(docs: list[str]) -> Pairs:
    packed = bulk.pack(docs)
    candidates, _ = bulk.candidates(bulk.sign(*packed), 0.8, 200)
    return verified(candidates, docs, packed)


def floor(docs: list[str]) -> Pairs:
    _kernels.char_grams(*bulk.pack(docs))
    return np.empty((0, 2), np.uint32)


def gaoya(docs: list[str], bands: int, rows: int, *, verify: bool) -> Pairs:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=0.8 if not verify else 0.65, num_bands=bands, band_size=rows, analyzer="char",
        lowercase=False, ngram_range=(5, 5), id_container="vec",
    )  # fmt: skip
    index.par_bulk_insert_docs(list(range(len(docs))), docs)
    found = [(b, a) for a, near in enumerate(index.par_bulk_query(docs)) for b in near if b < a]
    return verified(found, docs) if verify else np.array(found, np.uint32)


def rensa(docs: list[str], bands: int, *, verify: bool) -> Pairs:
    import rensa as peer

    signed = peer.RMinHash.from_token_sets([grams(text) for text in docs], num_perm=128, seed=42)
    index = peer.RMinHashLSH(threshold=0.8, num_perm=128, num_bands=bands)
    index.insert_many(signed)
    least = 0.65 if verify else 0.8
    near = index.query_all(signed)
    found = [(b, a) for a, others in enumerate(near) for b in others if b < a and signed[a].jaccard(signed[b]) >= least]
    return verified(found, docs) if verify else np.array(found, np.uint32)


def rensa_fed(docs: list[str]) -> Pairs:
    import rensa as peer

    hashes, ends = _kernels.char_grams(*bulk.pack(docs))
    matrix = peer.RMinHash.digest_matrix_from_flat_token_hashes(hashes, ends.astype(np.uint64), num_perm=128, seed=42)
    candidates, _ = bulk.candidates(np.array(matrix.to_rows(), np.uint32), 0.8, 200)
    return verified(candidates, docs)


def datasketch(docs: list[str], *, verify: bool) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.8, num_perm=128, params=(BANDS, ROWS) if verify else None)
    signed, found = [], []
    for a, text in enumerate(docs):
        one = MinHash(num_perm=128)
        one.update_batch([gram.encode("utf-8", "surrogatepass") for gram in grams(text)])
        found += [(b, a) for b in index.query(one) if signed[b].jaccard(one) >= (0.65 if verify else 0.0)]
        index.insert(a, one)
        signed.append(one)
    return verified(found, docs) if verify else np.array(found, np.uint32)


def daft(docs: list[str]) -> Pairs:
    """Daft splits on blanks: each character is made a word, and its words are joined again by no blank it would drop."""
    import daft as peer

    spaced = [" ".join(text.replace(" ", "\u2581")) for text in docs]
    frame = peer.from_pydict({"text": spaced})
    signed = frame.select(peer.col("text").minhash(num_hashes=128, ngram_size=5, seed=1, hash_function="xxhash"))
    column = signed.collect().to_arrow().column(0).combine_chunks()
    values = np.asarray(column.flatten()).reshape(-1, 128).astype(np.uint32)
    candidates, _ = bulk.candidates(values, 0.8, 200)
    return verified(candidates, docs)


def datatrove(docs: list[str]) -> Pairs:
    """Datatrove's own hashing of word shingles, made to see characters, in our bands."""
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature
    from datatrove.utils.hashing import HashConfig

    settings = MinhashConfig(n_grams=5, num_buckets=BANDS, hashes_per_bucket=ROWS, hash_config=HashConfig(precision=64))
    step = MinhashDedupSignature(output_folder=".", config=settings)
    tables: list[dict[bytes, list[int]]] = [{} for _ in range(BANDS)]
    for n, text in enumerate(docs):
        hashes = step.config.hash_config and _characters(step, text)
        for table, bucket in zip(tables, step.get_signature(hashes), strict=True):
            table.setdefault(np.asarray(bucket, np.uint64).tobytes(), []).append(n)
    return verified(met(tables), docs)


def _characters(step: object, text: str) -> Pairs:
    from datatrove.utils.hashing import create_hash_func

    hashed = create_hash_func(step.config.hash_config)  # type: ignore[attr-defined]  # the peer ships no types
    return np.fromiter((hashed(gram) for gram in grams(text)), np.uint64).reshape(-1, 1)


def text_dedup(docs: list[str]) -> Pairs:
    """text-dedup's embedding function, made to see characters, in our bands."""
    from text_dedup.config.algorithms.minhash import MinHashAlgorithmConfig

    class Characters(MinHashAlgorithmConfig):
        def get_ngrams_func(self) -> Callable[[str], set[bytes]]:
            return lambda text: {gram.encode("utf-8", "surrogatepass") for gram in grams(text)}

    embed = Characters(
        algorithm_name="minhash", text_column="text", num_perm=128, threshold=0.8, bands=BANDS, rows=ROWS, num_proc=1
    ).get_embed_func()  # fmt: skip
    tables: list[dict[bytes, list[int]]] = [{} for _ in range(BANDS)]
    for n, text in enumerate(docs):
        for table, bucket in zip(tables, embed([text], [n])["__band_val__"], strict=True):
            table.setdefault(bytes(bucket), []).append(n)
    return verified(met(tables), docs)


def met(tables: list[dict[bytes, list[int]]]) -> list[tuple[int, int]]:
    """Every pair of documents that share a bucket of a band."""
    groups = [group for table in tables for group in table.values()]
    return sorted({(a, b) for group in groups for k, a in enumerate(group) for b in group[k + 1 :]})


def data_juicer(docs: list[str]) -> Pairs:
    """Data-Juicer's operator, character tokens, in our bands; the operator itself verifies nothing."""
    from data_juicer.ops.deduplicator.document_minhash_deduplicator import DocumentMinhashDeduplicator
    from data_juicer.utils.constant import HashKeys

    step = DocumentMinhashDeduplicator(
        tokenization="character", window_size=5, lowercase=False, num_permutations=128, jaccard_threshold=0.8,
        num_bands=BANDS, num_rows_per_band=ROWS,
    )  # fmt: skip
    tables: list[dict[bytes, list[int]]] = [{} for _ in range(BANDS)]
    for n, text in enumerate(docs):
        for table, bucket in zip(tables, step.compute_hash({"text": text})[HashKeys.minhash], strict=True):
            table.setdefault(bytes(bucket), []).append(n)
    return verified(met(tables), docs)


TOOLS: dict[str, tuple[str, Callable[[list[str]], Pairs]]] = {
    "pack and hash": ("one pass that packs and hashes the shingles: the floor", floor),
    "ours": (f"{BANDS} bands of {ROWS}, estimate ≥ 0.65, verified", ours),
    "rensa, fed": (f"digest_matrix_from_flat_token_hashes with our hashes, our {BANDS}×{ROWS} bands, verified", rensa_fed),
    "rensa, equal recall": ("from_token_sets, RMinHashLSH 32 bands (must divide 128), verified", lambda d: rensa(d, 32, verify=True)),
    "rensa, documented": ("from_token_sets, RMinHashLSH 16 bands, its estimate ≥ 0.8", lambda d: rensa(d, 16, verify=False)),
    "gaoya, equal recall": (f"MinHashStringIndex {BANDS}×{ROWS}, verified", lambda d: gaoya(d, BANDS, ROWS, verify=True)),
    "gaoya, documented": ("MinHashStringIndex 9×13, its estimate ≥ 0.8", lambda d: gaoya(d, 9, 13, verify=False)),
    "datasketch, equal recall": (f"update_batch, MinHashLSH {BANDS}×{ROWS}, verified", lambda d: datasketch(d, verify=True)),
    "datasketch, documented": ("update_batch, MinHashLSH(threshold=0.8), no verification", lambda d: datasketch(d, verify=False)),
    "daft": (f"col.minhash over characters as words, our {BANDS}×{ROWS} bands, verified", daft),
    "datatrove": (f"MinhashDedupSignature over character 5-grams, {BANDS}×{ROWS}, verified", datatrove),
    "text-dedup": (f"get_embed_func over character 5-grams, {BANDS}×{ROWS}, verified", text_dedup),
    "Data-Juicer": (f"DocumentMinhashDeduplicator, character tokens, {BANDS}×{ROWS}, verified", data_juicer),
}  # fmt: skip


def clusters(pairs: Iterable[tuple[int, int]], count: int) -> set[tuple[int, int]]:
    """Every pair of the connected components."""
    label = bulk.components(count, np.array(sorted(pairs), np.uint32).reshape(-1, 2))
    order = np.argsort(label, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return {(int(a), int(b)) for group in groups if group.size > 1 for n, a in enumerate(group) for b in group[n + 1 :]}


def scores(found: set[tuple[int, int]], wanted: set[tuple[int, int]]) -> tuple[float, float, float]:
    right = len(found & wanted)
    precision, recall = right / max(1, len(found)), right / max(1, len(wanted))
    return precision, recall, 2 * precision * recall / max(1e-12, precision + recall)


def usage() -> float:
    """CPU seconds of this process so far."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime


def main(tool: str, corpus: Path, *, whole: bool) -> None:
    """Prints one result; ``whole`` counts from the start of the process: imports, reading and folding included."""
    settings, work = TOOLS[tool]
    docs = texts(corpus)
    if not whole:
        work(docs[:300])
    before, start = 0.0 if whole else usage(), time.perf_counter()
    pairs = work(docs)
    cpu, wall = usage() - before, time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {(min(a, b), max(a, b)) for a, b in pairs.tolist()}
    wanted = truth(corpus, 0.8)
    precision, recall, f1 = scores(found, wanted)
    grouped = scores(clusters(found, len(docs)), clusters(wanted, len(docs)))[2] if found else 0.0
    result = {
        "tool": tool, "settings": settings, "corpus": corpus.name, "documents": len(docs), "cpu": cpu, "wall": wall,
        "peak_mb": peak, "pairs": len(found), "precision": precision, "recall": recall, "f1": f1,
        "cluster_f1": grouped,
    }  # fmt: skip
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), whole="--whole" in sys.argv)
