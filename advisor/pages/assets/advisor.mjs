// The twin of advisor/decision.py: the same knowledge and answers give the same document.
// Pure: it touches neither the page nor the network. Scores are integers (thousandths, then
// tenths of a point); only the last step to a document makes fractions of them.

const POINT = 1000;
const MOST = 10 * POINT;
const TENTH = POINT / 10;
const PRIORITY_STEP = 100;
const FACTOR_STEP = 4;
const STRENGTHS = [[20, "clear"], [10, "moderate"], [5, "slight"]];
const SIDES = ["keras", "pytorch"];
const EITHER = "either";
const WEIGHT_STEP = 100;
const REVIEW_AFTER = 180; // days
const DAY = 86400000;

/** What can be worked out once: the conditions of records and rules as bit sets. */
export function prepare(knowledge) {
  const { questions, rules, records, criteria } = knowledge;
  const whens = [...records.map((r) => r.when), ...rules.map((r) => r.when)];
  const words = Math.ceil(whens.length / 32);
  const table = {};
  for (const question of questions) {
    table[question.id] = {};
    for (const value of question.values) {
      const bits = new Uint32Array(words);
      whens.forEach((when, i) => {
        const allowed = when[question.id];
        if (!allowed || allowed.includes(value)) bits[i >> 5] |= 1 << (i & 31);
      });
      table[question.id][value] = bits;
    }
  }
  const weighing = rules.filter((r) => "weigh" in r.effect).length;
  return {
    knowledge,
    table,
    words,
    one: FACTOR_STEP ** weighing,
    place: Object.fromEntries(criteria.map((c, i) => [c, i])),
    evidence: Object.fromEntries(knowledge.evidence.map((e) => [e.id, e])),
  };
}

/** Raw answers, checked and completed. Throws an Error whose `faults` lists all that is wrong. */
export function situation(engine, raw) {
  const { questions, contradictions, criteria } = engine.knowledge;
  const faults = [];
  const given = {};
  for (const [key, value] of Object.entries(raw)) {
    if (key === "priorities") continue;
    const question = questions.find((q) => q.id === key);
    if (!question) faults.push(["unknown_question", key]);
    else if (!question.values.includes(value)) faults.push(["unknown_value", key, String(value)]);
    else given[key] = value;
  }
  const priorities = Object.fromEntries(criteria.map((c) => [c, 3 * PRIORITY_STEP]));
  for (const [key, value] of Object.entries(raw.priorities ?? {})) {
    if (!criteria.includes(key)) faults.push(["unknown_criterion", key]);
    else if (typeof value !== "number" || !(value >= 0 && value <= 5)) {
      faults.push(["priority_range", key, String(value)]);
    } else priorities[key] = Math.floor(value * PRIORITY_STEP + 0.5);
  }
  if (!Object.values(priorities).some(Boolean)) faults.push(["priorities_all_zero"]);
  const answers = Object.fromEntries(questions.map((q) => [q.id, given[q.id] ?? q.default]));
  const known = (when) => Object.keys(when).every((q) => q in given);
  for (const c of contradictions) {
    if (known(c.when) && matches(c.when, given)) {
      faults.push(["contradiction", Object.keys(c.when).map((q) => `${q}=${given[q]}`).join(", ")]);
    }
  }
  if (faults.length) throw Object.assign(new Error("bad answers"), { faults });
  for (const c of contradictions) {
    if (matches(c.when, answers)) { // by a default, which gives way
      const id = Object.keys(c.when).find((q) => !(q in given));
      const { values } = questions.find((q) => q.id === id);
      answers[id] = values.find((v) => !c.when[id].includes(v));
    }
  }
  return { answers, assumed: questions.map((q) => q.id).filter((q) => !(q in given)), priorities };
}

function matches(when, answers) {
  return Object.entries(when).every(([q, allowed]) => allowed.includes(answers[q]));
}

/** The conditions that answers leave open, without those of the questions named. */
function holding(engine, answers, ...without) {
  const bits = new Uint32Array(engine.words).fill(0xffffffff);
  for (const [question, value] of Object.entries(answers)) {
    if (!without.includes(question)) and(bits, engine.table[question][value]);
  }
  return bits;
}

function and(bits, other) {
  for (let i = 0; i < bits.length; i += 1) bits[i] &= other[i];
  return bits;
}

const has = (bits, i) => (bits[i >> 5] >>> (i & 31)) & 1;

function fired(engine, bits) {
  const first = engine.knowledge.records.length;
  return engine.knowledge.rules.filter((_, i) => has(bits, first + i));
}

