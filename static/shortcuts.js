// Single keys for who works through lists all day. The page says what a key does: data-key="g t" stands on the
// link, button or form it is for. Without data-shortcuts on <body> their reader has switched them off.
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isShown = (element) => element.getClientRects().length > 0;

  // ---- the sheet that lists them

  const sheet = document.getElementById('shortcuts');
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('[data-shortcuts-open]');
    if (!link || !sheet || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    // Focus comes back to what stays: a menu closes behind the sheet.
    const menu = link.closest('details[open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
    sheet.showModal();
  });
  sheet?.addEventListener('click', (event) => {
    if (event.target === sheet) sheet.close();
  });

  if (!('shortcuts' in document.body.dataset)) return;

  // ---- rows

  const rows = () => all('main :is(.tbl tbody tr, .tasks li)').filter((row) => isShown(row) && row.querySelector('a, input'));
  const here = () => document.activeElement.closest('main :is(.tbl tbody tr, .tasks li)');
  const door = (row) => row?.querySelector('a.t, a');
  const step = (by) => {
    const list = rows();
    const at = list.indexOf(here());
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)];
    const target = door(next) ?? next?.querySelector('input');
    target?.focus();
    return Boolean(target);
  };
  const onRow = {
    j: () => step(1),
    k: () => step(-1),
    o: () => here() && (door(here())?.click(), true),
    x: () => {
      const box = here()?.querySelector('[data-tick]');
      box?.click();
      return Boolean(box);
    },
  };

  // ---- everything else

  const search = () => {
    const field = all('[data-search], [data-search-all]').find(isShown);
    field?.select();
    return Boolean(field);
  };
  const use = (element) => {
    if (element.matches('form')) return all('input:not([type=hidden]), textarea, select', element)[0]?.focus();
    element.click();
    if (element.matches('summary')) use(element.parentElement.querySelector('form'));
  };
  /** What the page has for these keys comes before what every page has. */
  const meant = (keys) => {
    const named = `[data-key="${CSS.escape(keys)}"]`;
    return all(`main ${named}`).find(isShown) ?? document.querySelector(`#shortcuts ${named}`);
  };
  const isBeginning = (keys) => document.querySelector(`[data-key^="${CSS.escape(keys)} "]`) !== null;

  let before = '';
  let forget;
  const press = (key) => {
    const keys = before ? `${before} ${key}` : key;
    before = '';
    clearTimeout(forget);
    if (keys === '?') return sheet.showModal(), true;
    if (keys === '/') return search();
    if (onRow[keys]?.()) return true;
    const element = meant(keys);
    if (element) use(element);
    else if (isBeginning(keys)) {
      before = keys;
      forget = setTimeout(() => (before = ''), 1500);
    } else return false;
    return true;
  };

  const TYPING = 'input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]';
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && !/^[jk]$/.test(key)) return;
    // Capitals are somebody else's: the browser's, or a screen reader's.
    if (key.length !== 1 || /[A-Z]/.test(key) || target.closest?.(TYPING) || document.querySelector('dialog[open]')) return;
    if (press(key)) event.preventDefault();
  });
})();
