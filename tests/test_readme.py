"""What the README says is what happens."""

import re
from statistics import median

import pytest
from conftest import ROOT
from test_cases import DECISIONS
from test_gate import FAULTS

from advisor.commands.cases import read_cases, report
from advisor.knowledge import load
from advisor.laboratory import EXAMINED
from advisor.measure.code import COUNTS, ratio
from advisor.measure.defaults import load_rows
from advisor.measure.speed.checks import not_steady
from advisor.measure.speed.repeated import repeated, share
from advisor.pages.speed import published
from advisor.pairs import load_pairs
from advisor.profiled import of_program
from advisor.programs import LANES
from advisor.runs import PUBLISHED, latest, newest, read


def test_readme_shows_the_program_as_it_is(run):
    """The verdicts in the README are what the program prints; only dates may differ."""
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"<!-- verdict: python -m advisor (.*?) -->\n```text\n(.*?)```", text, re.S)
    assert len(blocks) == 2
    for words, shown in blocks:
        printed = run(*words.split())[1]
        dates = re.compile(r"\d{4}-\d\d-\d\d")
        assert dates.sub("DATE", printed).strip() == dates.sub("DATE", shown).strip()


def test_readme_holds_the_two_set_up_commands():
    """The script that checks a clean checkout reads them from there."""
    text = (ROOT / "README.md").read_text("utf-8")
    commands = dict.fromkeys(re.findall(r"^pip install .* && .*$", text, re.M))
    assert list(commands) == [
        "pip install -e . && python -m advisor",
        "pip install -e '.[test]' && pytest",
    ]


def test_readme_counts_what_there_is():
    """Pairs, planted faults and defaults are as many as the README says, in both languages."""
    text = (ROOT / "README.md").read_text("utf-8")
    pairs, faults, defaults = len(load_pairs()), len(FAULTS), len(load_rows())
    measured = sum(record.kind == "measured" for record in load().evidence.values())
    for part in (
        f"holds {pairs} tasks", f"有 {pairs} 组对照程序", f"\n{faults} planted faults",
        f"植入的 {faults} 个错误", f"reads {defaults} defaults", f"读出 {defaults} 项",
        f"{measured} records read the project's runs",
    ):  # fmt: skip
        assert part in text


@pytest.fixture(scope="module")
def timed():
    """The lines of every group that evidence reads, from the run that it reads."""
    sources = [
        record.source[0].split("/")
        for record in load().evidence.values()
        if record.kind == "measured" and record.ratios
    ]
    places = dict.fromkeys((run.removeprefix("run:"), group) for run, group, _ in sources)
    tables = {run: read(PUBLISHED / run)["table"] for run, _ in places}
    return [x for run, group in places for x in tables[run] if x["group"] == group]


@pytest.fixture(scope="module")
def printed(timed):
    """Those of the programs as printed."""
    return [x for x in timed if x["group"].endswith(".printed")]


def speed_table(timed, measure):
    """The ratios to plain PyTorch as the README has them, of what was not void."""
    lines = {(x["group"], x["column"]): x for x in timed if x["measure"] == measure}
    shown = []
    for group in dict.fromkeys(group for group, _ in lines):
        if lines[group, "pytorch-eager"]["status"] != "ok":
            continue
        cells = []
        for lane in ("keras-tensorflow", "keras-jax", "keras-torch", "pytorch-compile"):
            found = lines[group, lane]["against"].get("pytorch-eager")
            word = {"faster": "", "slower": ""}.get(found and found["word"], " ?")
            cells.append(
                f"{found['ratio']:.2f} ({found['low']:.2f}–{found['high']:.2f}){word}"
                if found
                else "–"
            )
        shown.append(f"| `{group.split('.')[1]}` | {' | '.join(cells)} |")
    return shown


@pytest.mark.parametrize("measure", ["training", "inference_64"])
def test_readme_states_the_times(printed, measure):
    """Every ratio with its interval, as it was recorded, in both languages."""
    text = (ROOT / "README.md").read_text("utf-8")
    rows = speed_table(printed, measure)
    assert len(rows) >= 12
    for row in rows:
        assert text.count(row) == 2, row


@pytest.mark.parametrize(
    ("topic", "column"),
    [
        ("ratings", "pytorch-eager batched_loader"),
        ("quickstart", "keras-tensorflow steps_per_execution"),
        ("lstm", "keras-tensorflow jit_compile"),
        ("cnn", "keras-tensorflow jit_compile"),
        ("transformer", "keras-tensorflow jit_compile"),
        ("quickstart", "keras-torch jit_compile"),
    ],
)
def test_readme_states_what_variants_change(topic, column):
    """As recorded, in both languages."""
    text = (ROOT / "README.md").read_text("utf-8")
    lines = {
        (line["group"].split(".")[1], line["column"], line["measure"]): line for line in published()
    }
    (found,) = lines[topic, column, "training"]["against"].values()
    assert text.count(f"{found['ratio']:.2f} ({found['low']:.2f}–{found['high']:.2f})") >= 2
    if column == "keras-torch jit_compile":
        (first,) = lines[topic, column, "first_step"]["against"].values()
        assert f"{first['ratio']:.0f} times" in text


