// Mappings through their whole life, the guide's own among them: 应急指挥一张图, 互联网端口映射.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { begin } from './guide.mjs';
import { act, keyboard, pointer, state, submit } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

const PURPOSE = '指挥中心外场人员通过移动终端查看灾情标绘和救援队伍位置';
let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const errorAt = async (page, id) => {
  const field = page.locator(`[id="${id}"]`);
  assert.equal(await field.getAttribute('aria-invalid'), 'true', `${id} is marked`);
  const notes = (await field.getAttribute('aria-describedby')).split(' ');
  return (await Promise.all(notes.map(note => page.locator(`[id="${note}"]`).innerText()))).join(' ');
};

const SIDES = {
  internet: { kind: 'internet-mapping', ip: '203.0.113.18', fields: ['public_ip', 'public_port'], pool: '/network/internet-ips' },
  extranet: { kind: 'extranet-mapping', ip: '59.0.2.18', fields: ['extranet_ip', 'extranet_port'], pool: '/network/extranet-ips' },
};

async function fill(page, hands, { port, internal = '8443', url = '' }, side = SIDES.internet) {
  const [ipField, portField] = side.fields;
  await hands.write(page.locator('[name=description]'), PURPOSE);
  await hands.mark(page.locator(`[name=${ipField}][value="${side.ip}"]`));
  await hands.write(page.locator(`[name=${portField}]`).first(), port);
  await hands.write(page.locator('[name=floating_ip]').first(), '10.20.6.31');
  await hands.write(page.locator('[name=internal_port]').first(), internal);
  await hands.pick(page.locator('[name=protocol]').first(), 'tcp');
  if (url) await hands.write(page.locator('[name=access_url]').first(), url);
}

// Files, handles and rates one ticket; `as` says how both people see the portal, `hands` how they use it.
async function walk(as, port, hands = pointer, side = SIDES.internet) {
  const filer = await yunwu.signedIn('yj.user', as, hands);
  await begin(filer, hands, side.kind);
  await fill(filer, hands, { port }, side);
  await submit(filer, hands);
  await filer.waitForURL(/\/tickets\/GD\d+$/);
  assert.equal(await state(filer), 'pending');
  const path = new URL(filer.url()).pathname;

  const operator = await yunwu.signedIn('ops.engineer', as, hands);
  await operator.goto(path);
  await act(operator, hands, 'accept');
  assert.equal(await state(operator), 'processing');
  await act(operator, hands, 'ask', { text: '请说明外场终端使用的网络出口' });
  assert.equal(await state(operator), 'waiting_reply');

  await filer.goto(path);
  assert.match(await filer.locator('main').innerText(), /请说明外场终端使用的网络出口/);
  await act(filer, hands, 'reply', { text: '使用运营商公网，出口不固定' });
  assert.equal(await state(filer), 'processing');

  await operator.goto(path);
  await act(operator, hands, 'resolve', { text: `已在出口防火墙开通 ${port}` });
  assert.equal(await state(operator), 'resolved');

  await filer.goto('/messages');
  assert.match(await filer.locator('main').innerText(), new RegExp(path.split('/').pop()));
  const mailbox = await (await filer.request.get('/dev/mailbox')).text();
  assert.match(mailbox, new RegExp(path.split('/').pop()));
  await filer.goto(path);
  await act(filer, hands, 'confirm', { timeliness: '5', result: '5', text: '开通很快' });
  assert.equal(await state(filer), 'completed');

  await filer.goto(`${side.pool}/${side.ip}`);
  assert.match(await filer.locator('main').innerText(), new RegExp(port));
  return { filer, operator, path };
}

test('the guide’s ticket is filed, asked about, answered, opened and rated', async () => {
  const { filer, path } = await walk({}, '18443');
  await filer.goto(path);
  await isSound(filer, 'the completed ticket');
});

test('to the government extranet', () => walk({}, '18448', pointer, SIDES.extranet));

test('on a phone', () => walk({ viewport: PHONE, touch: true }, '18444'));

test('without scripts', () => walk({ scripts: false }, '18445'));

test('by keyboard alone', () => walk({}, '18447', keyboard));

test('the form says at the field what is wrong, and keeps what was typed', async () => {
  const { filer } = await walk({}, '18446');
  await begin(filer, pointer, 'internet-mapping');
  await fill(filer, pointer, { port: '18446' });
  await submit(filer, pointer);
  assert.match(await errorAt(filer, 'public_port-1'), /18446/);
  assert.equal(await filer.inputValue('[name=description]'), PURPOSE);
  assert.match(await filer.title(), /^错误：/);

  await filer.locator('[name=public_port]').first().fill('443');
  await filer.locator('[name=access_url]').first().fill('https://yzt.example.gov.cn/');
  await submit(filer, pointer);
  assert.match(await errorAt(filer, 'filing_no'), /备案/);

  await filer.locator('[name=public_port]').first().fill('13306');
  await filer.locator('[name=internal_port]').first().fill('3306');
  await submit(filer, pointer);
  assert.match(await errorAt(filer, 'whitelist'), /3306|高危/);
  assert.match(await filer.locator('.alert.bad a[href^="#validity"]').innerText(), /3306.*指定期限/);
  assert.match(await errorAt(filer, 'approval_file'), /盖章/);
  await isSound(filer, 'the refused form');
});
