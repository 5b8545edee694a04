// A test that fails is done once more, alone: one that passes then is named, and one that fails has failed.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { runPageTests } from '../../scripts/lib/page-tests.mjs';

/** What the runner reports of a file of tests that are called as they end. */
async function reportOf(text) {
  const folder = await mkdtemp(join(tmpdir(), 'done-again-'));
  const file = join(folder, 'some.test.js');
  const opening =
    "import { existsSync, writeFileSync } from 'node:fs';\nimport { test } from 'node:test';\n";
  await writeFile(file, opening + text.replaceAll('FOLDER', JSON.stringify(folder)));
  delete process.env.NODE_TEST_CONTEXT; // of a runner's own child the report is not text
  // What it prints would be read as a report of this file.
  const print = mock.method(console, 'log', () => {});
  try {
    const [report] = await runPageTests(
      [{ of: { file, length: 1, names: () => true }, patterns: [] }],
      1,
    );
    return report;
  } finally {
    print.mock.restore();
    await rm(folder, { recursive: true });
  }
}

const PASSES = "test('it passes (always)', () => {});\n";
const FAILS = "test('it fails [at 1]', () => { throw new Error('as ever'); });\n";
const FAILS_ONCE = `test('it fails once: 1 + 1', () => {
  const seen = FOLDER + '/seen';
  if (existsSync(seen)) return;
  writeFileSync(seen, '');
  throw new Error('a race');
});\n`;

test('what passes when done again counts as passed, and is told', async () => {
  const report = await reportOf(PASSES + FAILS_ONCE);
  assert.deepEqual([report.passed, report.failed, report.why], [2, 0, '']);
  assert.match(report.atFirst, /it fails once: 1 \+ 1[\s\S]*a race/);
});

test('what fails again has failed, with all that failed beside it', async () => {
  const report = await reportOf(PASSES + FAILS_ONCE + FAILS);
  assert.deepEqual([report.passed, report.failed], [1, 2]);
  assert.match(report.why, /a race[\s\S]*as ever/);
});

test('a file that breaks off has failed', async () => {
  const report = await reportOf(`${PASSES}process.exit(3);\n`);
  assert.equal(report.failed, 1);
});
