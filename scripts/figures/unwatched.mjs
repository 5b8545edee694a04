// Visits in a browser that nobody inspects: what Playwright attaches to a page makes it slower.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../tests/eventually.js';
import { launchOptions } from '../lib/browser.mjs';
import { filesOf, serve } from '../lib/static-host.mjs';

/**
 * Each visit is to a host of its own, so that nothing is there from the one before.
 * @param {string} dist @param {number} visits
 * @param {string} probe the script of each page, which tells what it has found by a request to /told?…
 * @returns {Promise<number[]>} what was told, of the first visit nothing: with it the browser wakes up
 */
export async function unwatched(dist, visits, probe) {
  const { executablePath, args } = launchOptions();
  const profile = mkdtempSync(join(tmpdir(), 'unwatched-'));
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const browser = spawn(
    executablePath,
    [...args, ...own, '--no-first-run', '--window-size=1440,1000', 'about:blank'],
    { stdio: 'ignore' },
  );
  try {
    const port = await portOf(profile);
    const files = filesOf(dist, { probe });
    const told = [];
    for (let visit = 0; visit <= visits; visit += 1) {
      const { site, heard, close } = await serve(files);
      const tab = await fetch(`http://127.0.0.1:${port}/json/new?${site}`, { method: 'PUT' });
      told.push(await heard);
      await fetch(`http://127.0.0.1:${port}/json/close/${(await tab.json()).id}`);
      close();
    }
    return told.slice(1);
  } finally {
    browser.kill();
    await new Promise((ended) => browser.once('exit', ended));
    // Its last processes may still write there; of the two, only this `rm` begins anew when they do.
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The browser writes down where it listens. */
const portOf = (profile) =>
  eventually(async () => {
    const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
    assert.ok(port, 'it is being written');
    return Number(port);
  });
