// The guide's own ticket through its whole life: 应急指挥一张图, 互联网端口映射.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { isSound, PHONE, portal } from './support.mjs';

const PURPOSE = '指挥中心外场人员通过移动终端查看灾情标绘和救援队伍位置';
let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const state = page => page.locator('main [data-state]').first().getAttribute('data-state');
const errorAt = async (page, id) => {
  const field = page.locator(`[id="${id}"]`);
  assert.equal(await field.getAttribute('aria-invalid'), 'true', `${id} is marked`);
  const notes = (await field.getAttribute('aria-describedby')).split(' ');
  return (await Promise.all(notes.map(note => page.locator(`[id="${note}"]`).innerText()))).join(' ');
};

// From the bar at the top to the empty form.
async function newMapping(page) {
  await page.goto('/tickets/new');
  await page.locator('main a[href^="/tickets/new/internet-mapping"]').first().click();
  const application = page.locator('select[name=application]');
  const itsValue = await application.locator('option', { hasText: /^应急指挥一张图/ }).getAttribute('value');
  await application.selectOption(itsValue);
}

async function fill(page, { port, internal = '8443', url = '' }) {
  await page.fill('[name=description]', PURPOSE);
  const ip = page.locator('[name=public_ip]');
  if ((await ip.first().evaluate(element => element.tagName)) === 'SELECT') await ip.selectOption('203.0.113.18');
  else await page.locator('[name=public_ip][value="203.0.113.18"]').check();
  await page.locator('[name=public_port]').first().fill(port);
  await page.locator('[name=floating_ip]').first().fill('10.20.6.31');
  await page.locator('[name=internal_port]').first().fill(internal);
  await page.locator('[name=protocol]').first().selectOption('tcp');
  await page.locator('[name=access_url]').first().fill(url);
}

const submit = page => page.locator('button[name=action][value=submit]').last().click();

async function act(page, action, fields = {}) {
  const form = page.locator(`form[action$="/${action}"]`).first();
  const box = page.locator('details', { has: form }).last();
  if (await box.count() && !(await box.evaluate(element => element.open))) await box.locator('> summary').click();
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`).first();
    const type = await field.getAttribute('type');
    if (type === 'radio') await form.locator(`[name="${name}"][value="${value}"]`).check({ force: true });
    else if ((await field.evaluate(element => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await form.locator('button').last().click();
  const yes = page.locator('dialog[open] [data-yes]');
  if (await yes.count()) await yes.click();
  await page.waitForLoadState();
}

// Files, handles and rates one ticket; `as` says how both people see the portal.
async function walk(as, port) {
  const filer = await yunwu.signedIn('yj.user', as);
  await newMapping(filer);
  await fill(filer, { port });
  await submit(filer);
  await filer.waitForURL(/\/tickets\/GD\d+$/);
  assert.equal(await state(filer), 'pending');
  const path = new URL(filer.url()).pathname;

  const operator = await yunwu.signedIn('ops.engineer', as);
  await operator.goto(path);
  await act(operator, 'accept');
  assert.equal(await state(operator), 'processing');
  await act(operator, 'ask', { text: '请说明外场终端使用的网络出口' });
  assert.equal(await state(operator), 'waiting_reply');

  await filer.goto(path);
  assert.match(await filer.locator('main').innerText(), /请说明外场终端使用的网络出口/);
  await act(filer, 'reply', { text: '使用运营商公网，出口不固定' });
  assert.equal(await state(filer), 'processing');

  await operator.goto(path);
  await act(operator, 'resolve', { text: `已在出口防火墙开通 ${port}` });
  assert.equal(await state(operator), 'resolved');

  await filer.goto('/messages');
  assert.match(await filer.locator('main').innerText(), new RegExp(path.split('/').pop()));
  const mailbox = await (await filer.request.get('/dev/mailbox')).text();
  assert.match(mailbox, new RegExp(path.split('/').pop()));
  await filer.goto(path);
  await act(filer, 'confirm', { timeliness: '5', result: '5', text: '开通很快' });
  assert.equal(await state(filer), 'completed');

  await filer.goto('/network/internet-ips/203.0.113.18');
  assert.match(await filer.locator('main').innerText(), new RegExp(port));
  return { filer, operator, path };
}

test('the guide’s ticket is filed, asked about, answered, opened and rated', async () => {
  const { filer, path } = await walk({}, '18443');
  await filer.goto(path);
  await isSound(filer, 'the completed ticket');
});

test('on a phone', () => walk({ viewport: PHONE, touch: true }, '18444'));

test('without scripts', () => walk({ scripts: false }, '18445'));

test('the form says at the field what is wrong, and keeps what was typed', async () => {
  const { filer } = await walk({}, '18446');
  await newMapping(filer);
  await fill(filer, { port: '18446' });
  await submit(filer);
  assert.match(await errorAt(filer, 'public_port-1'), /18446/);
  assert.equal(await filer.inputValue('[name=description]'), PURPOSE);
  assert.match(await filer.title(), /^错误：/);

  await filer.locator('[name=public_port]').first().fill('443');
  await filer.locator('[name=access_url]').first().fill('https://yzt.example.gov.cn/');
  await submit(filer);
  assert.match(await errorAt(filer, 'filing_no'), /备案/);

  await filer.locator('[name=public_port]').first().fill('13306');
  await filer.locator('[name=internal_port]').first().fill('3306');
  await submit(filer);
  assert.match(await errorAt(filer, 'whitelist'), /3306|高危/);
  await isSound(filer, 'the refused form');
});
