// The page of the advisor: reads the form, asks advisor.mjs, writes what it says. Text only
// ever goes in as text, so that nothing in a link can become markup.

import { command, prepare, recommend, situation, tornado } from "./advisor.mjs";
import { SIDES, at, element, fill, fromHash, headline, toHash, today } from "./say.mjs";

const root = at("advisor");
const form = at("situation");
const { lang } = root.dataset;
const told = JSON.parse(root.dataset.faults);
const USUAL = 3;
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

function bars(knowledge, found, names) {
  const rows = knowledge.criteria.map((id) => {
    const row = element("div", "", { class: "bar" });
    row.append(element("span", names.criteria[id], { class: "name" }));
    for (const side of SIDES) {
      const score = found.scores[side][id];
      const meter = element("meter", "", {
        class: side, min: 0, max: 10, value: score, "aria-label": `${names.criteria[id]}, ${names.short[side]}`,
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
  const [percent, comma] = lang === "zh" ? ["%", "，"] : [" %", ", "];
  const text = [["keras", keras], ["pytorch", 100 - keras]]
    .map(([side, share]) => `${names.short[side]} ${share.toFixed(1)}${percent}`).join(comma);
  at("share").setAttribute("aria-label", text);
  at("share-text").textContent = text;
}

/** A question's range of margins as a bar around level; Keras leads on its left. */
function range(low, high, most) {
  const bar = element("span", "", { class: "range" });
  const place = (margin) => 50 * (1 - margin / most);
  bar.style.setProperty("--from", `${place(high)}%`);
  bar.style.setProperty("--to", `${place(low)}%`);
  return bar;
}

function reach(engine, raw, question) {
  const rows = tornado(engine, raw);
  const most = Math.max(...rows.flatMap((x) => [Math.abs(x.low), Math.abs(x.high)]), 0.01);
  const sign = (m) => `${m < 0 ? "−" : "+"}${Math.abs(m).toFixed(2)}`;
  at("reach").tBodies[0].replaceChildren(...rows.map((x) => {
    const row = element("tr");
    const drawn = element("td", "", { "aria-hidden": "true" });
    drawn.append(range(x.low, x.high, most));
    row.append(
      element("th", question(x.question).text[lang], { scope: "row" }),
      element("td", sign(x.low)), drawn, element("td", sign(x.high)),
    );
    return row;
  }));
}

function show(engine, raw) {
  const { knowledge } = engine;
  const names = knowledge.names[lang];
  const question = (id) => knowledge.questions.find((q) => q.id === id);
  const answer = (id, value) => question(id).value_text[value][lang];
  const found = recommend(engine, raw, lang, today());
  at("verdict").textContent = headline(knowledge, found, lang);
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
  reach(engine, raw, question);
  list("assumed", found.assumed.map((q) => (
    element("li", `${question(q).text[lang]} ${answer(q, found.situation[q])}`))));
  list("next", found.next.map((text) => element("li", text)));
  at("command").textContent = command(engine, "recommend", situation(engine, raw), lang);
  at("link").setAttribute("href", `#${toHash(raw)}`);
  at("memo").textContent = fill(at("memo").dataset.text, { version: knowledge.version, date: today() });
}

function fault(error) {
  at("fault").textContent = error?.faults
    ?.map(([name, a, b]) => fill(told[name], { a, b })).join(" ") ?? String(error);
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
      label();
      fault(error);
      at("fault").prepend(`${root.dataset.broken} `);
      return;
    }
    update(raw);
    label();
  };
  const label = () => {
    for (const out of form.querySelectorAll("output")) out.value = at(out.htmlFor.value).value;
  };
  // One entry for each answer, so that "back" takes the last one back; a slider in motion
  // makes one only.
  let last = "";
  const remember = (hash, same = "") => {
    const how = same && same === last ? "replaceState" : "pushState";
    window.history[how](null, "", hash);
    last = same;
  };
  form.addEventListener("input", (event) => {
    if (event.target.id === "preset") {
      const chosen = event.target.selectedOptions[0].dataset.answers;
      write(knowledge, chosen ? JSON.parse(chosen) : {});
    } else form.preset.value = "";
    const raw = read(knowledge);
    remember(`#${toHash(raw)}`, event.target.type === "range" ? event.target.id : "");
    label();
    update(raw);
  });
  form.addEventListener("reset", () => setTimeout(() => {
    remember("#");
    label();
    update({});
  }));
  at("print").addEventListener("click", () => window.print());
  window.addEventListener("popstate", restore);
  restore();
}

start().catch((error) => fault(error));
