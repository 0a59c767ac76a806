// What both the advisor's page and its short form on the home page need to say a verdict.

export const SIDES = ["keras", "pytorch"];

export const at = (id) => document.getElementById(id);

export const today = () => new Date().toISOString().slice(0, 10);

export function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

/** A link holds what was answered: #area=text&performance=5. */
export function toHash({ priorities = {}, ...answers }) {
  return new URLSearchParams({ ...answers, ...priorities }).toString();
}

export function fromHash(knowledge, hash) {
  const raw = {};
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (knowledge.criteria.includes(key)) {
      const number = Number(value);
      (raw.priorities ??= {})[key] = value.trim() && !Number.isNaN(number) ? number : value;
    } else raw[key] = value;
  }
  return raw;
}

/** Mean lead of Keras over PyTorch in points, by the weights of the answers. */
function margin(knowledge, { scores, weights }) {
  const given = Object.values(weights);
  const lead = knowledge.criteria.reduce((sum, c, i) => (
    sum + given[i] * (scores.keras[c] - scores.pytorch[c])), 0);
  return lead / given.reduce((sum, w) => sum + w, 0);
}

/** The verdict in a sentence. */
export function headline(knowledge, found, lang) {
  const names = knowledge.names[lang];
  const lane = knowledge.lanes.find((x) => x.id === found.runtime)?.text[lang];
  const out = new Set(found.vetoes.flatMap((v) => v.out));
  const ruledOut = SIDES.some((side) => out.has(side)
    || knowledge.lanes.filter((x) => x.side === side).every((x) => out.has(x.id)));
  const lead = Math.abs(margin(knowledge, found)).toFixed(2);
  if (ruledOut) {
    const other = names.short[SIDES.find((side) => side !== found.verdict)];
    return fill(names.verdict.ruled_out, { lane, other });
  }
  if (found.verdict === "either") return fill(names.verdict.either, { margin: lead });
  return fill(names.verdict.side, { lane, strength: names.strength[found.strength], margin: lead });
}