@pytest.mark.parametrize(("lang", "unit"), [("en", 1e9), ("zh", 1e8)])
def test_products_are_stated_as_recorded(lang, unit):
    """What each framework's matrix product does on the machine of the timings."""
    run = "2026-11-26-cpu-11"
    text = (ROOT / "docs" / lang / "benchmarks" / "index.md").read_text("utf-8")
    assert run in text
    for product in read(PUBLISHED / run)["ceilings"]["products"].values():
        assert f"{round(product['float32'] / 1e9) * 1e9 / unit:.0f}" in text


def test_readme_sums_up_the_larger_models(timed):
    """How many trained faster on JAX, what is void, what each framework's product does."""
    text = (ROOT / "README.md").read_text("utf-8")
    large = [x for x in timed if x["group"].endswith(".large")]
    wanted = ("keras-jax", "training", "ok")
    jax = [
        x["against"]["pytorch-eager"]["word"]
        for x in large
        if (x["column"], x["measure"], x["status"]) == wanted
    ]
    assert (jax.count("faster"), len(jax)) == (7, 8)
    assert "trains faster than plain PyTorch in seven of eight" in text
    void = [x for x in large if x["status"] == "above_ceiling"]
    assert {x["group"] for x in void} == {"timeseries.forecast.large"}
    assert all(1 < x["share"] < 1.5 for x in void)


def test_readme_sums_up_the_times_as_they_are(printed):
    """Null comparisons, widths, starts: counted from the same lines."""
    timed = printed
    text = (ROOT / "README.md").read_text("utf-8")
    ratios = [(x, r) for x in timed for r in list(x["against"].values())[:1]]
    null = [r for x, r in ratios if x["column"].endswith("again")]
    held = sum(r["low"] <= 1 <= r["high"] for r in null)
    assert f"the interval holds 1 in {held} of {len(null)} comparisons" in text
    widths = [(r["high"] / r["low"]) ** 0.5 - 1 for x, r in ratios if r not in null]
    assert f"narrower than ±{100 * median(widths):.0f} %" in text
    told = f"的 {len(null)} 个区间中，有 {held} 个含 1；半数区间窄于 ±{100 * median(widths):.0f}%"
    assert told in text
    starts = [r["ratio"] for x, r in ratios if x["measure"] == "start" and "keras" in x["column"]]
    low, high = min(starts), max(starts)
    assert f"Keras takes {low:.1f} to {high:.1f} times as long as plain PyTorch" in text
    assert f"Keras 的耗时是原生 PyTorch 的 {low:.1f}～{high:.1f} 倍" in text
    lines = {(x["group"], x["column"], x["measure"]): x for x in timed}
    compiled = [
        (lines[g, c, "training"]["against"]["pytorch-eager"], lines[g, c, "first_step"]["value"])
        for g, c, m in lines
        if (c, m) == ("pytorch-compile", "training") and lines[g, c, m]["status"] == "ok"
    ]
    words = [ratio["word"] for ratio, _ in compiled]
    shown = f"slower in {words.count('slower')} of the {len(words)} pairs that it compiled"
    assert shown in text
    assert "faster" not in words
    assert f"的 {len(words)} 组中，有 {words.count('slower')} 组训练变慢" in text
    jax = [x["against"]["pytorch-eager"] for x in timed
           if (x["column"], x["measure"]) == ("keras-jax", "training")]  # fmt: skip
    assert [x["word"] for x in jax].count("faster") == 9
    assert len(jax) == 12
    assert round(1 / min(x["ratio"] for x in jax)) == 11
    convolutions = ("images.cnn.printed", "images.detection.printed")
    halved = [
        lines[group, column, "inference_64"]["against"]["pytorch-eager"]["ratio"]
        for group in convolutions
        for column in ("keras-tensorflow", "pytorch-compile")
    ]
    assert f"{min(halved):.2f} to {max(halved):.2f} of the time of plain PyTorch" in text
    assert f"原生 PyTorch 的 {min(halved):.2f}～{max(halved):.2f}。" in text
    slower = [lines[g, "keras-jax", "training"]["against"]["pytorch-eager"]["word"]
              for g in convolutions]  # fmt: skip
    assert slower == ["slower", "slower"]
    for measure, count in (("training", 11), ("inference_64", 12)):
        torch = [x["against"]["pytorch-eager"]["word"] for x in timed
                 if (x["column"], x["measure"]) == ("keras-torch", measure)]  # fmt: skip
        assert torch.count("slower") == count
    key = ("images.detection.printed", "pytorch-eager channels_last")
    varied = [
        x
        for x in read(PUBLISHED / "2026-11-25-cpu-7")["table"]
        if (x["group"], x["column"]) == key and x["measure"] in ("training", "inference_64")
    ]
    assert len(varied) == 2
    for line in varied:
        found = line["against"]["pytorch-eager"]
        assert f"{found['ratio']:.2f} ({found['low']:.2f}–{found['high']:.2f})" in text
    first = [seconds for _, seconds in compiled]
    assert f"needs {min(first):.0f} to {max(first):.0f} seconds before the first update" in text
    assert f"首次更新之前要花 {min(first):.0f}～{max(first):.0f} 秒" in text


