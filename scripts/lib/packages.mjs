// Install the npm packages of package-lock.json where they are missing or older than it.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say } from './run.mjs';

export function installPackages() {
  // npm writes this record last, so an interrupted installation counts as missing.
  if (modified('node_modules/.package-lock.json') >= modified('package-lock.json')) return;
  say('npm ci, for the bundler, the type checker, the linter, wasm-opt and the test driver');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    shell: process.platform === 'win32', // npm is a .cmd file there
    cure: 'It needs the network, or a registry that npm is configured for.',
  });
}

function modified(file) {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
