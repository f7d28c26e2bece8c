// A resource request: filed, rejected, changed, approved by both sides and delivered; by the other sector; on a phone; without scripts.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, pointer, state, submit } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const PAPER = { name: '申请单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nwhy') };
const sound = (page, as, what) => as.scripts === false ? undefined : isSound(page, what);
const choose = (select, label) => select.selectOption({ label });

async function file(username, project, name, as = {}) {
  const page = await yunwu.signedIn(username, as);
  await page.goto('/resources/apply');
  await sound(page, as, 'the chooser');
  await page.locator('#product-ecs').click();
  await page.waitForURL(/\/resources\/apply\/ecs$/);
  await choose(page.locator('#project'), project);
  await page.fill('[name=instance_name]', name);
  await page.fill('[name=quantity]', '3');
  await sound(page, as, 'the form of a request');
  await submit(page, pointer);
  await page.locator('#attachments-error').waitFor();
  assert.equal(await page.inputValue('[name=instance_name]'), name);
  await sound(page, as, 'the refused form of a request');
  await page.setInputFiles('#attachments', PAPER);
  await submit(page, pointer);
  await page.waitForURL(/\/resources\/requests\/ZY\d+\?submitted$/);
  assert.match(await page.locator('#submitted').innerText(), /资源单号 ZY\d+/);
  await sound(page, as, 'the success page');
  return page;
}

const pathOf = page => new URL(page.url()).pathname;

async function decide(username, path, verb, text, as = {}) {
  const page = await yunwu.signedIn(username, as);
  if (as.scripts !== false) {
    await page.goto('/approvals');
    await sound(page, as, `/approvals of ${username}`);
  }
  await page.goto(path);
  await sound(page, as, `the decision page of ${username}`);
  await act(page, pointer, verb, text ? { text } : {});
  const after = await state(page);
  await sound(page, as, `the request after ${verb}`);
  await page.context().close();
  return after;
}

async function walk(number, as = {}) {
  const page = await file('yj.user', '应急指挥平台', `yj-walk-${number}`, as);
  const path = pathOf(page);
  assert.equal(await decide('ops.engineer', path, 'reject', '三台过多，请核减', as), 'rejected');
  await page.goto(path);
  assert.match(await page.locator('.alert.bad').innerText(), /三台过多，请核减/);
  await page.locator('a[href$="/edit"]').click();
  await page.waitForURL(/\/edit$/);
  await page.fill('[name=quantity]', '2');
  await submit(page, pointer);
  await page.waitForURL(/\?submitted$/);
  const reviewer = await yunwu.signedIn('ops.engineer', as);
  await reviewer.goto(path);
  assert.match(await reviewer.locator('#differences').innerText(), /3[\s\S]*2/);
  await sound(reviewer, as, 'what changed');
  await act(reviewer, pointer, 'approve', { text: '已核减' });
  assert.equal(await state(reviewer), 'second_review');
  assert.equal(await decide('bigdata.admin', path, 'approve', '', as), 'delivering');
  await reviewer.goto(path);
  const box = reviewer.locator('details', { has: reviewer.locator('form[action$="/deliver"]') }).last();
  for (const [row, last] of [[1, 1], [2, 2]]) {
    if (!(await box.evaluate(element => element.open))) await box.locator('> summary').click();
    await reviewer.fill('#instance_id-1', `i-walk${number}${row}`);
    await reviewer.fill('#floating_ip-1', `10.20.24${number}.${last}`);
    await sound(reviewer, as, 'the rows of a delivery');
    const next = reviewer.waitForEvent('load');
    await reviewer.locator('form[action$="/deliver"] button').last().click();
    await next;
  }
  assert.equal(await state(reviewer), 'delivered');
  await reviewer.goto(`${path}/delivery`);
  assert.match(await reviewer.locator('main').innerText(), /共 2 项/);
  await sound(reviewer, as, 'the delivery sheet');
  await reviewer.context().close();
  await page.goto('/resources');
  await page.locator(`main a.t`, { hasText: `yj-walk-${number}-01` }).click();
  await page.waitForURL(/\/resources\/\d+$/);
  assert.match(await page.locator('aside').innerText(), /ZY\d+/);
  await sound(page, as, 'a resource');
  await page.context().close();
}

test('of the government, from the form to the machine', () => walk(1));
test('the same without scripts', () => walk(2, { scripts: false }));

test('of the political-legal sector, decided on a phone in the dark', async () => {
  const page = await file('ga.user', '电子证照', 'ga-walk', { viewport: PHONE, touch: true });
  const path = pathOf(page);
  assert.equal(await decide('plc.admin', path, 'approve', '同意', { viewport: PHONE, touch: true, dark: true }), 'delivering');
  await page.goto('/resources/requests');
  await isSound(page, 'the list on a phone');
  await page.context().close();
});

