// Set up what is missing and run every check and test; the last line sums them all.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { main, root, typescript } from './lib/run.mjs';
import { setUp } from './setup.mjs';

// For one whole file of tests, the longest of which takes three minutes on a quick machine: it ends
// what would hang for ever, such as a browser that a failed test left open, and nothing else.
const deadline = '--test-timeout=900000';

let result = { passed: 0, failed: 1 };
await main(async () => {
  await setUp();
  const { runStages } = await import('./lib/stages.mjs');
  result = await runStages(await stages());
});
console.log(`\n${result.passed} passed, ${result.failed} failed`);
if (result.failed > 0) process.exitCode = 1;

/** Quick checks first. The type checker needs the package built, and the page's tests the site. */
async function stages() {
  const { wasmToolchain } = await import('./lib/toolchain.mjs');
  const { testCommand } = await import('./lib/settings.mjs');
  const { findDriver } = await import('./lib/browser.mjs');
  const wasm = wasmToolchain();
  const wasmTest = testCommand(findDriver());
  const node = process.execPath;
  const script = (...path) => [node, join(root, 'node_modules', ...path)];

  const clippy = (...flags) => ['cargo', 'clippy', '--all-targets', ...flags, '--', '-Dwarnings'];

  return [
    {
      title: 'JavaScript: format and lints (biome)',
      command: [...script('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off', '.'],
    },
    { title: 'Rust: format (rustfmt)', command: ['cargo', 'fmt', '--check'] },
    { title: 'Rust: lints (clippy)', command: clippy() },
    {
      title: 'Rust: lints of the WebAssembly side (clippy)',
      command: clippy('--target', 'wasm32-unknown-unknown'),
      env: wasm,
    },
    { title: 'Rust: tests', command: ['cargo', 'test', '--no-fail-fast'], runner: 'rust' },
    { title: 'Build: package and site', command: [node, join(root, 'scripts', 'build.mjs')] },
    {
      title: 'WebAssembly: tests in a browser',
      command: ['wasm-pack', ...wasmTest.args],
      env: { ...wasm, ...wasmTest.env },
      runner: 'rust',
    },
    {
      title: 'TypeScript: types (tsc)',
      command: [...script('typescript', 'bin', 'tsc'), '--project', '.'],
    },
    {
      title: 'Page: tests in a browser',
      command: [node, ...typescript, '--test', '--test-reporter=spec', deadline, ...pageTests()],
      runner: 'node',
    },
  ];
}

function pageTests() {
  const folder = join(root, 'tests', 'page');
  const files = existsSync(folder) ? readdirSync(folder) : []; // none is a failure of that stage
  return files.filter((file) => file.endsWith('.test.js')).map((file) => join(folder, file));
}
