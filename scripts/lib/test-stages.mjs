// The stages of `npm test`, or those that patterns ask for: a check by its title, tests by their file
// or name. In one lane runs what is native, quick checks first, and beside it what is built for the page:
// rustc and wasm-opt keep one core alone for minutes. The type checker needs the package, and the page's tests the site.
import { join } from 'node:path';
import { isBuilt } from '../build.mjs';
import { findDriver } from './browser.mjs';
import { runPageTests } from './page-tests.mjs';
import { root } from './run.mjs';
import { cargoArguments, isIn, pageFiles, rustFiles, select } from './selection.mjs';
import { testCommand } from './settings.mjs';
import { check, joined, rustTests } from './stages.mjs';
import { wasmToolchain } from './toolchain.mjs';

/**
 * @typedef {object} Declared a stage as it can be asked for
 * @property {string} title
 * @property {string} [lane]
 * @property {string[]} [command]
 * @property {Record<string, string>} [env]
 * @property {import('./selection.mjs').RustFile[]} [rust] the files of its tests
 * @property {number} [filters] that their runner takes at once
 * @property {import('./selection.mjs').TestFile[]} [page] the files of its tests
 * @property {boolean} [needsSite]
 */

const node = process.execPath;
const script = (...path) => [node, join(root, 'node_modules', ...path)];
const clippy = (...flags) => [
  'cargo',
  'clippy',
  '--workspace',
  '--all-targets',
  ...flags,
  '--',
  '-Dwarnings',
];

// The laws draw the same cases in each run, so that a change alone decides whether it passes. A plain
// `cargo test` draws others each time, and looks further.
const SAME_CASES = { PROPTEST_RNG_SEED: process.env.PROPTEST_RNG_SEED ?? '2017' };

const BUILD = {
  title: 'Build: package and site',
  command: [node, join(root, 'scripts', 'build.mjs')],
};

/** @returns {Declared[]} */
function declared() {
  const wasm = wasmToolchain();
  const wasmTest = testCommand(findDriver());
  const rust = rustFiles();
  /** @type {Declared[]} */
  const native = [
    {
      title: 'JavaScript: format and lints (biome)',
      command: [...script('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off', '.'],
    },
    { title: 'Rust: format (rustfmt)', command: ['cargo', 'fmt', '--all', '--check'] },
    { title: 'Rust: lints (clippy)', command: clippy() },
    {
      title: 'Rust: tests',
      command: ['cargo', 'test', '--no-fail-fast'],
      env: SAME_CASES,
      rust: rust.filter(({ inBrowser }) => !inBrowser),
    },
  ];
  /** @type {Declared[]} */
  const built = [
    BUILD,
    {
      title: 'TypeScript: types (tsc)',
      command: [...script('typescript', 'bin', 'tsc'), '--project', '.'],
      needsSite: true,
    },
    {
      title: 'Rust: lints of the WebAssembly side (clippy)',
      command: clippy('--target', 'wasm32-unknown-unknown'),
      env: wasm,
    },
    {
      title: 'WebAssembly: tests in a browser',
      command: ['wasm-pack', ...wasmTest.args],
      env: { ...wasm, ...wasmTest.env },
      rust: rust.filter(({ inBrowser }) => inBrowser),
      filters: 1,
    },
  ];
  return [
    ...native.map((stage) => ({ ...stage, lane: 'native' })),
    ...built.map((stage) => ({ ...stage, lane: 'built' })),
    { title: 'Page: tests in a browser', page: pageFiles(), needsSite: true },
  ];
}

/**
 * @param {string[]} patterns none asks for everything
 * @returns {{ stages: import('./stages.mjs').Stage[], unmet: () => string[] }} and, once all has run, the patterns that nothing is called
 */
export function testStages(patterns) {
  const everything = patterns.length === 0;
  const met = new Set();
  const meet = (isMet) => {
    const found = patterns.filter(isMet);
    for (const pattern of found) met.add(pattern);
    return found.length > 0;
  };

  /** What a stage runs, or nothing where none of it is asked for. @param {Declared} stage */
  const task = ({ title, command, env, rust, filters, page }) => {
    if (rust) {
      meet((pattern) => rust.some((of) => isIn(pattern, of.file) || of.names(pattern)));
      const each = everything ? [[]] : cargoArguments(select(rust, patterns), filters);
      const commands = each.map((args) => [...command, ...args]);
      return commands.length > 0 ? (options) => rustTests(commands, env, options) : undefined;
    }
    if (page) {
      meet((pattern) => page.some(({ file }) => isIn(pattern, file)));
      const chosen = select(page, patterns);
      const run = async () => {
        const reports = await runPageTests(chosen);
        // Only now is it known what a test is called whose name is put together.
        for (const { patterns, passed, failed } of reports)
          if (passed + failed > 0) meet((pattern) => patterns.includes(pattern));
        return joined(reports);
      };
      return chosen.length > 0 ? run : undefined;
    }
    const asked = meet((pattern) => isIn(pattern, title));
    return asked || everything ? (options) => check(command, env, options) : undefined;
  };

  const tasks = declared().map((stage) => ({ ...stage, run: task(stage) }));
  const needsSite = tasks.some(({ needsSite, run }) => needsSite && run) && !isBuilt();
  const stages = tasks
    .map((stage) =>
      stage.title === BUILD.title && needsSite
        ? { ...stage, run: (options) => check(BUILD.command, undefined, options) }
        : stage,
    )
    .filter(({ run }) => run);
  return { stages, unmet: () => patterns.filter((pattern) => !met.has(pattern)) };
}