/** The lane of each side, and whether every lane of it is ruled out. */
function runtimes(engine, rules) {
  const preference = {};
  const vetoed = new Set();
  for (const { effect } of rules) {
    if ("veto" in effect) effect.veto.forEach((x) => vetoed.add(x));
    else if ("runtime" in effect) {
      preference[effect.runtime] = (preference[effect.runtime] ?? 0) + effect.points;
    }
  }
  const lanes = [];
  const out = [];
  for (const side of SIDES) {
    const own = engine.knowledge.lanes.filter((x) => x.side === side);
    const left = vetoed.has(side) ? [] : own.filter((x) => !vetoed.has(x.id));
    out.push(!left.length);
    let best = null;
    for (const lane of left.length ? left : own) {
      if (best === null || (preference[lane.id] ?? 0) > (preference[best] ?? 0)) best = lane.id;
    }
    lanes.push(best);
  }
  return { lanes, out };
}

const mean = (total, count) => Math.floor((2 * total + count) / (2 * count));
const toTenths = (p) => Math.floor((Math.max(0, Math.min(MOST, p)) + TENTH / 2) / TENTH);

/** Tenths of a point per criterion, and the records that made them. */
function scores(engine, bits, lanes, rules) {
  const { records, criteria } = engine.knowledge;
  const sums = criteria.map(() => ({}));
  const used = [];
  records.forEach((record, i) => {
    const points = record.points[lanes.join(" ")];
    if (!points || !has(bits, i)) return;
    used.push(record.id);
    const own = sums[engine.place[record.criterion]];
    const sum = (own[record.indicator] ??= [0, 0, 0]);
    sum[0] += points[0];
    sum[1] += points[1];
    sum[2] += 1;
  });
  const found = sums.map((own, i) => {
    const indicators = Object.values(own).map(([k, p, n]) => [mean(k, n), mean(p, n)]);
    return [0, 1].map((side) => {
      const total = indicators.reduce((sum, x) => sum + x[side], 0);
      const base = indicators.length ? mean(total, indicators.length) : MOST / 2;
      const added = rules.reduce((sum, { effect }) => (
        effect.criterion === criteria[i] && effect.side === SIDES[side]
          ? sum + Math.round(effect.points * POINT) : sum), 0);
      return toTenths(base + added);
    });
  });
  return { found, used };
}

/** What the weighing rules make of each criterion, over the denominator `engine.one`. */
function factors(engine, rules) {
  return engine.knowledge.criteria.map((criterion) => rules.reduce((product, { effect }) => (
    effect.weigh === criterion
      ? Math.floor((product * Math.round(effect.factor * FACTOR_STEP)) / FACTOR_STEP)
      : product), engine.one));
}

function judge(lead, total, out) {
  if (out[0] || out[1]) return [SIDES[out[0] ? 1 : 0], STRENGTHS[0][1]];
  for (const [least, strength] of STRENGTHS) {
    if (Math.abs(lead) >= least * total) return [SIDES[lead < 0 ? 1 : 0], strength];
  }
  return [EITHER, "too_close"];
}

const add = (numbers) => numbers.reduce((sum, x) => sum + x, 0);

/** A decision from the conditions that hold. */
function decide(engine, bits, priorities) {
  const rules = fired(engine, bits);
  const { lanes, out } = runtimes(engine, rules);
  const { found, used } = scores(engine, bits, lanes, rules);
  const scaled = factors(engine, rules);
  const weights = engine.knowledge.criteria.map((c, i) => scaled[i] * priorities[c]);
  const lead = add(weights.map((w, i) => w * (found[i][0] - found[i][1])));
  const total = add(weights);
  const [verdict, strength] = judge(lead, total, out);
  const side = verdict === EITHER ? Number(lead < 0) : SIDES.indexOf(verdict);
  return {
    rules, lanes, out, scores: found, used, weights, lead, total, verdict, strength,
    unit: engine.one * PRIORITY_STEP, runtime: lanes[side], margin: lead / total / 10,
  };
}

/** Every changed answer: question, value and the decision it gives, contradictions left out. */
function neighbours(engine, { answers, priorities }) {
  const possible = (change) => !engine.knowledge.contradictions
    .some((c) => matches(c.when, { ...answers, ...change }));
  const rows = {};
  for (const question of engine.knowledge.questions) {
    const rest = holding(engine, answers, question.id);
    rows[question.id] = question.values
      .filter((v) => v !== answers[question.id] && possible({ [question.id]: v }))
      .map((value) => {
        const bits = and(rest.slice(), engine.table[question.id][value]);
        const { verdict, margin } = decide(engine, bits, priorities);
        return { value, verdict, margin };
      });
  }
  return { rows, possible };
}

