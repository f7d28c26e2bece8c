// A month from costs in a spreadsheet to the confirmed total: made, sent, disputed, corrected, confirmed by everybody.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, pointer, state } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const REASON = '中旬才开通，应当减半计费';
const HEAD = '月份\t部门\t项目\t区域\t产品\t费用说明\t数量\t单价（元/月）';

// Before anything was delivered in the example.
function monthsAgo(count) {
  const day = new Date(Date.now() + 8 * 3600e3);
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - count);
  return day.toISOString().slice(0, 7);
}

async function enter(page, month) {
  await page.goto('/bills/generate');
  await page.goto('/bills/entries/import');
  const region = (await page.request.get('/bills/entries.csv').then(answer => answer.text())).split('\n')[1].split(',')[3];
  const row = (department, project, what, price) => [month, department, project, region, '其他服务', what, '1', price].join('\t');
  const rows = [
    row('湖北省应急管理厅', '应急指挥平台', '专线', '1,000'),
    row('湖北省应急管理厅', '应急指挥平台', '机柜', '2,000'),
    row('湖北省应急管理厅', '防汛抗旱信息化', '短信', '300.5'),
    row('湖北省公安厅', '互联网+公安政务服务', '专线', '4,000'),
  ];
  await page.locator('textarea[name=pasted]').evaluate((element, text) => { element.value = text; }, [HEAD, ...rows].join('\n'));
  await page.locator('form[action="/bills/entries/import"] button').last().click();
  await page.waitForURL(/import\/[0-9a-f-]+$/);
  await page.locator('form[action$="/confirm"] button').click();
  await page.waitForLoadState();
}

async function make(page, month, as) {
  await page.goto(`/bills/generate?month=${month}`);
  await page.locator('form[action="/bills/generate"][method=post] button').click();
  await page.waitForURL(/\/bills\/generate\?month=/);
  if (as.scripts === false) {
    for (let tries = 0; tries < 30 && !(await page.locator('form[action="/bills/send"]').count()); tries++) {
      await page.waitForTimeout(500);
      await page.reload();
    }
  }
  await page.locator('form[action="/bills/send"]').waitFor();
  if (as.scripts !== false) await isSound(page, 'a month that is made');
  await act(page, pointer, 'send');
}

async function walk(month, as = {}) {
  const look = (page, what) => as.scripts === false ? undefined : isSound(page, what);
  const manager = await yunwu.signedIn('ops.manager', as);
  await enter(manager, month);
  await make(manager, month, as);

  const admin = await yunwu.signedIn('yj.admin', as);
  await admin.goto(`/bills/departments?month=${month}`);
  await admin.locator('td a.t', { hasText: '应急管理厅' }).click();
  await admin.waitForURL(/\/bills\/\d+$/);
  const bill = new URL(admin.url()).pathname;
  assert.equal(await state(admin), 'sent');
  await look(admin, 'a bill to answer');
  for (const line of ['专线', '机柜']) await admin.locator('tr', { hasText: line }).locator('input[name=lines]').check();
  await act(admin, pointer, 'reject', { reason: '太贵了' });
  assert.match(await admin.locator('#reason-error, [id^=reason]').last().innerText(), /10/);
  assert.equal(await admin.locator('input[name=lines]:checked').count(), 2);
  await look(admin, 'a rejection that is refused');
  await act(admin, pointer, 'reject', { reason: REASON });
  assert.equal(await state(admin), 'rejected');

  await manager.goto(`${bill}/lines`);
  await manager.locator('tr', { hasText: '专线' }).locator('a', { hasText: '更正' }).click();
  await look(manager, 'the correction of a line');
  await act(manager, pointer, 'correct', { amount: '500', reason: '按十五天计费' });
  await act(manager, pointer, 'send');
  assert.equal(await state(manager), 'sent');

  await admin.goto(`${bill}/changes`);
  assert.match(await admin.locator('main').innerText(), /¥500\.00/);
  await look(admin, 'what changed');
  await admin.goto(bill);
  await act(admin, pointer, 'confirm');
  assert.equal(await state(admin), 'confirmed');

  for (const [who, whose] of [['ga.admin', '公安厅'], ['plc.admin', '政法总体账单'], ['bigdata.admin', '一朵云总体账单']]) {
    const page = await yunwu.signedIn(who, as);
    await page.goto(`/bills/departments?month=${month}`);
    await page.locator('td a.t', { hasText: whose }).first().click();
    await page.waitForURL(/\/bills\/\d+$/);
    await look(page, `${whose} to confirm`);
    await act(page, pointer, 'confirm');
    assert.equal(await state(page), 'confirmed');
    await page.context().close();
  }
  for (const page of [manager, admin]) await page.context().close();
}

test('at a desk', () => walk(monthsAgo(20)));
test('on a phone, in the dark', () => walk(monthsAgo(21), { viewport: PHONE, touch: true, dark: true }));
test('without scripts', () => walk(monthsAgo(22), { scripts: false }));

test('every page of bills is sound, in both languages', async () => {
  const page = await yunwu.signedIn('bigdata.admin');
  await page.goto('/bills/departments');
  const roll = await page.locator('td a.t').first().getAttribute('href');
  const own = await page.locator('td a.t', { hasText: '应急管理厅' }).first().getAttribute('href');
  for (const language of ['zh', 'en']) {
    for (const path of ['/bills', '/bills/departments', '/bills/statistics', '/bills/statistics?by=department', roll, own, `${own}/projects`, `${own}/lines`]) {
      await page.goto(path);
      await isSound(page, `${path} in ${language}`);
    }
    await page.locator('form[action="/me/language"] button').first().click();
    await page.waitForLoadState();
  }
  await page.context().close();
});
