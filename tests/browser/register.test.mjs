// The register of ports: its questions, its search, an entry's history, the round.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { keyboard, pointer, state } from './hands.mjs';
import { isSound, PHONE, portal } from './support.mjs';

let yunwu;
before(async () => { yunwu = await portal(); });
after(() => yunwu.close());

const QUESTIONS = ['internet', 'ending', 'unlimited'];

async function walk(as = {}, hands = pointer) {
  const sound = async what => { if (as.scripts !== false) await isSound(operator, what); };
  const operator = await yunwu.signedIn('ops.engineer', as, hands);
  await operator.goto('/network/ports');
  await sound('the register');

  for (const question of QUESTIONS) {
    await hands.press(operator.locator(`nav.tabs a[href$="question=${question}"]`));
    await operator.waitForURL(`**question=${question}`);
    assert.ok(await operator.locator('main tbody tr').count() > 0, `the example answers ${question}`);
    await sound(question);
  }

  await hands.press(operator.locator('nav.tabs a[href$="question=reach"]'));
  await operator.waitForURL('**question=reach');
  await hands.write(operator.locator('.ask [name=reach]'), '10.20.6');
  await hands.press(operator.locator('.ask button'));
  await operator.waitForURL('**reach=10.20.6');
  assert.equal(await operator.locator('.ask [name=reach]').getAttribute('aria-invalid'), 'true');
  await sound('an address that is none');
  await hands.write(operator.locator('.ask [name=reach]'), '１０。２０。６。３１');
  await hands.press(operator.locator('.ask button'));
  await operator.waitForURL(/reach=%EF%BC%91/);
  assert.equal(await operator.locator('.ask [name=reach]').inputValue(), '10.20.6.31');
  const reached = await operator.locator('main tbody').innerText();
  assert.match(reached, /203\.0\.113\.18:\d+ → 10\.20\.6\.31/);
  assert.match(reached, /租户间互访/, 'both ways');
  await sound('what reaches an address');

  await hands.press(operator.locator('main tbody a[href^="/network/ports/"]').first());
  await operator.waitForURL(/\/network\/ports\/\d+$/);
  assert.match(await state(operator), /active|to_remove/);
  assert.match(await operator.locator('.tl').innerText(), /开通[\s\S]*提交申请/);
  await sound('an entry');

  await operator.goto('/network/recertification/round');
  assert.match(await operator.locator('main tbody').innerText(), /湖北省应急管理厅/);
  await sound('the round');
  await operator.context().close();
}

test('at the desk', () => walk());
test('on a phone', () => walk({ viewport: PHONE, touch: true }));
test('without scripts', () => walk({ scripts: false }));
test('by keyboard alone', () => walk({}, keyboard));
test('in the dark', () => walk({ dark: true }));