function flips(engine, asked, now, { rows, possible }) {
  const ids = engine.knowledge.questions.map((q) => q.id);
  const found = ids.flatMap((q) => rows[q].filter((x) => x.verdict !== now)
    .map((x) => ({ change: { [q]: x.value }, verdict: x.verdict })));
  if (!found.length) {
    ids.forEach((one, i) => ids.slice(i + 1).forEach((two) => {
      const rest = holding(engine, asked.answers, one, two);
      for (const a of rows[one]) {
        const open = and(rest.slice(), engine.table[one][a.value]);
        for (const b of rows[two]) {
          const bits = and(open.slice(), engine.table[two][b.value]);
          const { verdict } = decide(engine, bits, asked.priorities);
          const change = { [one]: a.value, [two]: b.value };
          if (verdict !== now && possible(change)) found.push({ change, verdict });
        }
      }
    }));
  }
  return [...found.filter((f) => f.verdict !== EITHER), ...found.filter((f) => f.verdict === EITHER)];
}

/** How far each question alone can move the margin, the widest first. */
export function tornado(engine, raw) {
  const asked = situation(engine, raw);
  const { margin } = decide(engine, holding(engine, asked.answers), asked.priorities);
  const { rows } = neighbours(engine, asked);
  const reaches = Object.entries(rows).map(([question, row]) => {
    const margins = [margin, ...row.map((x) => x.margin)];
    return { question, low: Math.min(...margins), high: Math.max(...margins) };
  });
  return reaches.sort((a, b) => (a.low - a.high) - (b.low - b.high));
}

const abs = (x) => (x < 0n ? -x : x);
function gcd(a, b) { return b ? gcd(b, a % b) : abs(a); }

/** The share of all weightings for which the weighted sum of differences is above zero. */
export function share(differences) {
  if (!differences.some(Boolean)) return [1n, 2n];
  const xs = [...differences].sort((a, b) => a - b).map(BigInt);
  const degree = xs.length - 1;
  let column = xs.map((x) => [(x > 0n ? x : 0n) ** BigInt(degree), 1n]);
  let choose = 1n;
  for (let order = 1; order <= degree; order += 1) {
    choose = (choose * BigInt(degree - order + 1)) / BigInt(order);
    column = column.slice(1).map((next, i) => {
      const low = xs[i];
      const width = xs[i + order] - low;
      if (!width) return [low > 0n ? choose * low ** BigInt(degree - order) : 0n, 1n];
      const numerator = next[0] * column[i][1] - column[i][0] * next[1];
      const denominator = next[1] * column[i][1] * width;
      const common = gcd(numerator, denominator);
      return [numerator / common, denominator / common];
    });
  }
  return column[0];
}

const fraction = ([n, d]) => (d === 1n ? String(n) : `${n}/${d}`);

/** Per criterion the nearest weight, in hundredths, that turns the verdict. */
function turns(engine, d, differences) {
  const found = {};
  if (d.out[0] || d.out[1]) return found;
  engine.knowledge.criteria.forEach((criterion, i) => {
    const others = d.total - d.weights[i];
    const rest = d.lead - d.weights[i] * differences[i];
    if (!others) return;
    const now = (d.weights[i] / d.unit) * WEIGHT_STEP;
    const turned = [];
    for (const limit of [5, -5]) {
      if (differences[i] === limit) continue;
      const exact = ((limit * others - rest) / (differences[i] - limit) / d.unit) * WEIGHT_STEP;
      for (let h = Math.max(0, Math.floor(exact) - 1); h < Math.ceil(exact) + 2; h += 1) {
        const weight = Math.floor((h * d.unit) / WEIGHT_STEP);
        const [verdict] = judge(rest + weight * differences[i], others + weight, d.out);
        if (verdict !== d.verdict) turned.push([Math.abs(h - now), h]);
      }
    }
    if (turned.length) {
      turned.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      found[criterion] = turned[0][1] / WEIGHT_STEP;
    }
  });
  return found;
}

/** As Python rounds: a number that lies exactly between two goes to the even one. */
function round(x, digits) {
  const scale = 10 ** digits;
  const whole = Math.floor(x * scale);
  const tie = Number.isInteger(x * 2 ** (digits + 1)) && x * scale - whole === 0.5;
  if (tie) return (whole % 2 ? whole + 1 : whole) / scale;
  return Number(x.toFixed(digits));
}