// A batch, of which approvers see item by item what changed after a rejection.
async function batch(number, as = {}) {
  const page = await yunwu.signedIn('yj.user', as);
  const next = async press => {
    const loaded = page.waitForEvent('load');
    await press();
    await loaded;
  };
  const add = async (product, typed) => {
    await page.goto(`${new URL(page.url()).pathname.replace(/\/items.*/, '')}/items/${product}`);
    for (const [name, value] of Object.entries(typed)) await page.fill(`[name=${name}]`, value);
    await next(() => page.locator('button.pri[value=add]').click());
  };
  await page.goto('/resources/apply');
  await page.locator('#batch').click();
  await page.waitForURL(/\/resources\/batch$/);
  await choose(page.locator('#project'), '应急指挥平台');
  await sound(page, as, 'the first step');
  await next(() => page.locator('button.pri[value=next]').click());
  await page.locator('#attachments-error').waitFor();
  await page.setInputFiles('#attachments', PAPER);
  await next(() => page.locator('button.pri[value=next]').click());
  await add('ecs', { instance_name: `yj-batch-${number}`, quantity: '4' });
  await add('eip', { bandwidth: '20' });
  await add('oss', { bucket_name: `yj-batch-${number}`, capacity: '100' });
  await page.locator('details.fold > summary', { hasText: '从表格粘贴' }).click();
  await page.fill('#pasted', 'bucket_name\tcapacity\nX\t1\nyj-pasted\t2');
  await next(() => page.locator('button[value=paste]').click());
  assert.match(await page.locator('#pasted-error').innerText(), /第 2 行/);
  await sound(page, as, 'rows that are refused');
  await page.fill('#pasted', '');
  await next(() => page.locator('button[value=remove-2]').click());
  assert.deepEqual(await page.locator('#picks td:first-child').allInnerTexts(), ['1', '2']);
  await sound(page, as, 'what is chosen');
  await page.locator('.actionbar a.pri').click();
  await page.waitForURL(/\/confirm$/);
  await sound(page, as, 'the last step');
  await submit(page, pointer);
  await page.waitForURL(/\?submitted$/);
  const path = pathOf(page);
  assert.equal(await decide('ops.engineer', path, 'reject', '请核减', as), 'rejected');

  await page.goto(`${path}/edit/items/oss`);
  await next(() => page.locator('button[value=remove-2]').click());
  await page.locator('#item-1').click();
  await page.waitForURL(/item=1$/);
  await page.fill('[name=quantity]', '2');
  await next(() => page.locator('button.pri[value=add]').click());
  await add('ebs', { size: '200' });
  await page.goto(`${path}/edit/confirm`);
  await submit(page, pointer);
  await page.waitForURL(/\?submitted$/);
  assert.equal(await decide('ops.engineer', path, 'approve', '', as), 'second_review');
  const second = await yunwu.signedIn('bigdata.admin', { ...as, viewport: PHONE, touch: true });
  await second.goto(path);
  const differences = await second.locator('#differences').innerText();
  for (const told of [/4[\s\S]*2/, /对象存储 OSS[\s\S]*移除/, /云盘 EBS[\s\S]*新增/]) assert.match(differences, told);
  await sound(second, as, 'what changed, on a phone');
  await act(second, pointer, 'approve');
  assert.equal(await state(second), 'delivering');
  await second.context().close();
  await page.context().close();
}

test('a batch in three steps, changed item by item', () => batch(1));
test('the same batch without scripts', () => batch(2, { scripts: false }));

test('what it costs is told while one types, and by a button without scripts', async () => {
  const page = await yunwu.signedIn('yj.user');
  await page.goto('/resources/apply/eip');
  await page.fill('[name=bandwidth]', '20');
  await page.locator('#price', { hasText: '¥460.00' }).waitFor();
  await page.fill('[name=bandwidth]', '');
  await page.locator('#price', { hasText: '填写完整后显示' }).waitFor();
  assert.equal(await page.locator('[data-live]').isVisible(), false);
  await isSound(page, 'the form of an address');
  await page.context().close();
  const plain = await yunwu.signedIn('yj.user', { scripts: false });
  await plain.goto('/resources/apply/eip');
  await plain.fill('[name=bandwidth]', '20');
  await plain.locator('[data-live]').click();
  await plain.locator('#price', { hasText: '¥460.00' }).waitFor();
  assert.equal(await plain.inputValue('[name=bandwidth]'), '20');
  await plain.context().close();
});

test('the list of requests and the page in English', async () => {
  const page = await yunwu.signedIn('ops.engineer', { language: 'en' });
  await page.goto('/resources/requests?sort=due');
  await isSound(page, 'the list');
  await page.goto('/approvals?what=delivery');
  await isSound(page, 'what waits to be delivered');
  await page.context().close();
});

// What was delivered is changed, and given back, by requests of its page.
test('a resource is changed on a phone and given back without scripts', async () => {
  const page = await yunwu.signedIn('yj.user', { viewport: PHONE, touch: true });
  await page.goto('/resources?q=yj-sq-collect');
  await page.locator('main a.t').first().click();
  await page.locator('#change').click();
  await page.waitForURL(/\/change$/);
  await isSound(page, 'the form of a change');
  await page.fill('[name=eip_bandwidth]', '20');
  await page.setInputFiles('#attachments', PAPER);
  await submit(page, pointer);
  await page.waitForURL(/\?submitted$/);
  assert.match(await page.locator('#becomes').innerText(), /不需要[\s\S]*20 Mbps/);
  await isSound(page, 'the request for a change');
  await page.context().close();

  const plain = await yunwu.signedIn('yj.user', { scripts: false });
  await plain.goto('/resources?q=yj-yzt-gis-02');
  await plain.locator('main a.t').first().click();
  await plain.locator('#return').click();
  await plain.setInputFiles('#attachments', PAPER);
  await submit(plain, pointer);
  await plain.waitForURL(/\?submitted$/);
  const path = pathOf(plain);
  await decide('ops.engineer', path, 'approve', '', { scripts: false });
  await decide('bigdata.admin', path, 'approve', '', { scripts: false });
  const operator = await yunwu.signedIn('ops.engineer');
  await operator.goto(path);
  await act(operator, pointer, 'deliver', { note: '已释放' });
  assert.equal(await state(operator), 'delivered');
  await isSound(operator, 'a return that is done');
  await operator.context().close();
  await plain.goto('/resources?q=yj-yzt-gis-02&state=returned');
  assert.match(await plain.locator('main tbody').innerText(), /已回收/);
  await plain.context().close();
});