def test_readme_states_what_a_second_run_said():
    """The share of words that came again, and the opposites."""
    text = (ROOT / "README.md").read_text("utf-8")
    second = read(PUBLISHED / "2026-11-26-cpu-13")["table"]
    first = [x for run in ("2026-11-25-cpu-6", "2026-11-25-cpu-7")
             for x in read(PUBLISHED / run)["table"]]  # fmt: skip
    counts = repeated(first, second)
    again = f"{100 * share(counts):.1f}"
    assert f"{again} % of the ratios that had earned a word earned the same" in text
    assert f"有 {again}% 得到相同的结论" in text
    assert f"Of {counts.total()} ratios two turned into the opposite" in text
    assert f"{counts.total()} 个比值中有两个变成相反的结论" in text
    opposite = {("faster", "slower"), ("slower", "faster"), ("more", "less"), ("less", "more")}
    assert sum(counts[words] for words in opposite) == 2
    key = ("basics.quickstart.printed", "keras-jax", "inference_64")
    for table, shown in ((first, "1.56"), (second, "0.93")):
        (line,) = (x for x in table if (x["group"], x["column"], x["measure"]) == key)
        assert f"{line['against']['pytorch-eager']['ratio']:.2f}" == shown
        assert shown in text


def test_cells_that_an_older_check_voided_are_steady():
    """All that were timed a third time for it, with the programs as printed."""
    void = [
        (run, line["group"], line["column"], line["measure"])
        for run in ("2026-11-26-cpu-13", "2026-11-26-cpu-17", "2026-11-26-cpu-18")
        for line in read(PUBLISHED / run)["table"] if line["status"] == "not_steady"
    ]  # fmt: skip
    assert len(void) == 4
    for run, group, column, measure in void:
        assert not not_steady([
            benchmark["seconds"]
            for sample in read(PUBLISHED / run)[group] if sample["column"] == column
            for benchmark in sample["benchmarks"] if benchmark["measure"] == measure
        ])  # fmt: skip


def test_readme_states_the_calls_that_a_profile_counted():
    """Of an update of the quickstart on every lane, in both languages."""
    text = (ROOT / "README.md").read_text("utf-8")
    kept = of_program("basics.quickstart", "training")
    calls = {lane: f"{profile['calls']:,.0f}" for lane, (_, profile) in kept.items()}
    assert (
        f"makes {calls['pytorch-eager']} in PyTorch's loop, {calls['keras-jax']} in Keras on JAX,"
        f" {calls['keras-tensorflow']} on TensorFlow and {calls['keras-torch']} on PyTorch" in text
    )
    assert (
        f"PyTorch 的循环为 {calls['pytorch-eager']}，Keras 的 JAX、TensorFlow、PyTorch 后端依次为"
        f" {calls['keras-jax']}、{calls['keras-tensorflow']}、{calls['keras-torch']}" in text
    )


def test_readme_states_the_agreement_with_real_decisions():
    """Of both sets, counted as `cases` counts, in both languages."""
    text = (ROOT / "README.md").read_text("utf-8")
    cases = read_cases(str(DECISIONS), load())
    told = [
        ("D", "{} have a reason that still holds and is not weak; the advice agrees with {} of",
         "有 {} 个的理由至今成立且不薄弱，建议与其中 {} 个一致"),
        ("N", "of {} such it agreed with 19 at first and was sure (`clear`) and wrong once; since"
         " three rules were corrected it agrees with {}.",
         "这样的有 {} 个，起初与 19 个一致，并有一次“明显占优”却与决定相反，"
         "修正三条规则之后与 {} 个一致"),
    ]  # fmt: skip
    for first, *shown in told:
        result = report([case for case in cases if case.id.startswith(first)])
        assert result["sure_and_wrong"] == []
        for words in shown:
            assert words.format(result["eligible"], result["eligible_agree"]) in text


