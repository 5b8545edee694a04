// Read wasm-pack.toml and the pinned versions: the one place that scripts take settings from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { root } from './run.mjs';

const read = (file) => parse(readFileSync(join(root, file), 'utf8'));

export const settings = read('wasm-pack.toml');
export const manifest = read('Cargo.toml');

/** Versions of what set-up installs. */
export const versions = {
  'wasm-pack': settings.tools['wasm-pack'],
  numpy: settings.tools.numpy,
  anywidget: settings.tools.anywidget,
  // That of the example, which the tests put an element on a page of.
  'mkdocs-material': readFileSync(
    join(root, 'examples', 'mkdocs-material', 'requirements.txt'),
    'utf8',
  ).match(/mkdocs-material==(\S+)/)[1],
  geckodriver: settings.tools.geckodriver,
  'wasm-bindgen': read('Cargo.lock').package.find(({ name }) => name === 'wasm-bindgen').version,
};

/** Arguments of `wasm-pack build`; the profile is one of wasm-pack's: release, profiling, dev. */
export function buildArguments(profile = 'release') {
  const { target, 'out-dir': outDir, mode, 'no-gitignore': noGitignore } = settings.build;
  const args = ['build', `--${profile}`, '--target', target, '--out-dir', outDir, '--mode', mode];
  return noGitignore ? [...args, '--no-gitignore'] : args;
}

/**
 * A module of its own beside the package, into a folder apart.
 * @param {string} folder @param {string} name of the module
 * @param {{ crate?: string, profile?: string, flags?: string[] }} how flags are cargo's
 */
export function moduleArguments(folder, name, { crate = '.', profile = 'release', flags = [] }) {
  const { target, mode } = settings.build;
  const args = ['build', crate, `--${profile}`, '--target', target, '--out-dir', folder];
  return [...args, '--out-name', name, '--mode', mode, '--no-pack', '--no-gitignore', ...flags];
}

/** Arguments and environment of `wasm-pack test`. */
export function testCommand(driver) {
  const { browser, headless, mode, timeout } = settings.test;
  const args = ['test', `--${browser}`, `--${browser}driver`, driver, '--mode', mode];
  return {
    args: headless ? [...args, '--headless'] : args,
    env: { WASM_BINDGEN_TEST_TIMEOUT: String(timeout) },
  };
}
