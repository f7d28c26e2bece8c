// Every page once, for everybody who has it; the main ones on a phone, in the dark and in English.
import { after, before, test } from 'node:test';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const OPEN = ['/login', '/password/forgotten', '/dev/mailbox', '/nowhere'];
const DEPARTMENT = [
  '/', '/resources/apply', '/resources/apply/ecs', '/resources/apply/rds', '/resources/requests', '/resources', '/tickets', '/tickets/new', '/tickets/new/internet-mapping', '/tickets/new?want=reach', '/tickets/new/internet-access',
  '/tickets/new/extranet-access', '/tickets/new/extranet-mapping', '/tickets/new/tenant-access', '/network/extranet-ips',
  '/network/extranet-ips/59.0.2.18', '/applications', '/applications/new', '/network/internet-ips',
  '/network/internet-ips/203.0.113.18', '/network/hosts', '/network/ports', '/network/vpcs', '/network/recertification', '/messages', '/me', '/me/password', '/me/sessions', '/me/shortcuts', '/me/filters', '/permissions', '/bills/none',
];
const OPERATOR = ['/', '/approvals', '/resources/requests', '/resources/times', '/resources', '/tickets', '/network/internet-ips', '/network/hosts', '/network/hosts/new', '/network/hosts/import', '/network/ports', '/network/recertification/round', '/network/removals', '/applications', '/messages'];
const MAIN = ['/', '/tickets', '/tickets?state=resolved', '/me/filters', '/tickets/new/internet-mapping', '/network/internet-ips/203.0.113.18'];

async function look(page, paths, how = '') {
  for (const path of paths) {
    await page.goto(path);
    await isSound(page, `${path} ${how}`);
  }
  await page.context().close();
}

async function firstLink(page, list, below) {
  await page.goto(list);
  return page.locator(`main table a[href^="${below}"]`).first().getAttribute('href');
}

test('pages that are open to all', async () => {
  const page = await yunwu.visit();
  await page.goto('/password/forgotten');
  await page.fill('[name=username]', 'wj.admin');
  await page.locator('main form button').last().click();
  await page.waitForLoadState();
  await page.goto('/dev/mailbox');
  const letter = await page.locator('main a[href^="/dev/mailbox/"]').first().getAttribute('href');
  await page.goto(letter);
  const reset = await page.locator('main a[href*="/password/reset/"]').first().getAttribute('href');
  await look(page, [...OPEN, letter, new URL(reset, yunwu.base).pathname, '/password/reset/gone']);
});

test('pages of a department', async () => {
  const page = await yunwu.signedIn('yj.user');
  const draft = await firstLink(page, '/tickets?state=draft', '/tickets/GD');
  const message = await firstLink(page, '/messages', '/messages/');
  const records = [await firstLink(page, '/tickets', '/tickets/GD'), await firstLink(page, '/applications', '/applications/'), await firstLink(page, '/network/hosts', '/network/hosts/')];
  const tabs = ['tickets', 'hosts', 'ports'].map(tab => `${records[1]}/${tab}`);
  await look(page, [...DEPARTMENT, ...records, ...tabs, `${draft}/edit`, message]);
});

test('pages of an administrator of a department', async () => {
  const page = await yunwu.signedIn('yj.admin');
  const application = await firstLink(page, '/applications?q=应急指挥一张图', '/applications/');
  const asked = await firstLink(page, '/quotas/requests', '/quotas/requests/PE');
  await page.goto('/quotas/allocate');
  const child = await page.locator('main .tasks a').first().getAttribute('href');
  const quotas = ['/quotas', '/quotas/ledger', '/quotas/ledger?of=1-vcpu', '/quotas/requests', '/quotas/requests/new', asked, '/quotas/approvals', '/quotas/allocate', child, '/quotas/subordinates'];
  await look(page, ['/applications', `${application}/edit`, ...quotas]);
});

test('pages of an operator', async () => {
  const page = await yunwu.signedIn('ops.engineer');
  const ticket = await firstLink(page, '/tickets?state=mine', '/tickets/GD');
  const host = await firstLink(page, '/network/hosts', '/network/hosts/');
  const vpc = await firstLink(page, '/network/vpcs', '/network/vpcs/');
  const entry = await firstLink(page, '/network/ports', '/network/ports/');
  const networks = ['/network/vpcs/new', vpc, `${vpc}/edit`, `${vpc}/vswitches/new`];
  await look(page, [...OPERATOR, ticket, `${ticket}/work-order`, host, `${host}/edit`, ...networks, entry]);
});

test('pages of the administrators', async () => {
  const keeper = await yunwu.signedIn('platform.admin');
  await look(keeper, ['/admin/quotas', '/network/internet-ips', '/network/internet-ips/new', '/network/internet-ips/203.0.113.18/edit']);
  for (const name of ['platform.admin', 'security.admin', 'auditor', 'bigdata.user', 'plc.user']) {
    await look(await yunwu.signedIn(name), ['/', '/permissions'], name);
  }
});

for (const [how, options] of [['on a phone', { viewport: PHONE, touch: true }], ['in the dark', { dark: true }]]) {
  test(`form, list, record and dashboard ${how}`, async () => {
    const page = await yunwu.signedIn('yj.user', options);
    await look(page, [...MAIN, await firstLink(page, '/tickets', '/tickets/GD')], how);
  });
}

test('form, list, record and dashboard in English', async () => {
  const page = await yunwu.signedIn('wj.user');
  await page.locator('form[action="/me/language"] button[value=en]').first().click();
  await look(page, ['/', '/tickets', '/tickets/new/internet-mapping', await firstLink(page, '/tickets', '/tickets/GD')], 'in English');
});
