// Light or dark before anything is drawn: what the reader chose, otherwise what the system has.
(() => {
  const AUTO = "(prefers-color-scheme)";
  const kept = window.__md_get("__palette")?.color ?? { media: AUTO };
  if (kept.media === AUTO) {
    const wanted = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const option = document.querySelector(`input[data-md-color-media="(prefers-color-scheme: ${wanted})"]`);
    for (const name of ["media", "scheme", "primary", "accent"]) {
      kept[name] = option.getAttribute(`data-md-color-${name}`);
    }
  }
  for (const [name, value] of Object.entries(kept)) {
    document.body.setAttribute(`data-md-color-${name}`, value);
  }
})();
