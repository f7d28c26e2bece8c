// A server with the example province, and people who visit it in Chromium.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { pointer } from './hands.mjs';

const PASSWORD = 'Yunwu@Demo2026';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

// Starts `yunwu serve --demo` on a port and a data folder of its own, and a browser beside it.
export async function portal() {
  const data = mkdtempSync(join(process.env.YUNWU_TEST_FOLDER ?? tmpdir(), 'yunwu-browser-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = spawn(process.env.YUNWU, ['serve', '--demo', '--listen', `127.0.0.1:${port}`], {
    env: { ...process.env, YUNWU_DATA: data, DATABASE_URL: '', YUNWU_LOG: 'warn' }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = new Promise(done => server.once('exit', done));
  await answering(`${base}/readyz`);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return {
    base,
    visit: options => visitor(browser, base, options),
    async signedIn(username, options, hands = pointer) {
      const page = await visitor(browser, base, options);
      await page.goto('/login');
      await hands.write(page.locator('[name=username]'), username);
      await hands.write(page.locator('[name=password]'), PASSWORD);
      await hands.press(page.locator('main form button:not([type=button])').last());
      await page.waitForURL(url => !url.pathname.startsWith('/login'));
      return page;
    },
    async close() {
      await browser.close();
      server.kill('SIGTERM');
      await gone;
      // Where PostgreSQL's account couldn't reach the folder, its data are elsewhere.
      rmSync(realpathSync(join(data, 'postgres')), { recursive: true, force: true });
      rmSync(data, { recursive: true, force: true });
    },
  };
}

// A page of a new person's browser. What goes wrong in its console is kept in `page.troubles`.
async function visitor(browser, base, { viewport = DESK, scripts = true, dark = false, language = 'zh-CN', touch = false } = {}) {
  const context = await browser.newContext({
    baseURL: base, viewport, javaScriptEnabled: scripts, colorScheme: dark ? 'dark' : 'light', locale: language, hasTouch: touch,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.troubles = [];
  page.on('console', message => { if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) page.troubles.push(message.text()); });
  page.on('pageerror', error => page.troubles.push(String(error)));
  return page;
}

// What axe finds, one line a finding. Asked through the debugger, which the page's policy doesn't bind.
export async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(found => `${found.id}: ${found.nodes.map(node => node.target.join(' ')).join(', ')}`);
}

// Nothing to complain about: for people with other senses, for the policy, for the width of the screen.
export async function isSound(page, what) {
  assert.deepEqual(await axe(page), [], `axe on ${what}`);
  assert.deepEqual(page.troubles, [], `console on ${what}`);
  const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
  assert.ok(scroll <= width, `${what} is ${scroll} px wide on a screen of ${width}`);
}

function freePort() {
  return new Promise(found => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => found(port)); });
  });
}

async function answering(url) {
  for (let tries = 0; tries < 300; tries++) {
    const up = await fetch(url).then(answer => answer.ok, () => false);
    if (up) return;
    await new Promise(wait => setTimeout(wait, 100));
  }
  throw new Error(`${url} doesn't answer`);
}
