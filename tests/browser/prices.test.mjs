// The price list: a new price refused, set, withdrawn. And the catalogue that it is about.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, keyboard, pointer, state } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const sound = (page, as, what) => as.scripts === false ? undefined : isSound(page, what);
const inDays = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function set(component, as = {}, hands = pointer) {
  const page = await yunwu.signedIn('ops.manager', as, hands);
  await page.goto(`/bills/prices?q=${component}`);
  await sound(page, as, 'the price list');
  await hands.press(page.locator('main table a.t').first());
  await page.waitForURL(url => url.pathname.endsWith(component));
  await sound(page, as, 'the prices of a component');
  await hands.press(page.locator('a[href$="/new"]').first());
  await page.waitForURL(/\/new$/);
  await sound(page, as, 'the form of a price');
  await hands.write(page.locator('[name=amount]'), '12,50');
  await hands.press(page.locator('.actionbar button.pri'));
  await page.locator('#amount-error').waitFor();
  assert.match(await page.locator('#amount-error').innerText(), /“12,50”不是金额/);
  assert.match(await page.locator('#from-error').innerText(), /请填写生效日期/);
  await sound(page, as, 'the refused form of a price');
  await hands.write(page.locator('[name=amount]'), '１，２３４．５');
  await page.fill('[name=from]', inDays(40));
  await hands.press(page.locator('.actionbar button.pri'));
  await page.waitForURL(url => url.pathname.endsWith(component));
  assert.match(await page.locator('main table').innerText(), /¥1,234\.50/);
  await sound(page, as, 'a scheduled price');
  return page;
}

test('by pointer', async () => (await set('oss.lrs')).context().close());
test('by keyboard alone', async () => (await set('oss.zrs', {}, keyboard)).context().close());
test('without scripts', async () => (await set('rds.storage', { scripts: false })).context().close());

test('on a phone in the dark it is set and withdrawn', async () => {
  const page = await set('acs.master', { viewport: PHONE, touch: true, dark: true });
  await act(page, pointer, 'withdraw');
  assert.doesNotMatch(await page.locator('main table').innerText(), /1,234\.50/);
  await page.context().close();
});

test('an entry of the catalogue is added, refused first, and retired', async () => {
  const page = await yunwu.signedIn('platform.admin');
  await page.goto('/admin/catalogue?kind=disk_category');
  await isSound(page, 'the catalogue');
  await page.click('a[href$="/disk_category/new"]');
  await page.fill('[name=code]', 'Cloud Auto');
  await page.click('.actionbar button.pri');
  assert.match(await page.locator('#code-error').innerText(), /例如 cloud_essd_auto/);
  await isSound(page, 'a refused entry');
  for (const [name, words] of Object.entries({
    code: 'cloud_auto', name: '自动分级云盘', name_en: 'Auto disk', system_least: '40', system_most: '500', data_least: '20', data_most: '32768',
  })) await page.fill(`[name=${name}]`, words);
  await page.click('.actionbar button.pri');
  await page.waitForURL(/\/disk_category\/cloud_auto$/);
  await isSound(page, 'an entry');
  await act(page, pointer, 'retire');
  assert.equal(await state(page), 'retired');
  await isSound(page, 'a retired entry');
  await page.context().close();
});
