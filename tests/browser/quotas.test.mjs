// A department runs short of quota: it is told by how much, asks its parent, and goes on; on a phone and without scripts too.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, pointer, state, submit } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const PAPER = { name: '申请单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nwhy') };
const sound = (page, as, what) => as.scripts === false ? undefined : isSound(page, what);

async function walk(size, as = {}) {
  const page = await yunwu.signedIn('yj.user', as);
  await page.goto('/resources/apply/ebs');
  await page.locator('#project').selectOption({ label: '应急指挥平台' });
  await page.fill('[name=size]', size);
  await page.setInputFiles('#attachments', PAPER);
  await submit(page, pointer);
  await page.locator('#quota a').waitFor();
  assert.match(await page.locator('.alert.bad').innerText(), new RegExp(`云盘需要 ${size}，剩余 \\d+`));
  await sound(page, as, 'the request that is refused for want of quota');

  const asker = await yunwu.signedIn('yj.admin', as);
  await asker.goto('/quotas/requests/new');
  await asker.locator('input[name=amount]').nth(2).fill(size);
  await asker.fill('[name=reason]', '影像数据归档');
  await submit(asker, pointer);
  await asker.waitForURL(/\/quotas\/requests\/PE\d+$/);
  await sound(asker, as, 'the quota request');

  const parent = await yunwu.signedIn('bigdata.admin', as);
  await parent.goto(new URL(asker.url()).pathname);
  await act(parent, pointer, 'approve', { text: '同意' });
  assert.equal(await state(parent), 'approved');
  await sound(parent, as, 'the quota request once it is approved');

  await submit(page, pointer);
  await page.waitForURL(/\/resources\/requests\/ZY\d+\?submitted$/);
  for (const each of [page, asker, parent]) await each.context().close();
}

test('at a desk', () => walk('32000'));
test('on a phone, in the dark', () => walk('31500', { viewport: PHONE, touch: true, dark: true }));
test('without scripts', () => walk('31000', { scripts: false }));
