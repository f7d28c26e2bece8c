// Two ways to use a page: by pointer, and by keyboard alone.
import assert from 'node:assert/strict';

export const pointer = {
  press: target => target.click(),
  write: (target, words) => target.fill(words),
  pick: (select, value) => select.selectOption(value),
  mark: target => target.check(),
};

export const keyboard = {
  async press(target) {
    await reach(target);
    await target.page().keyboard.press('Enter');
  },
  async write(target, words) {
    await reach(target);
    await target.page().keyboard.press('Control+A');
    // As an input method does: Chinese has no keys of its own.
    await target.page().keyboard.insertText(words);
  },
  async pick(select, value) {
    await reach(select);
    await select.page().keyboard.press('Home');
    await until(() => select.evaluate((element, value) => element.value === value, value), () => select.page().keyboard.press('ArrowDown'));
  },
  // One Tab enters a group of radio buttons, the arrows choose.
  async mark(radio) {
    const { keyboard } = radio.page();
    await until(() => radio.evaluate(element => document.activeElement?.name === element.name), () => keyboard.press('Tab'));
    await keyboard.press('Space');
    await until(() => radio.isChecked(), () => keyboard.press('ArrowDown'));
  },
};

// Goes from element to element, at most once round the page.
function reach(target) {
  return until(() => target.evaluate(element => element === document.activeElement), () => target.page().keyboard.press('Tab'));
}

async function until(done, step) {
  for (let steps = 0; steps < 300; steps++) {
    if (await done()) return;
    await step();
  }
  assert.fail('the keyboard doesn’t get there');
}

// A ticket's state, as its page says.
export const state = page => page.locator('main [data-state]').first().getAttribute('data-state');

export const submit = (page, hands) => hands.press(page.locator('button[name=action][value=submit]').last());

// Opens an action's form if it is closed, fills it in and sends it.
export async function act(page, hands, action, fields = {}) {
  const form = page.locator(`form[action$="/${action}"]`).first();
  const box = page.locator('details', { has: form }).last();
  if (await box.count() && !(await box.evaluate(element => element.open))) await hands.press(box.locator('> summary'));
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`).first();
    if (await field.getAttribute('type') === 'radio') await hands.mark(form.locator(`[name="${name}"][value="${value}"]`));
    else await hands.write(field, value);
  }
  const next = page.waitForEvent('load');
  await hands.press(form.locator('button').last());
  const yes = page.locator('dialog[open] [data-yes]');
  if (await yes.count()) await hands.press(yes);
  await next;
}
