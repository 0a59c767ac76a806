// The short form of the advisor on the home page: a few questions, the verdict, a link on.

import { prepare, recommend } from "./advisor.mjs";
import { at, headline, toHash, today } from "./say.mjs";

const form = at("short");
const { lang, knowledge: place } = form.dataset;
const knowledge = await (await fetch(place)).json();
const engine = prepare(knowledge);

function answer() {
  const raw = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  at("verdict").textContent = headline(knowledge, recommend(engine, raw, lang, today()), lang);
  at("more").setAttribute("href", `advisor/#${toHash(raw)}`);
}

answer(); // what was chosen, or kept by the browser, before the knowledge was here
form.addEventListener("input", answer);
form.addEventListener("submit", (event) => event.preventDefault());
