// What npm test -- PATTERN runs: this file and its tests, a test in Rust, one in a browser, nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cargoArguments, pageFiles, rustFiles, select } from '../../scripts/lib/selection.mjs';

const THIS = 'tests/page/selection.test.js';

/** The files of the page that are run whole, and those of which only some tests are. */
const page = (...patterns) => {
  const chosen = select(pageFiles(), patterns);
  const of = (isWhole) =>
    chosen.filter(({ patterns }) => (patterns.length === 0) === isWhole).map(({ of }) => of.file);
  return { whole: of(true), named: of(false) };
};

const cargo = (inBrowser, ...patterns) => {
  const files = rustFiles().filter((file) => file.inBrowser === inBrowser);
  return cargoArguments(select(files, patterns), inBrowser ? 1 : undefined);
};

test('a file is chosen by its path or its name, from the start of a word, in any case', () => {
  for (const pattern of [THIS, 'selection.test', 'Selection.Test'])
    assert.deepEqual(page(pattern), { whole: [THIS], named: [] }, pattern);
  assert.deepEqual(page('selection.test'.slice(1)), { whole: [], named: [] });
});

test('without a pattern everything is chosen', () => {
  assert.equal(page().whole.length, pageFiles().length);
  assert.ok(page().whole.includes(THIS));
});

for (const [number, what] of [
  ['1', 'alone'],
  ['2', 'beside another'],
])
  test(`a name that is put together is met whole, at its end, and by what is put in: ${number}, ${what}`, () => {
    const whole =
      'a name that is put together is met whole, at its end, and by what is put in: 2, beside another';
    for (const pattern of [whole, 'what is put in: 1', 'beside another'])
      assert.ok(page(pattern).named.includes(THIS), pattern);
  });

test('tests in Rust are chosen by the name of a test, of a file, of a module, and by words', () => {
  const one = [['--test', 'settings', '--', 'wasm_pack_profiles_equal_cargos']];
  assert.deepEqual(cargo(false, 'wasm_pack_profiles_equal_cargos'), one);
  assert.deepEqual(cargo(false, 'Wasm-pack profiles equal cargos'), one);
  assert.deepEqual(cargo(false, 'tests/settings.rs'), [['--test', 'settings']]);
  assert.deepEqual(cargo(false, 'tests/settings.rs', 'wasm_pack_profiles'), [
    ['--test', 'settings'],
  ]);
  assert.deepEqual(cargo(true, 'tests/browser/hostile.rs'), [
    ['--test', 'browser', '--', 'hostile::'],
  ]);
  assert.deepEqual(cargo(true, 'tests/browser/hostile.rs', 'tests/browser/tables.rs'), [
    ['--test', 'browser', '--', 'hostile::'],
    ['--test', 'browser', '--', 'tables::'],
  ]);
});

test('what nothing is called chooses nothing, and what cargo leaves out stays out', () => {
  const nothing = ['no', 'such', 'thing'].join('');
  assert.deepEqual(page(nothing), { whole: [], named: [] });
  for (const inBrowser of [false, true]) assert.deepEqual(cargo(inBrowser, nothing), []);
  assert.deepEqual(cargo(false, 'tests/torch.rs'), []);
});
