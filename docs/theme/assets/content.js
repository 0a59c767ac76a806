// What the theme leaves out. Tabs: the choice is kept from page to page, roles and arrow keys
// serve those who do not see them, and where a pair does not fit side by side, a button shows
// both sides at once. What scrolls can be reached by keyboard; landmarks are few.
(() => {
  const WIDE = matchMedia("(min-width: 76.25em)");
  const { both: label } = document.currentScript.dataset;
  const sets = [...document.querySelectorAll(".tabbed-set")];
  const children = (set, path) => [...set.querySelectorAll(`:scope > ${path}`)];

  function restore(set) {
    const inputs = children(set, "input");
    const names = children(set, ".tabbed-labels > label").map((x) => x.textContent.trim());
    const chosen = (window.__md_get("__tabs") ?? []).find((x) => names.includes(x));
    if (chosen) inputs[names.indexOf(chosen)].checked = true;
    const target = inputs.find((x) => x.id === window.location.hash.slice(1));
    if (target) target.checked = true;
  }

  /** Both panels of a pair stand side by side, or below each other on request. */
  function open(set) {
    const pair = set.closest(".pair");
    if (!pair) return false;
    return document.body.classList.contains("both")
      || (WIDE.matches && children(set, "input").length === 2);
  }

  // The theme puts a link into every label; that link is the tab.
  function describe(set) {
    const inputs = children(set, "input");
    const tabs = children(set, ".tabbed-labels > label > a");
    const panels = children(set, ".tabbed-content > .tabbed-block");
    if (tabs.length !== inputs.length) return;
    const plain = open(set);
    const put = (node, values) => {
      for (const [name, value] of Object.entries(values)) {
        if (plain) node.removeAttribute(name);
        else node.setAttribute(name, value);
      }
    };
    put(set.querySelector(":scope > .tabbed-labels"), {
      role: "tablist", "aria-owns": inputs.map((input) => `${input.id}_tab`).join(" "),
    });
    inputs.forEach((input, i) => {
      input.tabIndex = -1;
      input.setAttribute("aria-hidden", "true");
      tabs[i].id = `${input.id}_tab`;
      panels[i].id = `${input.id}_panel`;
      put(tabs[i], { role: "tab", "aria-selected": input.checked, "aria-controls": panels[i].id });
      tabs[i].tabIndex = input.checked && !plain ? 0 : -1;
      put(panels[i], { role: "tabpanel", "aria-labelledby": tabs[i].id });
    });
  }

  function move(set, event) {
    const inputs = children(set, "input");
    const now = inputs.findIndex((x) => x.checked);
    const next = {
      ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: inputs.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const chosen = (next + inputs.length) % inputs.length;
    const tab = children(set, ".tabbed-labels > label > a")[chosen];
    tab.click();
    tab.focus();
  }

  for (const set of sets) {
    restore(set);
    set.addEventListener("change", () => describe(set));
    set.querySelector(":scope > .tabbed-labels")
      .addEventListener("keydown", (event) => move(set, event));
  }

  /** Again whenever the theme's script has added something. */
  function mend() {
    sets.forEach(describe);
    for (const nav of document.querySelectorAll(".md-code__nav")) nav.setAttribute("role", "none");
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .jupyter-wrapper pre")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    }
  }
  new MutationObserver(mend)
    .observe(document.querySelector("article"), { childList: true, subtree: true });
  WIDE.addEventListener("change", mend);
  window.addEventListener("load", mend);

  const search = document.querySelector(".md-search");
  search?.setAttribute("aria-label", search.querySelector("input").getAttribute("aria-label"));

  const first = document.querySelector(".pair");
  if (first) {
    const button = document.createElement("button");
    button.className = "md-button show-both";
    button.type = "button";
    button.textContent = label;
    const set = (value) => {
      document.body.classList.toggle("both", value);
      button.setAttribute("aria-pressed", value);
      mend();
    };
    button.addEventListener("click", () => {
      const value = !document.body.classList.contains("both");
      window.__md_set("both", value);
      set(value);
    });
    first.previousElementSibling.before(button);  // the heading of the first step
    set(window.__md_get("both") === true);
  }
})();
