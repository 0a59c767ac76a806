"""`snippets`: list the pairs, print one side or both, write a file ready to run."""

from pathlib import Path

from advisor.faults import InputError, fault
from advisor.knowledge import SIDES, Knowledge
from advisor.messages import Messages
from advisor.options import Given, Parser
from advisor.output import print_json
from advisor.pairs import Pair, load_pairs
from advisor.programs import LANES, chosen, edited, plain, regions


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    parser.valued("--lane", "LANE")
    parser.valued("--side", "|".join(SIDES))
    parser.valued("--step", "STEP")
    parser.valued("--tuned", "NAME")
    parser.valued("--write", "FILE")
    parser.flag("--json")
    parser.free_words("[PAIR]", "pair")
    parser.example(
        "cnn --side keras --write cnn.py", "lstm --step train", "quickstart --tuned fused_adam"
    )


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    side = given.one("--side", list(SIDES))
    lane = given.one("--lane", list(LANES))
    step, target = given.one("--step"), given.one("--write")
    tuned = given.one("--tuned")
    pairs = chosen(given.words, load_pairs(), given.faults)
    if side and lane:
        given.faults.append(fault("exclusive", one="--side", two="--lane"))
    for name in ("--side", "--lane", "--step", "--tuned", "--write"):
        if name in given.values and len(given.words) != 1:
            given.faults.append(fault("one_pair_needed", option=name))
    given.check()
    if not given.words:
        _list(pairs, say, as_json="--json" in given.flags)
        return 0
    texts = {
        file.name: file.read_text("utf-8")
        for pair in pairs
        for file in (_tuned_files(pair, tuned, lane) if tuned else _files(pair, side, lane))
    }
    if tuned:
        edits = pairs[0].facts["tuned"][tuned]["edits"]
        texts = {name: edited(text, edits) for name, text in texts.items()}
    if step:
        texts = {name: _region(name, text, step) for name, text in texts.items()}
    if target:
        _write(Path(target), {name: plain(text) for name, text in texts.items()}, say)
    elif "--json" in given.flags:
        print_json({name: plain(text) for name, text in texts.items()})
    else:
        # As it is, unwrapped and uncoloured, so that it can go into a file or a pipe.
        parts = [
            f"# {n}\n{plain(text)}" if len(texts) > 1 else plain(text) for n, text in texts.items()
        ]
        print("\n\n".join(parts), end="")
    return 0


def _files(pair: Pair, side: str | None, lane: str | None) -> list[Path]:
    """The programs asked for. Raises InputError where the lane has none, with the reason."""
    if lane is None:
        return [file for x in SIDES if side in (None, x) for file in pair.files(x)]
    file = pair.file(lane)
    if file is None:
        raise InputError([fault("no_program", pair=pair.id, lane=lane, why=pair.reason(lane))])
    return [file]


def _tuned_files(pair: Pair, tuned: str, lane: str | None) -> list[Path]:
    """The programs that a tuned variant changes. Raises InputError where there is no such."""
    known = pair.facts.get("tuned", {})
    lanes = known.get(tuned, {}).get("lanes", [])
    if not lanes or lane not in (None, *lanes):
        names = ", ".join(f"{name} ({' '.join(v['lanes'])})" for name, v in known.items())
        raise InputError([fault("unknown_variant", pair=pair.id, name=tuned, known=names or "-")])
    files = [pair.file(x) for x in lanes if lane in (None, x)]
    return list(dict.fromkeys(file for file in files if file))


def _region(name: str, text: str, step: str) -> str:
    found = regions(text)
    if step not in found:
        known = ", ".join(found)
        raise InputError([fault("unknown_step", name=name, step=step, known=known)])
    return found[step]


def _write(target: Path, texts: dict[str, str], say: Messages) -> None:
    """One program to a file that does not exist yet."""
    if len(texts) != 1:
        raise InputError([fault("one_program_needed", files=", ".join(texts))])
    try:
        with open(target, "x", encoding="utf-8") as file:
            file.write(next(iter(texts.values())))
    except FileExistsError:
        raise InputError([fault("file_exists", path=str(target))]) from None
    except OSError as error:
        reason = error.strerror
        raise InputError([fault("file_unwritable", path=str(target), reason=reason)]) from None
    print(say("snippets.written", path=target))


def _list(pairs: list[Pair], say: Messages, as_json: bool) -> None:
    if as_json:
        print_json(
            [{"id": p.id, "title": p.facts["title"], "figure": p.facts["figure"],
              "lanes": {x: f.name for x in LANES if (f := p.file(x))},
              "missing": p.facts.get("missing", {})} for p in pairs]
        )  # fmt: skip
        return
    from advisor.terminal import Terminal  # here, since printing a program needs no tables

    out = Terminal()
    rows = [[pair.id, say.pick(pair.facts["title"])] for pair in pairs]
    out.table([say(f"heading.{n}") for n in ("pair", "title")], rows, wide=1)
    out.line("", say("snippets.hint"))
    out.unbroken(f"  python -m advisor snippets {pairs[0].topic} --side keras --write FILE.py")