def test_readme_states_the_times_on_a_gpu():
    """Every time of the replica, its precision where none was asked for, and the ratio."""
    text = (ROOT / "README.md").read_text("utf-8")
    run, parts = latest("speed", device="cuda")
    assert run in text
    columns = ("keras-jax", "pytorch-eager", "pytorch-eager again", "pytorch-compile")
    for group in dict.fromkeys(x["group"] for x in parts["table"]):
        lines = {x["column"]: x for x in parts["table"] if x["group"] == group}
        cells = [
            f"{1e3 * lines[c]['value']:.1f} {'(' * bool(m := lines[c]['message'])}{m}"
            f"{')' * bool(m)}".strip().replace("TF32 / bfloat16", "TF32")
            for c in columns
        ]
        ratio = lines["keras-jax"]["value"] / lines["pytorch-compile"]["value"]
        shown = " | ".join([*cells, f"{ratio:.2f}"])
        assert text.count(f"| {shown} |") == 2, shown
    for group in ("default", "tf32"):
        samples = {x["column"]: x for x in parts[f"text.bert.replica.{group}"]}
        for column, most in (("keras-jax", 23.8), ("pytorch-eager", 12.1)):
            peak = samples[column]["benchmarks"][0]["device_peak"] / 2**30
            assert round(peak, 1) == most
            assert str(most) in text


def test_readme_states_the_records():
    """What the README says of the gate and the article's samples is what was recorded."""
    text = (ROOT / "README.md").read_text("utf-8")
    gate = newest("equality")
    rows = [row for _, part in gate.values() for row in part]
    equal = sum(row["status"] == "equal" for row in rows)
    runs = {run for run, _ in gate.values()}
    minutes = sum(read(PUBLISHED / run)["finished"]["seconds"] for run in runs) / 60
    shown = f"{equal} of {len(rows) - len(load_pairs())} lanes passed in {minutes:.0f} minutes"
    assert shown in text
    _, article = latest("article")
    keras = [r for lane in LANES[:3] for r in article[lane]["results"]]
    torch = article["pytorch-eager"]["results"]
    assert {r["updates"] for r in keras} == {1250}
    assert {r["updates"] for r in torch} == {10}
    for found, updates in ((keras, "1,250"), (torch, "10")):
        low, high = (pick(r["accuracy"] for r in found) for pick in (min, max))
        assert f"{updates} updates and an accuracy of {low:.2f} to {high:.2f}" in text
        assert f"更新 {updates} 次，准确率 {low:.2f}～{high:.2f}" in text


def test_readme_states_what_the_laboratory_found():
    """Outcomes of probes and mistakes by lane, ratios of code, in both languages."""
    text = (ROOT / "README.md").read_text("utf-8")
    probes, mistakes = newest("capabilities"), newest("mistakes")
    rows = [row for _, part in probes.values() for row in part]
    works, detours, fails = (
        sum(row["status"] == status for row in rows) for status in ("works", "detour", "fails")
    )
    unmeasured = len(rows) - works - detours - fails
    assert unmeasured == sum(row["status"] == "not_measured" for row in rows)
    for shown in (
        f"runs {len(probes)} probes",
        f"Of {len(rows)} outcomes",
        f"{works} work, {detours} work by such a detour and {fails} fail",
        f"{len(rows)} 个结果中，{works} 个可用，{detours} 个",
        f"{fails} 个失败",
        f"{unmeasured} is not measured",
        f"{unmeasured} 个没有测量",
        f"runs {len(mistakes)} programs right",
        f"把 {len(mistakes)} 个程序各运行两次",
    ):
        assert shown in text
    by_lane = {lane: [] for lane in EXAMINED}
    for _, part in mistakes.values():
        for row in part:
            by_lane[row["lane"]].append(row["status"])
    for status in ("caught", "warned", "harmless", "impossible", "silent"):
        counts = " | ".join(str(by_lane[lane].count(status)) for lane in EXAMINED)
        assert text.count(f" | {counts} |\n") >= 2, (status, counts)
    code = [row for _, part in newest("code").values() for row in part]
    found = [f"{ratio(code, 'whole', what):.2f}" for what in COUNTS]
    for words in (
        ("statements {}", "words and signs {}", "names of the framework {}", "decision {}"),
        ("语句 {}", "单词与符号 {}", "框架名称 {}", "分支 {}"),
    ):
        for word, number in zip(words, found, strict=True):
            assert word.format(number) in text
    assert ratio(code, "build", "tokens") > 1
