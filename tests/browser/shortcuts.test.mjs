// A day of an operator with nothing but single keys; and nothing happens for who types, or switched them off.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const path = page => new URL(page.url()).pathname + new URL(page.url()).search;
const rowInFocus = page => page.evaluate(() => [...document.querySelectorAll('main tbody tr')].indexOf(document.activeElement.closest('tr')));
const sheetIsOpen = page => page.locator('#shortcuts').evaluate(sheet => sheet.open);

async function type(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

async function goes(page, to, ...keys) {
  await type(page, ...keys);
  await page.waitForURL(url => to.test(url.pathname + url.search));
}

test('from the dashboard through the queue into a ticket and back', async () => {
  const page = await yunwu.signedIn('ops.engineer');
  await page.goto('/');
  await goes(page, /^\/tickets\?state=pending$/, 'g', 'q');
  await type(page, 'j');
  assert.equal(await rowInFocus(page), 0);
  await type(page, 'j', 'j');
  assert.equal(await rowInFocus(page), 2);
  await type(page, 'k');
  assert.equal(await rowInFocus(page), 1);
  await type(page, 'x');
  assert.equal(await page.locator('main tbody tr').nth(1).locator('[data-tick]').isChecked(), true);
  assert.match(await page.locator('[data-ticked-count]').innerText(), /1/);
  await type(page, 'j', 'x');
  assert.match(await page.locator('[data-ticked-count]').innerText(), /2/);
  await goes(page, /^\/tickets\/GD\d+$/, 'o');
  await type(page, 'r');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'text');
  await type(page, 'a', 'g', 'h');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'agh', 'what is typed is typed');
  await page.evaluate(() => { document.activeElement.value = ''; document.activeElement.blur(); });
  const state = () => page.locator('main [data-state]').first().getAttribute('data-state');
  assert.equal(await state(), 'pending');
  await Promise.all([page.waitForEvent('load'), type(page, 'a')]);
  assert.equal(await state(), 'processing');
  const here = path(page);
  await Promise.all([page.waitForEvent('load'), type(page, 'n')]);
  assert.match(path(page), /^\/tickets/);
  assert.notEqual(path(page), here);
  await goes(page, /^\/messages$/, 'g', 'm');
  await goes(page, /^\/tickets$/, 'g', 't');
  await goes(page, /^\/$/, 'g', 'h');
});

test('a filer searches and creates by key, and Enter opens the row', async () => {
  const page = await yunwu.signedIn('yj.user');
  await page.goto('/tickets');
  await type(page, '/');
  assert.equal(await page.evaluate(() => document.activeElement.type), 'search');
  await page.keyboard.type('gh?c');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'gh?c');
  await page.evaluate(() => document.activeElement.blur());
  await type(page, 'j');
  await goes(page, /^\/tickets\/GD\d+/, 'Enter');
  await goes(page, /^\/tickets\/new$/, 'c');
});

test('the sheet opens by key and by link, closes by Escape, and gives the focus back', async () => {
  const page = await yunwu.signedIn('ops.engineer');
  await page.goto('/tickets');
  await type(page, 'j', '?');
  assert.equal(await sheetIsOpen(page), true);
  assert.equal(await page.evaluate(() => document.querySelector('#shortcuts').contains(document.activeElement)), true);
  await isSound(page, 'the sheet of shortcuts');
  await type(page, 'g', 'h', 'j');
  assert.equal(path(page), '/tickets', 'behind the sheet nothing moves');
  await type(page, 'Escape');
  assert.equal(await sheetIsOpen(page), false);
  assert.equal(await rowInFocus(page), 0);
  await page.locator('footer [data-shortcuts-open]').click();
  assert.equal(await sheetIsOpen(page), true);
  await page.locator('#shortcuts .dialog-h button').click();
  assert.equal(await sheetIsOpen(page), false);
});

test('keys of the browser and of others are left alone', async () => {
  const page = await yunwu.signedIn('ops.engineer');
  await page.goto('/tickets?state=pending');
  for (const keys of ['Control+j', 'Alt+x', 'Meta+g', 'Shift+J']) await type(page, keys);
  assert.equal(await rowInFocus(page), -1);
  await page.locator('#assignee').focus();
  await type(page, 'j', 'x', '?');
  assert.equal(await sheetIsOpen(page), false);
  assert.equal(await page.locator('[data-tick]:checked').count(), 0);
});

test('who switches them off has them off on every page, and the sheet still by its link', async () => {
  const page = await yunwu.signedIn('ops.engineer2');
  await page.goto('/me/shortcuts');
  await isSound(page, '/me/shortcuts');
  await page.locator('main form[action="/me/shortcuts"] button').click();
  await page.waitForLoadState();
  await page.goto('/tickets');
  await type(page, 'j', '?', '/', 'g', 'h');
  assert.equal(path(page), '/tickets');
  assert.equal(await rowInFocus(page), -1);
  assert.equal(await sheetIsOpen(page), false);
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  await page.locator('footer [data-shortcuts-open]').click();
  assert.equal(await sheetIsOpen(page), true);
});

test('without scripts the link leads to a page of its own', async () => {
  const page = await yunwu.signedIn('yj.user', { scripts: false });
  await page.goto('/');
  await page.locator('footer [data-shortcuts-open]').click();
  assert.equal(path(page), '/me/shortcuts');
  assert.match(await page.locator('main').innerText(), /搜索/);
});

test('many tickets at once, on a phone and without scripts', async () => {
  const phone = await yunwu.signedIn('ops.engineer', { viewport: PHONE, touch: true });
  await phone.goto('/tickets?state=in_progress');
  await phone.locator('[data-tick]').first().check();
  await isSound(phone, 'the queue on a phone with a row picked');
  const plain = await yunwu.signedIn('ops.engineer', { scripts: false });
  await plain.goto('/tickets?state=in_progress');
  await plain.locator('#bulk a.unscripted').click();
  await plain.locator('#bulk select').selectOption({ index: 2 });
  await plain.locator('#bulk button[value=assign]').click();
  await plain.waitForLoadState();
  assert.match(await plain.locator('main').innerText(), /批量转派[\s\S]*已完成/);
  await isSound(phone, 'the queue');
});
