// The page of the advisor: reads the form, asks advisor.mjs, writes what it says. Text only
// ever goes in as text, so that nothing in a link can become markup.

import { command, prepare, recommend, situation, tornado } from "./advisor.mjs";

const root = document.getElementById("advisor");
const form = document.getElementById("situation");
const { lang } = root.dataset;
const SIDES = ["keras", "pytorch"];
const USUAL = 3;
const at = (id) => document.getElementById(id);
const today = () => new Date().toISOString().slice(0, 10);

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const list = (id, items) => at(id).replaceChildren(...items);

/** The answers of the form, as `recommend --answers` reads them. */
function read(knowledge) {
  const raw = {};
  for (const { id } of knowledge.questions) if (form[id].value) raw[id] = form[id].value;
  const priorities = {};
  for (const id of knowledge.criteria) {
    const value = Number(form[id].value);
    if (value !== USUAL) priorities[id] = value;
  }
  if (Object.keys(priorities).length) raw.priorities = priorities;
  return raw;
}

function write(knowledge, raw) {
  for (const { id } of knowledge.questions) form[id].value = raw[id] ?? "";
  for (const id of knowledge.criteria) form[id].value = raw.priorities?.[id] ?? USUAL;
}

/** A link holds what was answered: #area=text&performance=5. */
function toHash(raw) {
  const { priorities = {}, ...answers } = raw;
  return new URLSearchParams({ ...answers, ...priorities }).toString();
}

function fromHash(knowledge, hash) {
  const raw = {};
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (knowledge.criteria.includes(key)) (raw.priorities ??= {})[key] = Number(value);
    else raw[key] = value;
  }
  return raw;
}

function headline(found, names, lanes) {
  const lane = lanes[found.runtime];
  const margin = Math.abs(found.margin).toFixed(2);
  if (found.ruledOut) {
    const other = names.short[SIDES.find((side) => side !== found.verdict)];
    return fill(names.verdict.ruled_out, { lane, other });
  }
  if (found.verdict === "either") return fill(names.verdict.either, { margin });
  return fill(names.verdict.side, { lane, strength: names.strength[found.strength], margin });
}

function bars(knowledge, found, names) {
  const rows = knowledge.criteria.map((id) => {
    const row = element("div", "", { class: "bar" });
    row.append(element("span", names.criteria[id], { class: "name" }));
    for (const side of SIDES) {
      const score = found.scores[side][id];
      const meter = element("meter", "", {
        min: 0, max: 10, value: score, "aria-label": `${names.criteria[id]}, ${names.short[side]}`,
      });
      row.append(meter, element("span", `${names.short[side]} ${score.toFixed(1)}`));
    }
    return row;
  });
  at("bars").replaceChildren(...rows);
}

function shares(found, names) {
  const [n, d = "1"] = found.robustness.share.keras.split("/");
  const keras = (100 * Number(n)) / Number(d);
  at("share").style.setProperty("--keras", `${keras}%`);
  const text = `${names.short.keras} ${keras.toFixed(1)} %, ${names.short.pytorch} ${(100 - keras).toFixed(1)} %`;
  at("share").setAttribute("aria-label", text);
  at("share-text").textContent = text;
}

function show(engine, raw) {
  const { knowledge } = engine;
  const names = knowledge.names[lang];
  const lanes = Object.fromEntries(knowledge.lanes.map((x) => [x.id, x.text[lang]]));
  const question = (id) => knowledge.questions.find((q) => q.id === id);
  const answer = (id, value) => question(id).value_text[value][lang];
  const found = recommend(engine, raw, lang, today());
  const weights = Object.values(found.weights);
  const lead = knowledge.criteria.reduce((sum, c, i) => (
    sum + weights[i] * (found.scores.keras[c] - found.scores.pytorch[c])), 0);
  found.margin = lead / weights.reduce((sum, w) => sum + w, 0);
  const out = new Set(found.vetoes.flatMap((v) => v.out));
  found.ruledOut = SIDES.some((side) => out.has(side)
    || knowledge.lanes.filter((x) => x.side === side).every((x) => out.has(x.id)));
  at("verdict").textContent = headline(found, names, lanes);
  bars(knowledge, found, names);
  shares(found, names);
  list("reasons", [...found.vetoes, ...found.reasons].map((r) => {
    const item = element("li", `${r.text} `);
    item.append(element("a", r.id, { href: `../rules/#${r.id}` }));
    for (const id of r.evidence) {
      const record = knowledge.evidence.find((e) => e.id === id);
      item.append(" · ", element("a", `${record.title[lang]} (${record.as_of})`, { href: `../evidence/#${id}` }));
    }
    return item;
  }));
  list("flips", found.flips.map(({ change, verdict }) => element("li", `${
    Object.entries(change).map(([q, v]) => `${question(q).text[lang]} ${answer(q, v)}`).join("; ")
  } → ${names.short[verdict]}`)));
  at("reach").tBodies[0].replaceChildren(...tornado(engine, raw).map((x) => {
    const row = element("tr");
    const sign = (m) => `${m < 0 ? "−" : "+"}${Math.abs(m).toFixed(2)}`;
    row.append(element("td", question(x.question).text[lang]), element("td", sign(x.low)), element("td", sign(x.high)));
    return row;
  }));
  list("assumed", found.assumed.map((q) => (
    element("li", `${question(q).text[lang]} ${answer(q, found.situation[q])}`))));
  list("next", found.next.map((text) => element("li", text)));
  at("command").textContent = command(engine, "recommend", situation(engine, raw), lang);
  at("link").setAttribute("href", `#${toHash(raw)}`);
}

function fault(error) {
  const told = error?.faults?.map((x) => x.join(": ")).join("; ") ?? String(error);
  at("fault").textContent = told;
  at("fault").hidden = false;
}

async function start() {
  const knowledge = await (await fetch(root.dataset.knowledge)).json();
  const engine = prepare(knowledge);
  const update = (raw) => {
    at("fault").hidden = true;
    try { show(engine, raw); } catch (error) { fault(error); }
  };
  const restore = () => {
    const raw = fromHash(knowledge, window.location.hash);
    try {
      situation(engine, raw);
      write(knowledge, raw);
    } catch (error) {
      write(knowledge, {});
      update({});
      fault(error);
      return;
    }
    update(raw);
    label();
  };
  const label = () => {
    for (const out of form.querySelectorAll("output")) out.value = at(out.htmlFor.value).value;
  };
  form.addEventListener("input", (event) => {
    if (event.target.id === "preset") {
      const chosen = event.target.selectedOptions[0].dataset.answers;
      write(knowledge, chosen ? JSON.parse(chosen) : {});
    } else form.preset.value = "";
    const raw = read(knowledge);
    window.history.replaceState(null, "", `#${toHash(raw)}`);
    label();
    update(raw);
  });
  form.addEventListener("reset", () => setTimeout(() => {
    window.history.replaceState(null, "", "#");
    label();
    update({});
  }));
  window.addEventListener("hashchange", restore);
  restore();
}

start().catch((error) => fault(error));
