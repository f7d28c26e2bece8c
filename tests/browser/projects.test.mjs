// A project: made on the way from an application's form, looked at, archived, taken over.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, keyboard, pointer, state } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const sound = (page, as, what) => as.scripts === false ? undefined : isSound(page, what);

// From the application's form to a new project and back, with everything typed.
async function make(number, as = {}, hands = pointer) {
  const page = await yunwu.signedIn('yj.user', as, hands);
  const [system, project] = [`值守系统${number}`, `值守信息化${number}`];
  await page.goto('/applications/new');
  await hands.write(page.locator('[name=name]'), system);
  await hands.write(page.locator('[name=description]'), '值班排班和交接。');
  await hands.press(page.locator('button[value=new_project]'));
  await page.waitForURL(/\/projects\/new\?back=/);
  await sound(page, as, 'the form of a project');

  await hands.press(page.locator('.actionbar button.pri'));
  await page.locator('#name-error').waitFor();
  assert.match(await page.locator('#owner_id-error').innerText(), /请选择项目负责人/);
  await sound(page, as, 'the refused form of a project');
  await hands.write(page.locator('[name=name]'), project);
  const owner = page.locator('[name=owner_id]');
  await hands.pick(owner, await owner.locator('option', { hasText: '刘建国' }).getAttribute('value'));
  await hands.press(page.locator('.actionbar button.pri'));

  await page.waitForURL(/\/applications\/new$/);
  assert.equal(await page.inputValue('[name=name]'), system);
  assert.equal(await page.inputValue('[name=description]'), '值班排班和交接。');
  assert.equal(await page.locator('#project option:checked').innerText(), project);
  await sound(page, as, 'the application’s form with its project');
  await hands.press(page.locator('.actionbar button.pri'));
  await page.waitForURL(/\/applications\/\d+$/);
  await hands.press(page.locator('.dl a[href^="/projects/"]'));
  await page.waitForURL(/\/projects\/\d+$/);
  assert.match(await page.locator('main table').innerText(), new RegExp(system));
  await sound(page, as, 'the project’s page');
  return page;
}

test('by pointer', async () => (await make(1)).context().close());
test('by keyboard alone', async () => (await make(2, {}, keyboard)).context().close());
test('without scripts', async () => (await make(3, { scripts: false })).context().close());

test('on a phone it is archived, restored, and taken over by the administrator', async () => {
  const as = { viewport: PHONE, touch: true };
  const page = await make(4, as);
  await act(page, pointer, 'archive');
  assert.equal(await state(page), 'archived');
  await isSound(page, 'an archived project');
  await act(page, pointer, 'restore');
  assert.equal(await state(page), 'active');
  const boss = await yunwu.signedIn('yj.admin', as);
  await boss.goto(page.url());
  await act(boss, pointer, 'take-over');
  assert.match(await boss.locator('main .dl').first().innerText(), /维护人\s*刘建国/);
  await boss.goto('/projects');
  await isSound(boss, 'the list on a phone');
  await page.goto('/messages?kind=project');
  assert.match(await page.locator('main').innerText(), /刘建国 接管了项目/);
  await boss.context().close();
  await page.context().close();
});

test('files lie with the form until it is saved, and a third one is refused', async () => {
  const page = await yunwu.signedIn('yj.user', { dark: true });
  await page.goto('/projects/new');
  await isSound(page, 'the form in the dark');
  const file = name => ({ name, mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await page.locator('[name=attachments]').setInputFiles(['1.txt', '2.txt', '3.txt'].map(file));
  await page.locator('[name=name]').fill('带附件的项目');
  await page.locator('[name=owner_id]').selectOption({ index: 1 });
  await page.locator('.actionbar button.pri').click();
  await page.locator('#attachments-error').waitFor();
  assert.match(await page.locator('#attachments-error').innerText(), /打包成一个 zip/);
  assert.equal(await page.locator('.files li').count(), 2);
  await isSound(page, 'two files with the form');
  await page.locator('.files [data-remove]').first().click();
  await page.locator('.actionbar button.pri').click();
  await page.waitForURL(/\/projects\/\d+$/);
  assert.equal(await page.locator('.files li').count(), 1);
  await isSound(page, 'a project with a file');
  await page.context().close();
});
