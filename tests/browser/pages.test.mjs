// Every page once, for everybody who has it; the main ones on a phone, in the dark and in English.
import { after, before, test } from 'node:test';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const OPEN = ['/login', '/password/forgotten', '/dev/mailbox', '/nowhere'];
const DEPARTMENT = [
  '/', '/tickets', '/tickets/new', '/tickets/new/internet-mapping', '/applications', '/applications/new', '/network/internet-ips',
  '/network/internet-ips/203.0.113.18', '/network/hosts', '/messages', '/me', '/me/password', '/me/sessions', '/permissions', '/bills/none',
];
const OPERATOR = ['/', '/tickets', '/network/internet-ips', '/network/hosts', '/network/hosts/new', '/applications', '/messages'];
const MAIN = ['/', '/tickets', '/tickets/new/internet-mapping', '/network/internet-ips/203.0.113.18'];

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

test('pages that are open to all', async () => look(await yunwu.visit(), OPEN));

test('pages of a department', async () => {
  const page = await yunwu.signedIn('yj.user');
  const records = [await firstLink(page, '/tickets', '/tickets/GD'), await firstLink(page, '/applications', '/applications/'), await firstLink(page, '/network/hosts', '/network/hosts/')];
  const tabs = ['tickets', 'hosts', 'ports'].map(tab => `${records[1]}/${tab}`);
  await look(page, [...DEPARTMENT, ...records, ...tabs]);
});

test('pages of an operator', async () => {
  const page = await yunwu.signedIn('ops.engineer');
  await look(page, [...OPERATOR, await firstLink(page, '/tickets', '/tickets/GD')]);
});

test('pages of the administrators', async () => {
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
