// A fault from the chooser's question to the rating, with access that is asked for, granted, read and revoked.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, keyboard, pointer, state, submit } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const PASSWORD = 'Walk-Only-5521';
const card = page => page.locator('#authorisations');
const newest = page => card(page).locator('[data-state]').last().getAttribute('data-state');

async function walk(as = {}, hands = pointer) {
  const scripts = as.scripts !== false;
  const sound = (page, what) => (scripts ? isSound(page, what) : undefined);
  const filer = await yunwu.signedIn('yj.user', as, hands);
  await filer.goto('/tickets/new');
  await hands.press(filer.locator('main a', { hasText: '咨询或报障' }).first());
  await hands.press(filer.locator('main a', { hasText: '有疑问需要解答，或有故障需要排除' }).first());
  await filer.waitForURL('**/tickets/new/support');
  const application = filer.locator('select[name=application]');
  await hands.pick(application, await application.locator('option', { hasText: /^应急指挥一张图/ }).getAttribute('value'));
  await hands.mark(filer.locator('[name=type][value=fault]'));
  await hands.pick(filer.locator('select[name=category]'), 'ecs');
  await hands.pick(filer.locator('select[name=problem]'), 'ecs-login');
  await hands.press(filer.locator('button[name=action][value=template]'));
  const description = filer.locator('[name=description]');
  for (let tries = 0; tries < 100 && !(await description.inputValue()).includes('登录方式'); tries++) await filer.waitForTimeout(100);
  assert.match(await description.inputValue(), /登录方式/);
  assert.equal(await filer.inputValue('[name=problem]'), 'ecs-login');
  await sound(filer, 'the form with its template');
  await hands.write(description, '云服务器名称或IP：10.20.6.31\n错误提示：昨晚变更安全组之后，远程登录一直提示连接超时');
  await hands.mark(filer.locator('[name=severity][value=urgent]'));
  await submit(filer, hands);
  // The region was left out, as a question may.
  await filer.waitForSelector('#region[aria-invalid=true]');
  assert.match(await filer.locator('#region-error').innerText(), /请选择发生故障的区域/);
  await sound(filer, 'the form that is refused');
  const region = filer.locator('select[name=region]');
  await hands.pick(region, await region.locator('option', { hasText: '花山公有云区' }).getAttribute('value'));
  await submit(filer, hands);
  await filer.waitForURL(/\/tickets\/GD\d+$/);
  assert.equal(await state(filer), 'pending');
  const path = new URL(filer.url()).pathname;

  const operator = await yunwu.signedIn('ops.engineer', as, hands);
  await operator.goto(path);
  await act(operator, hands, 'accept');
  await act(operator, hands, 'authorisations/request', { target: 'host', text: '需要登录主机核对网络配置' });
  assert.equal(await newest(operator), 'asked');
  await sound(operator, 'the ticket that asks for access');

  await filer.goto(path);
  await act(filer, hands, 'grant', { address: '10.20.6.31', port: '22', account: 'tmp-ops', password: PASSWORD });
  assert.equal(await newest(filer), 'granted');
  assert.ok(!(await filer.content()).includes(PASSWORD));
  await sound(filer, 'the ticket with access granted');

  await operator.goto(path);
  await act(operator, hands, 'read');
  assert.match(await card(operator).innerText(), new RegExp(PASSWORD));
  await sound(operator, 'the password that is read');
  await operator.goto(path);
  assert.ok(!(await operator.content()).includes(PASSWORD));

  await filer.goto(path);
  assert.match(await card(filer).innerText(), /已查看 1 次/);
  await act(filer, hands, 'revoke');
  assert.equal(await newest(filer), 'revoked');

  await operator.goto(path);
  await act(operator, hands, 'resolve', { text: '安全组已补上跳板机网段，登录恢复' });
  await filer.goto(path);
  await act(filer, hands, 'confirm', { timeliness: '5', result: '5', text: '很快' });
  assert.equal(await state(filer), 'completed');
  await sound(filer, 'the completed fault');
}

test('a fault, at a desk', () => walk());
test('a fault, on a phone', () => walk({ viewport: PHONE, touch: true }));
test('a fault, without scripts', () => walk({ scripts: false }));
test('a fault, in the dark', () => walk({ dark: true }));
test('a fault, by keyboard alone', () => walk({}, keyboard));

test('a problem is offered within its category, and its template never goes over words of one’s own', async () => {
  const filer = await yunwu.signedIn('yj.user');
  await filer.goto('/tickets/new/support');
  await filer.selectOption('[name=problem]', 'rds-connect');
  assert.equal(await filer.inputValue('[name=category]'), 'rds');
  assert.match(await filer.inputValue('[name=description]'), /^实例名称：/);
  await filer.selectOption('[name=category]', 'ecs');
  assert.equal(await filer.inputValue('[name=problem]'), '');
  assert.ok(await filer.locator('optgroup[data-of=rds]').evaluate(group => group.disabled));
  await filer.selectOption('[name=problem]', 'ecs-start');
  assert.match(await filer.inputValue('[name=description]'), /控制台显示的状态/);
  await filer.fill('[name=description]', '昨夜三点自动重启，业务中断二十分钟');
  await filer.selectOption('[name=problem]', 'ecs-login');
  assert.equal(await filer.inputValue('[name=description]'), '昨夜三点自动重启，业务中断二十分钟');
  await filer.click('button[name=action][value=template]');
  await filer.waitForSelector('#problem[aria-invalid=true]');
  assert.match(await filer.locator('#problem-error').innerText(), /已有内容/);
  assert.equal(await filer.inputValue('[name=description]'), '昨夜三点自动重启，业务中断二十分钟');
});
