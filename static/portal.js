// Makes quicker what works without it. Words shown come from data attributes: the page knows the language.
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (type, selector, act) =>
    document.addEventListener(type, (event) => {
      const found = event.target.closest?.(selector);
      if (found) act(found, event);
    });
  const changed = (element) => element.dispatchEvent(new Event('input', { bubbles: true }));

  const toast = (text) => {
    const box = document.getElementById('toast');
    if (!box) return;
    box.textContent = text;
    clearTimeout(toast.timer);
    toast.timer = setTimeout(() => (box.textContent = ''), 2500);
  };

  // ---- small buttons

  on('click', '[data-theme-toggle]', () => {
    const root = document.documentElement;
    const now = root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch { /* storage is switched off: until the next page, then */ }
  });

  on('click', '[data-print]', () => print());

  on('click', '[data-copy]', async (button) => {
    const text = button.dataset.copy || document.getElementById(button.dataset.copyFrom)?.innerText || '';
    try {
      await navigator.clipboard.writeText(text);
      toast(document.body.dataset.copied);
    } catch { /* not allowed here: the text can still be selected */ }
  });

  // One more element of a list that is separated by semicolons.
  on('click', '[data-add]', (button) => {
    const field = document.getElementById(button.dataset.add);
    const listed = field.value.split(/[;；,，、\s]+/).filter(Boolean);
    if (!listed.includes(button.value)) field.value = [...listed, button.value].join(';');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });

  on('click', '[data-reveal]', (button) => {
    const field = document.getElementById(button.dataset.reveal);
    const shown = field.type === 'text';
    field.type = shown ? 'password' : 'text';
    button.setAttribute('aria-pressed', String(!shown));
  });

  // ---- what opens also closes

  const floating = 'details.menu[open], details.chip[open]';
  document.addEventListener('click', (event) => {
    for (const open of all(floating)) if (!open.contains(event.target)) open.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
    const open = all(`${floating}, .decide details[open]`).pop();
    if (!open) return;
    open.open = false;
    open.querySelector('summary').focus();
  });

  // Older browsers can't show the inside of closed <details> by stylesheet alone.
  const wide = matchMedia('(min-width: 861px)');
  const openWide = () => {
    if (wide.matches) for (const box of all('[data-open-wide]')) box.open = true;
  };
  if (!CSS.supports('selector(::details-content)')) {
    openWide();
    wide.addEventListener('change', openWide);
  }

  // ---- the bell

  const bell = document.querySelector('[data-bell]');
  if (bell) {
    let [line, isFirst, isOver] = [null, true, false];
    /** Takes over the count and the latest messages; an open panel stays open. */
    const look = async () => {
      const answer = await fetch(bell.dataset.bell).catch(() => null);
      if (!answer?.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const id of ['bell-count', 'bell-latest']) {
        const [now, next] = [document.getElementById(id), fresh.getElementById(id)];
        if (now && next && now.innerHTML !== next.innerHTML) now.replaceWith(document.adoptNode(next));
      }
    };
    const hangUp = () => {
      line?.close();
      line = null;
    };
    // Only the page one looks at listens: a browser opens few connections to one server.
    const listen = () => {
      if (line || isOver || document.hidden) return;
      line = new EventSource(bell.dataset.events);
      line.addEventListener('bell', ({ data }) => {
        const isKnown = isFirst && String(JSON.parse(data).unread) === document.getElementById('bell-count').dataset.unread;
        isFirst = false;
        if (!isKnown) look();
      });
      line.addEventListener('end', () => {
        isOver = true;
        hangUp();
      });
      line.addEventListener('error', () => {
        if (line?.readyState === EventSource.CLOSED) hangUp();
      });
    };
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return hangUp();
      listen();
      look();
    });
    addEventListener('pagehide', hangUp);
    for (const type of ['mouseenter', 'focusin']) bell.addEventListener(type, look, { once: true });
    // Where no line can be had, it is asked instead.
    setInterval(() => {
      if (isOver || document.hidden || line?.readyState === EventSource.OPEN) return;
      look();
      listen();
    }, 30_000);
    listen();
  }

  // ---- errors

  on('click', '.alert.bad a[href^="#"]', (link, event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    for (let box = field.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
    field.focus();
  });
  document.querySelector('[data-focus]')?.focus();

  // ---- choices that need more

  const chosen = (name, form) => {
    const fields = all(`[name="${CSS.escape(name)}"]`, form);
    const picks = fields.filter((field) => !/^(radio|checkbox)$/.test(field.type) || field.checked);
    return picks.map((field) => field.value);
  };
  const showWhen = () => {
    for (const box of all('[data-when]')) {
      const [name, values] = box.dataset.when.split('=');
      const wanted = values.split('|');
      box.hidden = !chosen(name, box.closest('form') ?? document).some((value) => wanted.includes(value));
    }
  };

  const count = (counter) => {
    const field = document.getElementById(counter.dataset.counts);
    if (!field) return;
    const [length, max] = [[...field.value].length, Number(counter.dataset.max)];
    counter.textContent = `${length} / ${max}`;
    counter.classList.toggle('over', length > max);
  };

  document.addEventListener('change', showWhen);
  document.addEventListener('input', (event) => {
    if (event.target.id) all(`[data-counts="${CSS.escape(event.target.id)}"]`).forEach(count);
  });

  // ---- choices within a choice, and what they ask to be told

  /** Offers only what belongs to what is chosen above it; a choice that came with the page stays. */
  const narrow = (select) => {
    const above = select.form.elements[select.dataset.within].value;
    const picked = select.selectedOptions[0]?.closest('optgroup');
    for (const group of all('optgroup', select)) {
      group.hidden = group.disabled = Boolean(above) && group.dataset.of !== above && group !== picked;
    }
  };
  /** Whether the template went in: never over words of one's own. */
  const fillIn = (select) => {
    const field = document.getElementById(select.dataset.templateFor);
    const templates = all('[data-template]', select).map((option) => option.dataset.template.trim());
    const [words, template] = [field.value.trim(), select.selectedOptions[0]?.dataset.template];
    if (!template || (words && !templates.includes(words))) return false;
    field.value = template;
    changed(field);
    return true;
  };
  document.addEventListener('change', (event) => {
    for (const select of all('[data-within]')) {
      const above = select.form.elements[select.dataset.within];
      const picked = select.selectedOptions[0]?.closest('optgroup');
      if (event.target === select && picked) above.value = picked.dataset.of;
      else if (event.target === above && picked && picked.dataset.of !== above.value) select.value = '';
      narrow(select);
      if (event.target === select) fillIn(select);
    }
  });
  on('click', 'button[name="action"][value="template"]', (button, event) => {
    const select = button.form.querySelector('[data-template-for]');
    if (!fillIn(select)) return; // the page says why not
    event.preventDefault();
    document.getElementById(select.dataset.templateFor).focus();
  });

  // ---- many rows at once

  const ticks = () => all('[data-tick]');
  const tally = () => {
    const [boxes, ticked] = [ticks(), ticks().filter((box) => box.checked).length];
    for (const head of all('[data-tick-all]')) {
      head.checked = ticked > 0 && ticked === boxes.length;
      head.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    for (const place of all('[data-ticked-count]')) place.textContent = place.dataset.words.replace('#', ticked);
  };
  on('change', '[data-tick-all]', (head) => {
    for (const box of ticks()) box.checked = head.checked;
    tally();
  });
  on('change', '[data-tick]', tally);

  // ---- files

  on('dragover', '.drop', (box, event) => {
    event.preventDefault();
    box.classList.add('over');
  });
  on('dragleave', '.drop', (box) => box.classList.remove('over'));
  on('drop', '.drop', (box, event) => {
    event.preventDefault();
    box.classList.remove('over');
    const input = box.querySelector('input');
    const files = new DataTransfer();
    for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) files.items.add(file);
    input.files = files.files;
    changed(input);
  });
  on('click', '[data-remove]', (button, event) => {
    event.preventDefault();
    const form = button.form;
    button.closest('li').remove();
    changed(form);
  });

  // ---- repeated rows

  const FIELDS = 'input:not([type=hidden]), select, textarea';
  const rowsIn = (box) => all('[data-row]', box);

  /** Ids and names for screen readers follow the row's place. */
  const number = (row, n) => {
    for (const element of all('*', row)) {
      for (const attribute of ['id', 'for', 'aria-describedby', 'data-counts']) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace(/-\d+(?=(?:-error|-hint)?(?:\s|$))/g, `-${n}`));
      }
      const title = element.dataset.number?.replace('#', n);
      if (title && element.hasAttribute('aria-label')) element.setAttribute('aria-label', title);
      else if (title) element.textContent = title;
      if (element.name === 'rows') element.value = element.value.replace(/\d+$/, n);
    }
  };
  const say = (row) => {
    const place = row.querySelector('[data-row-says]');
    if (!place) return;
    const form = row.closest('form');
    const value = (name) => (row.querySelector(`[name="${name}"]`) ?? form.elements[name])?.value ?? '';
    const ends = place.dataset.rowSays.split(' > ').map((end) => end.replace(/[a-z_]+/g, value));
    const filled = ends.every((end) => /[^:]:[^:]/.test(end));
    place.replaceChildren(
      ...(filled ? ends : []).flatMap((end, i) => {
        const span = Object.assign(document.createElement('span'), { className: 'ep', textContent: end });
        return i ? ['→', span] : [span];
      }),
    );
  };
  const settle = (box) => {
    const rows = rowsIn(box);
    rows.forEach((row, i) => {
      number(row, i + 1);
      say(row);
    });
    const full = rows.length >= Number(box.dataset.max);
    for (const button of all('[data-row-add], [data-row-copy]', box)) button.disabled = full;
    changed(box);
  };
  const unblame = (row) => {
    for (const note of all('.err, .warnline, .good', row)) note.remove();
    for (const field of all(FIELDS, row)) {
      field.removeAttribute('aria-invalid');
      const left = (field.getAttribute('aria-describedby') ?? '').replace(/\S+-error\s*/, '');
      if (left) field.setAttribute('aria-describedby', left);
      else field.removeAttribute('aria-describedby');
    }
  };
  const clear = (row) => {
    unblame(row);
    for (const field of all(FIELDS, row)) {
      if (field.tagName === 'SELECT') field.selectedIndex = 0;
      else if (/^(radio|checkbox)$/.test(field.type)) field.checked = false;
      else field.value = '';
    }
  };
  const isBlank = (row) => all('input:not([type=hidden]), textarea', row).every((field) => !field.value.trim());
  const copyOf = (row) => {
    const copy = row.cloneNode(true);
    const values = all(FIELDS, row);
    all(FIELDS, copy).forEach((field, i) => (field.value = values[i].value));
    unblame(copy);
    return copy;
  };
  const append = (box) => {
    const last = rowsIn(box).pop();
    const row = copyOf(last);
    clear(row);
    last.after(row);
    return row;
  };
  const focusIn = (row) => row?.querySelector(FIELDS)?.focus();

  on('click', '[data-row-add]', (button, event) => {
    const box = button.closest('[data-rows]');
    // The first of rows that appear when they are added comes from the server.
    if (!rowsIn(box).length) return;
    event.preventDefault();
    const row = append(box);
    settle(box);
    focusIn(row);
  });
  on('click', '[data-row-copy]', (button, event) => {
    event.preventDefault();
    const row = button.closest('[data-row]');
    const copy = copyOf(row);
    row.after(copy);
    settle(row.closest('[data-rows]'));
    focusIn(copy);
  });
  on('click', '[data-row-remove]', (button, event) => {
    event.preventDefault();
    const row = button.closest('[data-row]');
    const box = row.closest('[data-rows]');
    const rows = rowsIn(box);
    if (rows.length === 1) clear(row);
    const next = rows.length === 1 ? row : rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
    if (rows.length > 1) row.remove();
    settle(box);
    focusIn(next);
  });
  document.addEventListener('input', (event) => {
    const form = event.target.closest?.('form');
    if (form) rowsIn(form).forEach(say);
  });

  // ---- cells of a spreadsheet

  const cellsOf = (text) => {
    const lines = text.split(/\r?\n/).filter((line) => line.trim());
    if (lines.length && !/\d/.test(lines[0])) lines.shift(); // the header
    return lines.map((line) => line.split('\t').map((cell) => cell.trim()));
  };
  const put = (row, name, value) => {
    const field = row.querySelector(`[name="${name}"]`);
    if (!field || value === undefined) return;
    const option = all('option', field).find((it) => it.value.toLowerCase() === value.toLowerCase());
    if (option) field.value = option.value;
    else if (field.tagName !== 'SELECT') field.value = value;
  };
  /** Fills rows from `from` on, adding what is missing; returns the lines for which there is no room. */
  const fill = (box, lines, columns, from) => {
    const left = lines.filter((cells, i) => {
      const rows = rowsIn(box);
      const row = rows[from + i] ?? (rows.length < Number(box.dataset.max) ? append(box) : null);
      if (!row) return true;
      unblame(row);
      columns.forEach((name, c) => put(row, name, cells[c]));
      return false;
    });
    settle(box);
    return left;
  };
  const keepLeft = (panel, left) => {
    const area = panel.querySelector('textarea');
    area.value = left.map((cells) => cells.join('\t')).join('\n');
    panel.open = left.length > 0;
  };

  on('click', '[data-row-paste]', (button, event) => {
    event.preventDefault();
    const panel = button.closest('[data-paste]');
    const box = panel.closest('[data-rows]');
    const lines = cellsOf(panel.querySelector('textarea').value);
    const rows = rowsIn(box);
    let from = rows.length;
    while (from > 0 && isBlank(rows[from - 1])) from -= 1;
    keepLeft(panel, fill(box, lines, panel.dataset.paste.split(','), from));
    focusIn(rowsIn(box)[from]);
  });
  on('paste', '[data-row] input', (input, event) => {
    const text = event.clipboardData.getData('text/plain').replace(/[\r\n]+$/, '');
    const box = input.closest('[data-rows]');
    const panel = box.querySelector('[data-paste]');
    const columns = panel?.dataset.paste.split(',') ?? [];
    const first = columns.indexOf(input.name);
    if (first < 0 || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const left = fill(box, cellsOf(text), columns.slice(first), rowsIn(box).indexOf(input.closest('[data-row]')));
    if (left.length) keepLeft(panel, left);
  });

  // ---- nothing typed is lost

  const SECRET = 'input[type=password], [data-private]';
  const typedIn = (form) => {
    const secret = new Set(all(SECRET, form).map((field) => field.name));
    const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !secret.has(name));
    return new URLSearchParams(pairs);
  };
  const holdsFiles = (form) => all('input[type=file]', form).some((input) => input.files.length);
  const states = new Map(); // form → { dirty: changed since the page came, unkept: changed since last kept, sent }

  const keep = async (form, state) => {
    if (!state.unkept || state.sent) return;
    state.unkept = false;
    const status = form.querySelector('[data-keep-status]');
    const tell = (text) => status && (status.textContent = text);
    try {
      const answer = await fetch(form.dataset.keepUrl, { method: 'POST', body: typedIn(form) });
      // Signed out meanwhile: the way to the sign-in page is no answer.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
      tell(`${form.dataset.kept} ${time}`);
    } catch {
      state.unkept = true;
      tell(form.dataset.notKept);
    }
  };
  for (const form of all('form[data-warn-leave]')) {
    const state = { dirty: false, unkept: false, sent: false };
    states.set(form, state);
    form.addEventListener('input', () => (state.dirty = state.unkept = true));
    if (form.dataset.keepUrl) setInterval(() => keep(form, state), 10_000);
  }
  addEventListener('pagehide', () => {
    for (const [form, state] of states) {
      if (form.dataset.keepUrl && state.unkept && !state.sent) navigator.sendBeacon(form.dataset.keepUrl, typedIn(form));
    }
  });
  // What is kept needs no warning; files and forms without a keeper do.
  addEventListener('beforeunload', (event) => {
    const lost = [...states].some(
      ([form, state]) => state.dirty && !state.sent && (!form.dataset.keepUrl || holdsFiles(form)),
    );
    if (lost) event.preventDefault();
  });

  // ---- what a form comes to, told while it is filled in

  for (const button of all('[data-live]')) {
    const { form } = button;
    let timer;
    let latest = 0;
    const tell = async () => {
      const nth = (latest += 1);
      const asked = typedIn(form);
      asked.append(button.name, button.value);
      try {
        const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: asked });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const now = page.querySelector(button.dataset.live);
        if (now && nth === latest) document.querySelector(button.dataset.live).replaceChildren(...now.childNodes);
      } catch { /* no answer: the next change asks again */ }
    };
    button.hidden = true;
    form.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(tell, 400);
    });
  }

  // ---- sending

  const ask = (form, button) => {
    const dialog = document.getElementById('confirm');
    dialog.querySelector('p').textContent = form.dataset.confirm;
    const yes = dialog.querySelector('[data-yes]');
    yes.textContent = button?.textContent.trim() ?? '';
    yes.classList.toggle('bad', button?.classList.contains('bad') ?? false);
    yes.classList.toggle('pri', !button?.classList.contains('bad'));
    dialog.returnValue = '';
    dialog.onclose = () => {
      if (dialog.returnValue !== 'yes') return;
      form.dataset.confirmed = 'yes';
      form.requestSubmit(button);
    };
    dialog.showModal();
  };
  const release = (form) => {
    delete form.dataset.sent;
    for (const button of all('button', form)) button.removeAttribute('aria-disabled');
  };
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    if (form.dataset.confirm && !form.dataset.confirmed && document.getElementById('confirm')) {
      event.preventDefault();
      return ask(form, event.submitter);
    }
    delete form.dataset.confirmed;
    form.dataset.sent = 'yes';
    const state = states.get(form);
    if (state) state.sent = true;
    // Not `disabled`: the browser would leave the pressed button out of what it sends.
    for (const button of all('button', form)) button.setAttribute('aria-disabled', 'true');
    setTimeout(() => {
      release(form);
      if (state) state.sent = false;
    }, 8000);
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) all('form[data-sent]').forEach(release);
  });

  // ---- at the beginning

  showWhen();
  all('[data-within]').forEach(narrow);
  tally();
  all('[data-counts]').forEach(count);
  for (const box of all('[data-rows]')) {
    rowsIn(box).forEach(say);
    const full = rowsIn(box).length >= Number(box.dataset.max);
    for (const button of all('[data-row-add], [data-row-copy]', box)) button.disabled = full;
  }
})();
