// The tests that there are, and those that the patterns of `npm test -- PATTERN …` mean.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { root } from './run.mjs';
import { manifest } from './settings.mjs';

/**
 * @typedef {object} TestFile
 * @property {string} file from the root, with slashes
 * @property {number} length how long it may take, beside others
 * @property {(pattern: string) => boolean} names may a test in it be called so? Where a name is put
 *   together only as it runs, to run it is to know
 */
/** @typedef {TestFile & { inBrowser: boolean, target: string, module: string, tests: number, docs: boolean }} RustFile */

/**
 * @template {TestFile} F
 * @typedef {object} Chosen a file, and the patterns that the names of its tests must match; none is all of it
 * @property {F} of
 * @property {string[]} patterns
 */

/** A pattern is text, in whatever case, that stands at the start of a word. @param {string} pattern */
export const expression = (pattern) =>
  new RegExp(`(?<![\\p{L}\\d])${pattern.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}`, 'iu');

/** @param {string} pattern @param {string} text */
export const isIn = (pattern, text) => expression(pattern).test(text);

/** What is asked for; without a pattern that is everything. @template {TestFile} F @param {F[]} files @param {string[]} patterns @returns {Chosen<F>[]} */
export function select(files, patterns) {
  const isWhole = ({ file }) =>
    patterns.length === 0 || patterns.some((pattern) => isIn(pattern, file));
  return files.flatMap((of) => {
    if (isWhole(of)) return [{ of, patterns: [] }];
    const named = patterns.filter((pattern) => of.names(pattern));
    return named.length > 0 ? [{ of, patterns: named }] : [];
  });
}

/** @returns {TestFile[]} */
export function pageFiles() {
  return sources('tests/page', '.test.js').map(({ file, text }) => {
    const plain = [...text.matchAll(/\btest\(\s*(['"])(.*?)\1,/g)].map(([, , name]) => name);
    // `${…}` stands for anything. Such a name is met where a part of it and the pattern overlap, or
    // where the pattern is anywhere in the file, which may hold what is put in.
    const pieces = [...text.matchAll(/\btest\(\s*`((?:[^`\\]|\\.)*)`/g)].flatMap(([, name]) =>
      name.split(/\$\{[^}]*\}/),
    );
    const names = (pattern) =>
      plain.some((name) => isIn(pattern, name)) ||
      (pieces.length > 0 && isIn(pattern, text)) ||
      pieces.some((piece) => overlaps(piece.toLowerCase(), pattern.toLowerCase()));
    // What goes through every state of the product, or every paste of the table, takes longest.
    const isTour = /from '\.\/states\.js'|'\.\.\/pastes\.json'/.test(text);
    return { file, length: text.length + (isTour ? 1e9 : 0), names };
  });
}

/** Does the one go on where the other ends, or lie in it, by more than a word? @param {string} one @param {string} two */
function overlaps(one, two) {
  const OVERLAP = 6;
  if (one.length < OVERLAP || two.length < OVERLAP) return false;
  if (one.includes(two) || two.includes(one)) return true;
  for (let length = OVERLAP; length < Math.min(one.length, two.length); length += 1)
    if (one.endsWith(two.slice(0, length)) || two.endsWith(one.slice(0, length))) return true;
  return false;
}

/** @returns {RustFile[]} those of the library, of tests/, and of the crates in its folders */
export function rustFiles() {
  const tests = sources('tests', '.rs').map((source) => {
    const [, crate, inner] = source.file.match(/^tests\/([^/]+?)(?:\/(.+))?\.rs$/) ?? [];
    return { ...source, target: `--test ${crate}`, module: inner && inner !== 'main' ? inner : '' };
  });
  const library = sources('src', '.rs').map((source) => {
    const module = source.file.replace(/^src\//, '').replace(/(?:\/mod)?\.rs$/, '');
    return { ...source, target: '--lib', module: module === 'lib' ? '' : module };
  });
  const byRequest = manifest.test
    .filter(({ test }) => test === false)
    .map(({ name }) => `--test ${name}`);
  return [...tests, ...library]
    .map(({ file, text, target, module }) => {
      const found = [...text.matchAll(TEST)].map(([, attribute, name]) => ({ attribute, name }));
      return {
        file,
        length: text.length,
        names: (pattern) => found.some(({ name }) => isIn(asRust(pattern), name)),
        inBrowser: found.some(({ attribute }) => attribute === 'wasm_bindgen_test'),
        target,
        module: module.replaceAll('/', '::'),
        docs: target === '--lib' && /^\s*\/\/[/!] ```$/m.test(text),
        tests: found.length,
      };
    })
    .filter(({ tests, docs, target }) => (tests > 0 || docs) && !byRequest.includes(target));
}

/**
 * What cargo is told, one command each: crates of which the same is asked go together.
 * @param {Chosen<RustFile>[]} chosen
 * @param {number} most filters that the tests' runner takes at once
 * @returns {string[][]}
 */
export function cargoArguments(chosen, most = Infinity) {
  /** @type {Map<string, Set<string>>} the filters of each target; '' lets everything pass */
  const asked = new Map();
  const add = (target, filter) => asked.set(target, (asked.get(target) ?? new Set()).add(filter));
  for (const { of, patterns } of chosen) {
    const { file, target, module, tests, docs } = of;
    for (const pattern of patterns) add(target, asRust(pattern));
    if (patterns.length > 0) continue;
    if (tests > 0) add(target, module && `${module}::`);
    if (docs) add('--doc', file);
  }
  /** @type {Map<string, string[]>} the targets of each set of filters */
  const commands = new Map();
  for (const [target, set] of asked) {
    const filters = set.has('') ? [''] : [...set];
    const groups = filters.length > most ? filters : [filters.join(' ')];
    for (const group of groups) commands.set(group, [...(commands.get(group) ?? []), target]);
  }
  return [...commands].map(([group, targets]) => [
    ...targets.flatMap((target) => target.split(' ')),
    ...(group === '' ? [] : ['--', ...group.split(' ')]),
  ]);
}

/** A pattern in words, as Rust writes a name. @param {string} pattern */
const asRust = (pattern) => pattern.toLowerCase().replaceAll(/[ -]/g, '_');

const TEST = /#\[(test|wasm_bindgen_test)\](?:\s*#\[[^\]]*\])*\s*(?:pub )?(?:async )?fn (\w+)/g;

/** @param {string} folder @param {string} ending */
function sources(folder, ending) {
  const path = join(root, folder);
  const names = existsSync(path) ? readdirSync(path, { recursive: true }) : [];
  return /** @type {string[]} */ (names)
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => ({
      file: `${folder}/${name.replaceAll(sep, '/')}`,
      text: readFileSync(join(path, name), 'utf8'),
    }));
}