const plain = (number) => String(Number(number.toPrecision(6)));
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const option = (question) => `--${question.replaceAll("_", "-")}`;

/** The command line that gives the same answer. */
export function command(engine, name, asked, lang) {
  const parts = [`python -m advisor ${name}`];
  for (const [q, value] of Object.entries(asked.answers)) {
    if (!asked.assumed.includes(q)) parts.push(`${option(q)} ${value}`);
  }
  for (const [c, p] of Object.entries(asked.priorities)) {
    if (p !== 3 * PRIORITY_STEP) parts.push(`--priority ${c}=${plain(p / PRIORITY_STEP)}`);
  }
  if (lang !== "en") parts.push(`--lang ${lang}`);
  return parts.join(" ");
}

function nextSteps(engine, d, asked, settle, lang, today) {
  const { lanes, words } = engine.knowledge;
  const say = (id, values) => fill(words[lang][id], values);
  const steps = [];
  if (settle) {
    const { text } = engine.knowledge.questions.find((q) => q.id === settle);
    steps.push(say("settle", { question: text[lang], option: option(settle) }));
  }
  for (const id of d.verdict === EITHER ? d.lanes : [d.runtime]) {
    const lane = lanes.find((x) => x.id === id);
    steps.push(say("install", { command: lane.install }));
    if (lane.setup) steps.push(say("backend", { setting: lane.setup }));
  }
  steps.push(say("explain", { command: command(engine, "explain", asked, lang) }));
  const review = new Date(Date.parse(today) + REVIEW_AFTER * DAY).toISOString().slice(0, 10);
  steps.push(say("review", { date: review }));
  return steps;
}

/** The document that `recommend --json` prints. `today` is an ISO date. */
export function recommend(engine, raw, lang, today) {
  const { criteria } = engine.knowledge;
  const asked = situation(engine, raw);
  const d = decide(engine, holding(engine, asked.answers), asked.priorities);
  const around = neighbours(engine, asked);
  const differences = d.scores.map(([k, p]) => k - p);
  const keras = share(differences);
  let settle = null;
  if (d.verdict === EITHER) {
    let most = 0;
    for (const q of asked.assumed) {
      const decides = around.rows[q].filter((x) => x.verdict !== EITHER).length;
      if (decides > most) [most, settle] = [decides, q];
    }
  }
  const told = (rule) => ({ text: rule.text[lang], evidence: rule.evidence });
  const weight = Object.fromEntries(criteria.map((c, i) => [c, d.weights[i]]));
  const reasons = d.rules.filter((r) => "criterion" in r.effect).sort((a, b) => (
    weight[b.effect.criterion] * b.effect.points - weight[a.effect.criterion] * a.effect.points
    || (a.id < b.id ? -1 : 1)));
  const cited = new Set([...d.used, ...d.rules.flatMap((r) => r.evidence)]);
  const level = Math.min(...differences) >= 0 ? SIDES[0] : Math.max(...differences) <= 0 ? SIDES[1] : null;
  return {
    schema_version: 1,
    situation: asked.answers,
    assumed: asked.assumed,
    verdict: d.verdict,
    strength: d.strength,
    runtime: d.runtime,
    scores: Object.fromEntries(SIDES.map((side, i) => [side, {
      ...Object.fromEntries(criteria.map((c, j) => [c, d.scores[j][i] / 10])),
      total: round(add(d.weights.map((w, j) => w * d.scores[j][i])) / d.total / 10, 2),
    }])),
    weights: Object.fromEntries(criteria.map((c, i) => [c, round(d.weights[i] / d.unit, 4)])),
    vetoes: d.rules.filter((r) => "veto" in r.effect)
      .map((r) => ({ id: r.id, out: r.effect.veto, ...told(r) })),
    reasons: reasons.map((r) => ({ id: r.id, ...r.effect, ...told(r) })),
    robustness: {
      share: { keras: fraction(keras), pytorch: fraction([keras[1] - keras[0], keras[1]]) },
      dominates: differences.some(Boolean) ? level : null,
      turns_at: turns(engine, d, differences),
    },
    flips: flips(engine, asked, d.verdict, around),
    settle,
    evidence: [...cited].sort().map((id) => {
      const e = engine.evidence[id];
      const age = Math.round((Date.parse(today) - Date.parse(e.as_of)) / DAY);
      return { id, as_of: e.as_of, age_days: age, kind: e.kind, source: e.source };
    }),
    knowledge: {
      version: engine.knowledge.version, oldest_evidence: engine.knowledge.oldest_evidence,
    },
    next: nextSteps(engine, d, asked, settle, lang, today),
  };
}
