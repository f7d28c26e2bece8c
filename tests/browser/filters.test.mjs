// Filters of a list: saved, opened at a press, marked, taken over, renamed and deleted.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { keyboard, pointer } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const current = page => page.locator('.saved .pill[aria-current]');

async function save(page, hands, name) {
  await hands.press(page.locator('.saved details > summary'));
  await hands.write(page.locator('.saved [name=name]'), name);
  const next = page.waitForEvent('load');
  await hands.press(page.locator('.saved form button').last());
  await next;
}

async function keep(as = {}, hands = pointer) {
  const page = await yunwu.signedIn('ops.engineer2', as, hands);
  const name = `已完成 ${hands === keyboard ? '键盘' : JSON.stringify(as).length}`;
  await page.goto('/tickets?state=completed&kind=internet-mapping');
  await save(page, hands, name);
  assert.equal(await current(page).innerText(), name);
  if (as.scripts !== false) await isSound(page, 'the list with its filter in force');

  await page.goto('/tickets');
  await hands.press(page.locator('.saved .pill', { hasText: name }));
  await page.waitForURL(/kind=internet-mapping&state=completed/);
  assert.equal(await current(page).innerText(), name);

  await page.goto('/tickets?state=closed');
  await save(page, hands, name);
  assert.equal(await page.inputValue('main [name=name]'), name);
  assert.match(await page.locator('#name-error').innerText(), /同名/);
  if (as.scripts !== false) await isSound(page, 'the refused name');
  await hands.press(page.locator('button[value=replace]'));
  await page.waitForURL(/\/tickets\?state=closed$/);
  assert.equal(await current(page).innerText(), name);

  await hands.press(page.locator('.saved a[href="/me/filters"]'));
  await hands.press(page.locator('tr', { hasText: name }).locator('a[href^="/me/filters/"]'));
  await hands.press(page.locator('form[action$="/delete"] button'));
  const yes = page.locator('dialog[open] [data-yes]');
  if (as.scripts !== false) await hands.press(yes);
  await page.waitForURL(/\/me\/filters$/);
  assert.equal(await page.locator('tbody', { hasText: name }).count(), 0);
  await page.context().close();
}

test('by pointer', () => keep());
test('on a phone', () => keep({ viewport: PHONE, touch: true }));
test('without scripts', () => keep({ scripts: false }));
test('by keyboard alone', () => keep({}, keyboard));
