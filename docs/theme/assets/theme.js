// The store that the theme's script expects, from a file: the content-security policy of
// the site allows no inline script.
(() => {
  const base = new URL(document.currentScript.dataset.base, window.location.href);
  const key = (name, scope) => `${scope.pathname}.${name}`;
  window.__md_scope = base;
  window.__md_get = (name, store = localStorage, scope = base) => (
    JSON.parse(store.getItem(key(name, scope))));
  window.__md_set = (name, value, store = localStorage, scope = base) => {
    try {
      store.setItem(key(name, scope), JSON.stringify(value));
    } catch {
      // A full or forbidden store: the choice lasts as long as the page.
    }
  };
})();
