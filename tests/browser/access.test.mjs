// Access from the chooser's questions to the rating, and what ends up at the gateway.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { begin } from './guide.mjs';
import { act, keyboard, pointer, state, submit } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const WAYS = {
  'internet-access': { fields: { source_ips: '10.20.6.31', tcp_ports: '443' }, to: 'destinations' },
  'extranet-access': {
    fields: { source_ips: '10.20.6.41', tcp_ports: '8080' }, to: 'target_ips', opened: { translated_ip: '59.0.2.18' },
  },
  'tenant-access': {
    fields: { source_ips: '10.20.6.41', destination_tenant: '武钢应急云', udp_ports: '514' }, to: 'destination_ips',
  },
};

async function walk(kind, to, as = {}, hands = pointer) {
  const way = WAYS[kind];
  const filer = await yunwu.signedIn('yj.user', as, hands);
  await begin(filer, hands, kind);
  await hands.write(filer.locator('[name=description]'), '指挥大厅的值班系统每小时取一次雨情和水情数据');
  for (const [name, value] of Object.entries(way.fields)) await hands.write(filer.locator(`[name=${name}]`), value);
  await hands.write(filer.locator(`[name=${way.to}]`), to);
  await hands.press(filer.locator('button[name=action][value=preview]'));
  assert.match(await filer.locator('#preview').innerText(), /新开/);
  if (as.scripts !== false) await isSound(filer, `the preview of ${kind}`);
  await submit(filer, hands);
  await filer.waitForURL(/\/tickets\/GD\d+$/);
  assert.equal(await state(filer), 'pending');
  const path = new URL(filer.url()).pathname;

  const operator = await yunwu.signedIn('ops.engineer', as, hands);
  await operator.goto(path);
  await act(operator, hands, 'accept');
  await operator.goto(`${path}/work-order`);
  assert.match(await operator.locator('main').innerText(), /table ip yunwu_access_/);
  await operator.goto(path);
  await act(operator, hands, 'resolve', { text: '已放通', ...way.opened });
  assert.equal(await state(operator), 'resolved');

  await filer.goto(path);
  await act(filer, hands, 'confirm', { timeliness: '5', result: '5', text: '很快' });
  assert.equal(await state(filer), 'completed');
  assert.match(await filer.locator('.mapping').innerText(), /已开通/);
  if (as.scripts !== false) await isSound(filer, `the completed ${kind}`);
}

test('to the internet', () => walk('internet-access', 'rain1.example.com'));
test('to the internet, on a phone', () => walk('internet-access', 'rain2.example.com', { viewport: PHONE, touch: true }));
test('to the internet, without scripts', () => walk('internet-access', 'rain3.example.com', { scripts: false }));
test('to the internet, by keyboard alone', () => walk('internet-access', 'rain4.example.com', {}, keyboard));
test('to the government extranet', () => walk('extranet-access', '59.0.8.64/28'));
test('to another cloud', () => walk('tenant-access', '10.30.7.0/28'));

test('a host of the department is filled in by a press', async () => {
  const filer = await yunwu.signedIn('yj.user');
  await filer.goto('/tickets/new/internet-access');
  await filer.locator('details.ports > summary').first().click();
  await filer.locator('[data-add][value="10.20.6.31"]').click();
  await filer.locator('[data-add][value="10.20.6.32"]').click();
  await filer.locator('[data-add][value="10.20.6.31"]').click();
  assert.equal(await filer.inputValue('[name=source_ips]'), '10.20.6.31;10.20.6.32');
});
