// The bell hears of new messages without reloading; and the pages where administrators look after what leaves.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

// A ticket of the filer's that 张伟 has in his hands.
async function ticket(filer) {
  await filer.goto('/tickets?state=processing');
  for (const href of await filer.locator('tbody a[href^="/tickets/GD"]').evaluateAll(links => links.map(link => link.getAttribute('href')))) {
    await filer.goto(href);
    if ((await filer.locator('main').innerText()).includes('张伟')) return href;
  }
  throw new Error('the example has no such ticket');
}

test('a new message shows in the bell and in its open list', async () => {
  const filer = await yunwu.signedIn('yj.user');
  const operator = await yunwu.signedIn('ops.engineer');
  const path = await ticket(filer);
  await operator.goto('/messages');
  await operator.locator('main form[action="/messages/read"] button').first().click();
  await operator.waitForURL(/\/messages/);
  const count = operator.locator('#bell-count b');
  await count.waitFor({ state: 'detached' });
  await operator.locator('.menu[data-bell] > summary').click();
  await operator.evaluate(() => { globalThis.isSamePage = true; });
  const say = text => filer.request.post(`${path}/message`, { form: { text }, headers: { origin: yunwu.base }, maxRedirects: 0 });

  const sent = Date.now();
  assert.equal((await say('今天能办结吗')).status(), 303);
  await count.waitFor();
  assert.ok(Date.now() - sent < 8_000, `heard after ${Date.now() - sent} ms`);
  assert.equal(await count.innerText(), '1');
  assert.equal(await operator.locator('#bell-latest a.new').count(), 1);
  assert.ok(await operator.locator('.menu[data-bell]').evaluate(menu => menu.open), 'the panel stays open');
  assert.ok(await operator.evaluate(() => globalThis.isSamePage), 'without reloading');
  await isSound(operator, 'the open bell');

  // Where no line can be had, the page asks again when it is looked at.
  const deaf = await yunwu.signedIn('ops.engineer');
  await deaf.route('**/messages/events', route => route.abort());
  await deaf.goto('/tickets');
  assert.equal((await say('谢谢')).status(), 303);
  await deaf.locator('.menu[data-bell] > summary').hover();
  await deaf.locator('#bell-count b', { hasText: '2' }).waitFor();
});

const PAGES = [
  '/admin/outbox', '/admin/outbox?state=parked', '/admin/mail-templates', '/admin/mail-templates/frame/zh-CN',
  '/admin/mail-templates/request-told-to-decide/en', '/admin/webhooks', '/admin/webhooks/new',
];

async function looksAfterWhatLeaves(as) {
  const page = await yunwu.signedIn('platform.admin', as);
  const records = [];
  for (const [list, below] of [['/admin/outbox?state=parked', '/admin/outbox/'], ['/admin/webhooks', '/admin/webhooks/']]) {
    await page.goto(list);
    records.push(await page.locator(`tbody a[href^="${below}"]`).first().getAttribute('href'));
  }
  for (const path of [...PAGES, ...records, `${records[1]}/edit`]) {
    await page.goto(path);
    await isSound(page, path);
  }
  await page.context().close();
}

test('its pages are sound at a desk', () => looksAfterWhatLeaves({}));
test('on a phone in the dark', () => looksAfterWhatLeaves({ viewport: PHONE, touch: true, dark: true }));

test('a failed mail is sent again by keyboard, and refused words come back with what is wrong', async () => {
  const page = await yunwu.signedIn('platform.admin');
  await page.goto('/admin/outbox?state=parked');
  await page.locator('tbody a[href^="/admin/outbox/"]').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/admin\/outbox\/\d+$/);
  await page.locator('form[action$="/resend"] button').focus();
  await page.keyboard.press('Enter');
  await page.locator('h1 [data-state=waiting]').waitFor();
  await page.goto('/admin/mail-templates/ticket-told-asked/zh-CN');
  await page.locator('[name=subject]').fill('请补充 {nummer}');
  await page.locator('button[value=save]').click();
  await page.locator('#subject-error').waitFor();
  assert.equal(await page.inputValue('[name=subject]'), '请补充 {nummer}');
  await isSound(page, 'the refused template');
  await page.context().close();
});
