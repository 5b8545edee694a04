// Run the page's test files side by side: one host for all of them, and in each lane a browser that its
// files use one after another. So no two files share a clipboard, and none starts a browser.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { windowlessOptions } from './browser.mjs';
import { root, typescript } from './run.mjs';
import { expression } from './selection.mjs';
import { nodeReport, stream } from './stages.mjs';
import { filesOf, serve } from './static-host.mjs';

// For one whole file, the longest of which takes five minutes on a quick machine: it ends what would
// hang for ever, and nothing else.
const DEADLINE = 1_800_000;

// One more than there are cores: a test waits for its page a good part of the time.
const LANES = availableParallelism() + 1;

/** @typedef {import('./selection.mjs').Chosen<import('./selection.mjs').TestFile>} Chosen */

/**
 * @param {Chosen[]} chosen
 * @param {number} [lanes]
 * @returns {Promise<(import('./stages.mjs').Report & { patterns: string[] })[]>}
 */
export async function runPageTests(chosen, lanes = LANES) {
  const host = await serve(filesOf(join(root, 'dist'), { compressed: false }));
  // The longest first, so that none of them is alone at the end.
  const waiting = chosen.toSorted((one, two) => two.of.length - one.of.length);
  const reports = [];
  const lane = async () => {
    let browser;
    const isAlive = () => browser?.process().exitCode === null;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (!isAlive()) browser = await chromium.launchServer(windowlessOptions());
        const shared = { site: host.site, browser: browser.wsEndpoint() };
        reports.push(await runFile(next, shared));
      }
    } finally {
      await browser?.close();
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    host.close();
  }
  return reports;
}

/** @param {Chosen} chosen @param {{ site: string, browser: string }} shared what tests/page/support.js uses instead of its own */
async function runFile({ of: { file }, patterns }, shared) {
  const named = patterns.map((pattern) => `--test-name-pattern=${expression(pattern)}`);
  const command = [process.execPath, ...typescript, '--test-reporter=spec', ...named, file];
  const env = { PAGE_TESTS: JSON.stringify(shared) };
  const start = performance.now();
  const { code, text } = await stream(command, env, { quiet: true, deadline: DEADLINE });
  const seconds = (performance.now() - start) / 1000;
  console.log(`\n-- ${file}, ${seconds.toFixed(1)} s`);
  const lines = text.split('\n');
  console.log(lines.filter((line) => !NOT_ASKED_FOR.test(line)).join('\n'));
  return { patterns, files: [{ file, seconds }], ...nodeReport(code, text, patterns.length > 0) };
}

const NOT_ASKED_FOR = /# test name does not match pattern$/;
