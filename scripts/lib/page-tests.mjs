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
/** @typedef {import('./stages.mjs').Report & { of: import('./selection.mjs').TestFile, patterns: string[] }} FileReport */

/**
 * A test that fails is done once more when the others have ended. If it passes then, it has told of a race
 * or of a busy machine, not of a fault of the change: it counts as passed, and is named at the end, to be
 * mended.
 * @param {Chosen[]} chosen
 * @param {number} [lanes]
 * @returns {Promise<FileReport[]>}
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
    return await doneAgain(reports, host.site);
  } finally {
    host.close();
  }
}

/** @param {FileReport[]} reports @param {string} site @returns {Promise<FileReport[]>} */
async function doneAgain(reports, site) {
  if (reports.every(({ failed }) => failed === 0)) return reports;
  const browser = await chromium.launchServer(windowlessOptions());
  const shared = { site, browser: browser.wsEndpoint() };
  const all = [];
  try {
    for (const report of reports) {
      const names = [...(report.why ?? '').matchAll(FAILED)].map(([, name]) => name);
      // What broke off, or has more failures than can be read, has failed.
      const isNamed = report.failed > 0 && names.length === report.failed;
      const again = isNamed ? await runFile({ of: report.of, patterns: names }, shared) : null;
      const isMended = again && again.failed === 0 && again.passed >= names.length;
      all.push(
        isMended
          ? {
              ...report,
              passed: report.passed + names.length,
              failed: 0,
              why: '',
              atFirst: report.why,
            }
          : report,
      );
    }
  } finally {
    await browser.close();
  }
  return all;
}

/** @param {Chosen} chosen @param {{ site: string, browser: string }} shared what tests/page/support.js uses instead of its own @returns {Promise<FileReport>} */
async function runFile({ of, patterns }, shared) {
  const { file } = of;
  const named = patterns.map((pattern) => `--test-name-pattern=${expression(pattern)}`);
  const command = [process.execPath, ...typescript, '--test-reporter=spec', ...named, file];
  const env = { PAGE_TESTS: JSON.stringify(shared) };
  const start = performance.now();
  const { code, text } = await stream(command, env, { quiet: true, deadline: DEADLINE });
  const seconds = (performance.now() - start) / 1000;
  console.log(`\n-- ${file}, ${seconds.toFixed(1)} s`);
  const lines = text.split('\n');
  console.log(lines.filter((line) => !NOT_ASKED_FOR.test(line)).join('\n'));
  return {
    of,
    patterns,
    files: [{ file, seconds }],
    ...nodeReport(code, text, patterns.length > 0),
  };
}

const NOT_ASKED_FOR = /# test name does not match pattern$/;
const FAILED = /^✖ (.+) \([\d.]+ms\)$/gm;
