// Servers from the chooser's questions to the rating: new ones, a change, a return.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, keyboard, pointer, state, submit } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const tomorrow = new Date(Date.now() + 32 * 3600e3).toISOString().slice(0, 10);

const KINDS = {
  'server-create': {
    answer: /新增一台或几台/,
    application: /^应急指挥一张图/,
    fields: name => ({ instance_name: name }),
    says: /共 1 台/,
    order: /新建服务器/,
    made: (name, address) => ({ host_name: name, floating_ip: address }),
    then: address => new RegExp(`${address.replaceAll('.', '\\.')}[\\s\\S]*运行中`),
  },
  'server-change': {
    answer: /调整规格或磁盘/,
    application: /^应急指挥一张图/,
    fields: address => ({ floating_ip: address, window_from: `${tomorrow}T22:00`, window_until: `${tomorrow}T23:30` }),
    choices: { instance_type: 'ecs.g6.8xlarge' },
    says: /ecs\.g6\.8xlarge/,
    order: /变更服务器/,
    then: () => /ecs\.g6\.8xlarge/,
  },
  'server-recycle': {
    answer: /退还不再使用的/,
    application: /^应急指挥一张图/,
    fields: address => ({ floating_ips: address, recycle_date: tomorrow }),
    ticks: ['backup_confirmed'],
    says: /随服务器终止|没有指向/,
    order: /回收服务器/,
    then: () => /已回收/,
  },
};

async function walk(kind, [name, address], as = {}, hands = pointer) {
  const way = KINDS[kind];
  const filer = await yunwu.signedIn('yj.user', as, hands);
  await filer.goto('/tickets/new');
  await hands.press(filer.locator('main a', { hasText: '增减服务器' }));
  await hands.press(filer.locator('main a', { hasText: way.answer }).first());
  await filer.waitForURL(`**/tickets/new/${kind}`);
  const application = filer.locator('select[name=application]');
  await hands.pick(application, await application.locator('option', { hasText: way.application }).getAttribute('value'));
  await hands.write(filer.locator('[name=description]'), '汛期会商期间一张图的并发访问成倍增加，分担视频汇聚和图层渲染');
  for (const [field, value] of Object.entries(way.fields(name ?? address))) {
    const input = filer.locator(`[name=${field}]`);
    // A keyboard writes dates part by part, each browser in its own way.
    if (/date|window/.test(field)) await input.fill(value);
    else await hands.write(input, value);
  }
  for (const [field, value] of Object.entries(way.choices ?? {})) await hands.pick(filer.locator(`[name=${field}]`), value);
  for (const field of way.ticks ?? []) await filer.locator(`[name=${field}]`).check();
  if (as.scripts !== false) await isSound(filer, `the form of ${kind}`);
  if (kind !== 'server-create') {
    await hands.press(filer.locator('button[name=action][value=preview]'));
    assert.match(await filer.locator('#compared, #leading').first().innerText(), way.says);
    if (as.scripts !== false) await isSound(filer, `the preview of ${kind}`);
  }
  await submit(filer, hands);
  await filer.waitForURL(/\/tickets\/GD\d+$/);
  assert.equal(await state(filer), 'pending');
  assert.match(await filer.locator('main').innerText(), way.says);
  const path = new URL(filer.url()).pathname;

  const operator = await yunwu.signedIn('ops.engineer', as, hands);
  await operator.goto(path);
  await act(operator, hands, 'accept');
  await operator.goto(`${path}/work-order`);
  assert.match(await operator.locator('main').innerText(), way.order);
  if (as.scripts !== false) await isSound(operator, `the work order of ${kind}`);
  await operator.goto(path);
  await act(operator, hands, 'resolve', { text: '已办理', ...way.made?.(name, address) });
  assert.equal(await state(operator), 'resolved');

  await filer.goto(path);
  assert.match(await filer.locator('#servers').innerText(), way.then(address));
  await act(filer, hands, 'confirm', { timeliness: '5', result: '5', text: '很快' });
  assert.equal(await state(filer), 'completed');
  if (as.scripts !== false) await isSound(filer, `the completed ${kind}`);
}

test('new servers', () => walk('server-create', ['yj-walk-1', '10.20.60.1']));
test('new servers, on a phone', () => walk('server-create', ['yj-walk-2', '10.20.60.2'], { viewport: PHONE, touch: true }));
test('new servers, without scripts', () => walk('server-create', ['yj-walk-3', '10.20.60.3'], { scripts: false }));
test('new servers, by keyboard alone', () => walk('server-create', ['yj-walk-4', '10.20.60.4'], {}, keyboard));
test('a change', () => walk('server-change', [null, '10.20.60.1']));
test('a change, without scripts', () => walk('server-change', [null, '10.20.60.2'], { scripts: false }));
test('a return', () => walk('server-recycle', [null, '10.20.60.1']));
test('a return, on a phone', () => walk('server-recycle', [null, '10.20.60.2'], { viewport: PHONE, touch: true }));
test('a return, without scripts', () => walk('server-recycle', [null, '10.20.60.3'], { scripts: false }));

test('the first data disk comes from the server, more of them without a round trip', async () => {
  const filer = await yunwu.signedIn('yj.user');
  await filer.goto('/tickets/new/server-create');
  await filer.locator('[name=instance_name]').fill('yj-disks');
  const add = filer.locator('button[data-row-add]');
  await Promise.all([filer.waitForEvent('load'), add.click()]);
  assert.equal(await filer.locator('[name=instance_name]').inputValue(), 'yj-disks');
  assert.equal(await filer.locator('[name=disk_size]').count(), 1);
  await add.click();
  assert.equal(await filer.locator('[name=disk_size]').count(), 2);
  await isSound(filer, 'rows of data disks');
  await filer.locator('[name=machine][value=physical]').check();
  assert.equal(await filer.locator('[name=instance_type]').isVisible(), false);
  assert.equal(await filer.locator('[name=specification]').isVisible(), true);
});
