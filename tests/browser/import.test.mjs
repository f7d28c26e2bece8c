// Hosts from a spreadsheet: a report first, then all or nothing.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const HEAD = '云主机名称\t浮动IP\t所属单位\t区域\t规格';
const paste = (...rows) => [HEAD, ...rows].join('\n');

async function check(page, text) {
  await page.goto('/network/hosts');
  await page.locator('a[href="/network/hosts/import"]').click();
  await page.locator('[name=pasted]').fill(text);
  await page.locator('.actionbar button').click();
  await page.waitForURL(/\/network\/hosts\/import\/[0-9a-f-]{36}$/);
}

for (const [how, options] of [['at a desk', {}], ['on a phone', { viewport: PHONE, touch: true }], ['without scripts', { scripts: false }]]) {
  test(`a sheet is checked, mended and imported ${how}`, async () => {
    const page = await yunwu.signedIn('ops.engineer', options);
    const name = `import-${options.viewport ? 'm' : options.scripts === false ? 's' : 'd'}`;
    const address = `10.20.9.${options.viewport ? 11 : options.scripts === false ? 12 : 13}`;
    await check(page, paste(`${name}\t10.20.9.300\t没有的厅\thuashan\t8核`));
    assert.match(await page.locator('main').innerText(), /有 1 行有误[\s\S]*10\.20\.9\.300[\s\S]*没有的厅/);
    if (options.scripts !== false) await isSound(page, `the report with errors ${how}`);
    await check(page, paste(`${name}\t${address}\tYJT\thuashan\t8核`, 'yj-yzt-web-01\t10.20.6.31\tYJT\thuashan\t64核'));
    if (options.scripts !== false) await isSound(page, `the report ${how}`);
    await page.locator('form[action$="/confirm"] button').click();
    await page.waitForLoadState();
    assert.match(await page.locator('main').innerText(), /导入完成[\s\S]*新增 1/);
    if (options.scripts !== false) await isSound(page, `the result ${how}`);
    await page.goto(`/network/hosts?q=${name}`);
    assert.match(await page.locator('main table').innerText(), new RegExp(address));
  });
}
