// A stranger asks for an account by the mail template, an operator approves, and the newcomer files a ticket.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, keyboard, pointer, state, submit } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const PASSWORD = 'Hanjiang@2026';
const letter = name => `标题：省应急管理厅部门申请云平台账号
正文：
Region：花山公有云区
部门：湖北省应急管理厅
账号所加项目：
账号名：${name}
显示名：丁宁
申请角色：厅局用户 #申请角色时请参照角色说明
配额权限：查看配额
电话：138 7123 4567
邮箱：${name}@hubei.gov.cn
申请理由：防汛值守系统运维。`;

// The link in the last mail to that address.
async function linkOf(page, address) {
  await page.goto(`/dev/mailbox?q=${encodeURIComponent(address)}`);
  await page.locator('main a[href^="/dev/mailbox/"]').first().click();
  await page.waitForURL(/\/dev\/mailbox\/\d+$/);
  const text = await page.locator('main').innerText();
  return text.match(/\/password\/reset\/[0-9a-f]+/)[0];
}

async function signIn(page, name, hands) {
  await page.goto('/login');
  await hands.write(page.locator('[name=username]'), name);
  await hands.write(page.locator('[name=password]'), PASSWORD);
  await hands.press(page.locator('main form button:not([type=button])').last());
  await page.waitForURL(url => !url.pathname.startsWith('/login'));
}

async function arrive(name, as = {}, hands = pointer) {
  const sound = (page, what) => as.scripts === false ? undefined : isSound(page, what);
  const stranger = await yunwu.visit(as);
  await stranger.goto('/login');
  await hands.press(stranger.locator('a[href="/account-requests/new"]'));
  await stranger.waitForURL(/\/account-requests\/new$/);
  await hands.press(stranger.locator('details.paste > summary'));
  await hands.write(stranger.locator('[name=pasted]'), letter(name));
  await hands.press(stranger.locator('button[value=fill]'));
  await stranger.locator('.alert.ok').waitFor();
  assert.equal(await stranger.inputValue('[name=username]'), name);
  assert.equal(await stranger.inputValue('[name=role]'), 'dept_user');
  await sound(stranger, 'the filled form of an account request');
  await hands.press(stranger.locator('button[value=submit]').last());
  await stranger.waitForURL(/\/account-requests\/ZH\d+$/);
  assert.equal(await state(stranger), 'pending');
  await sound(stranger, 'the receipt');
  const number = stranger.url().split('/').pop();

  const operator = await yunwu.signedIn('ops.engineer', as, hands);
  await operator.goto(`/admin/account-requests/${number}`);
  await sound(operator, 'an account request that waits');
  await act(operator, hands, 'approve');
  assert.equal(await state(operator), 'approved');

  const link = await linkOf(stranger, `${name}@hubei.gov.cn`);
  await stranger.goto(link);
  await hands.write(stranger.locator('[name=new_password]'), PASSWORD);
  await hands.write(stranger.locator('[name=new_password_again]'), PASSWORD);
  await hands.press(stranger.locator('main form button:not([type=button])').last());
  await stranger.waitForURL(/\/login/);
  assert.equal((await stranger.goto(link)).status(), 404, 'the link works once');
  await signIn(stranger, name, hands);
  await stranger.goto('/account-requests/new');
  assert.equal(await stranger.inputValue('[name=username]'), name);
  return { newcomer: stranger, operator, number };
}

// The newcomer's first ticket: a question about a server.
async function file(page) {
  await page.goto('/tickets/new/support');
  const pick = async (name, label) => {
    const select = page.locator(`select[name=${name}]`);
    await select.selectOption(await select.locator('option', { hasText: label }).first().getAttribute('value'));
  };
  await pick('application', /^应急指挥一张图/);
  await page.locator('[name=type][value=fault]').check();
  await pick('region', '花山公有云区');
  await page.locator('select[name=category]').selectOption('ecs');
  await page.locator('select[name=problem]').selectOption('ecs-login');
  await page.locator('[name=description]').fill('远程登录一直提示连接超时，错误提示如附图，影响值守。');
  await page.locator('[name=severity][value=urgent]').check();
  await submit(page, pointer);
  await page.waitForURL(/\/tickets\/GD\d+$/);
  assert.equal(await state(page), 'pending');
}

test('by pointer, down to the first ticket and the audit log', async () => {
  const { newcomer, operator, number } = await arrive('ding.ning');
  await file(newcomer);
  const auditor = await yunwu.signedIn('auditor');
  await auditor.goto(`/admin/audit?record=${number}`);
  const log = await auditor.locator('main').innerText();
  assert.match(log, /提交账号申请/);
  assert.match(log, /开通账号申请/);
  for (const page of [newcomer, operator, auditor]) await page.context().close();
});
test('by keyboard alone', async () => { await arrive('ding.er', {}, keyboard); });
test('without scripts', async () => { await arrive('ding.san', { scripts: false }); });
test('on a phone', async () => { await arrive('ding.si', { viewport: PHONE, touch: true }); });

test('users and rights are sound to look at', async () => {
  const platform = await yunwu.signedIn('platform.admin');
  for (const path of ['/admin/users', '/admin/users/new', '/admin/users/import']) {
    await platform.goto(path);
    await isSound(platform, path);
  }
  await platform.goto('/admin/users?q=yj.user');
  await platform.locator('tbody a').first().click();
  await platform.waitForURL(/\/admin\/users\/\d+$/);
  await isSound(platform, 'a user');
  const security = await yunwu.signedIn('security.admin', { viewport: PHONE, touch: true });
  await security.goto('/admin/grants?q=yj.user');
  await isSound(security, 'the list of rights');
  await security.locator('tbody a').first().click();
  await security.waitForURL(/\/admin\/grants\/\d+$/);
  await isSound(security, 'somebody’s rights');
});
