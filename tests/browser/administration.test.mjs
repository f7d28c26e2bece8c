// What the platform's administrators keep: a department made, moved and disabled; a day of the calendar with its effect; an
// announcement that a department sees.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, pointer, state } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const save = page => page.locator('.actionbar button.pri').click();
const choose = async (page, name, words) => {
  const value = await page.locator(`select[name=${name}] option`, { hasText: words }).first().getAttribute('value');
  await page.selectOption(`select[name=${name}]`, value);
};

test('a department is made, refused first, moved, disabled and used again', async () => {
  const page = await yunwu.signedIn('platform.admin');
  await page.goto('/admin/departments');
  await isSound(page, 'the departments');
  await page.locator('.tree details details > summary').first().click();
  await page.fill('[data-search]', '应急');
  await page.keyboard.press('Enter');
  await page.locator('.tree mark').first().waitFor();
  await isSound(page, 'departments that were found');
  await page.goto('/admin/departments/new');
  await save(page);
  await page.locator('#name-error').waitFor();
  await isSound(page, 'a refused department');
  await choose(page, 'parent', '湖北省水利厅');
  await page.fill('[name=name]', '湖北省防汛中心');
  await page.fill('[name=code]', 'SLT-FX');
  await save(page);
  await page.waitForURL(/\/departments\/\d+$/);
  await isSound(page, 'a department');
  await page.click('a[href$="/move"]');
  await page.waitForURL(/\/move$/);
  await isSound(page, 'moving a department');
  await choose(page, 'parent', '湖北省应急管理厅');
  await save(page);
  await page.waitForURL(/\/departments\/\d+$/);
  assert.match(await page.locator('main').innerText(), /由上级代管/);
  await act(page, pointer, 'disable');
  assert.equal(await state(page), 'disabled');
  await isSound(page, 'a disabled department');
  await act(page, pointer, 'enable');
  assert.equal(await state(page), 'enabled');
  await page.context().close();
});

test('a day of the calendar is changed once its effect was seen', async () => {
  const page = await yunwu.signedIn('platform.admin');
  const year = new Date().getFullYear() + 1;
  await page.goto(`/admin/calendar?year=${year}`);
  await isSound(page, 'the calendar');
  await page.locator('.month a[class=""]').nth(40).click();
  await page.waitForURL(/\/days\//);
  await page.check('[name=kind][value=off]');
  await page.fill('[name=name]', '省运会');
  await isSound(page, 'a day');
  await save(page);
  await page.locator('form[action$="/confirm"]').waitFor();
  assert.match(await page.locator('#differing').innerText(), /省运会/);
  await isSound(page, 'the effect');
  await save(page);
  await page.waitForURL(/year=/);
  assert.match(await page.locator('aside').innerText(), /省运会/);
  await page.goto('/admin/calendar/arrange');
  await isSound(page, 'the arrangement');
  await page.context().close();
});

test('an announcement is seen by a department and dismissed', async () => {
  const keeper = await yunwu.signedIn('platform.admin');
  await keeper.goto('/admin/announcements/new');
  await isSound(keeper, 'a new announcement');
  await keeper.fill('[name=title_zh]', '今晚停机维护');
  await keeper.fill('[name=text_zh]', '20:00 起暂停服务');
  await keeper.fill('[name=title_en]', 'Maintenance tonight');
  await keeper.fill('[name=text_en]', 'No service from 20:00');
  await keeper.check('[name=level][value=urgent]');
  await keeper.fill('[name=ends_at]', '2099-12-31T20:00');
  await save(keeper);
  await keeper.waitForURL(/\/announcements\/\d+$/);
  await isSound(keeper, 'an announcement');
  const reader = await yunwu.signedIn('yj.user', { viewport: PHONE, touch: true, dark: true });
  assert.match(await reader.locator('#announcements').innerText(), /今晚停机维护/);
  await isSound(reader, 'the dashboard with an announcement');
  await reader.goto('/tickets');
  await isSound(reader, 'a list below an announcement');
  await reader.locator('.alert.banner form button').first().click();
  await reader.waitForLoadState();
  assert.equal(await reader.locator('.alert.banner').count(), 0);
  await keeper.context().close();
  await reader.context().close();
});

for (const [how, options] of [['at the desk', {}], ['on a phone in the dark', { viewport: PHONE, touch: true, dark: true }], ['without scripts', { scripts: false }]]) {
  test(`every page ${how}`, async () => {
    const page = await yunwu.signedIn('platform.admin', options);
    for (const path of ['/admin/departments', '/admin/departments/import', '/admin/regions', '/admin/regions/1', '/admin/regions/new', '/admin/ticket-groups',
      '/admin/ticket-groups/1', '/admin/ticket-groups/new', '/admin/ip-pools', '/admin/ip-pools/new', '/admin/ip-pools/import', '/admin/risk-ports', '/admin/risk-ports/1',
      '/admin/risk-ports/new', '/admin/calendar', '/admin/announcements', '/admin/maintenance', '/admin/settings']) {
      await page.goto(path);
      assert.equal(await page.locator('main h1').count(), 1, path);
      if (options.scripts !== false) await isSound(page, `${path} ${how}`);
    }
    await page.context().close();
  });
}
