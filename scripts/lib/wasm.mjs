// Build the WebAssembly package, its first core, its first answers, the models and the modules of kernels into pkg/, with the settings of wasm-pack.toml.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFirstCore, firstCore } from './first-core.mjs';
import { Failure, find, root, run, typescript } from './run.mjs';
import { buildArguments, moduleArguments, settings } from './settings.mjs';
import { wasmToolchain } from './toolchain.mjs';

export function buildPackage(profile) {
  // Without it wasm-pack only warns, and ships a package that is larger and slower.
  if (!find('wasm-opt')) throw new Failure('wasm-opt is missing from node_modules: run npm ci.');
  // wasm-pack optimises every module that it finds there, and knows nothing of the kernels' instructions.
  for (const name of Object.keys(settings.kernels.modules))
    rmSync(kernelFile(name), { force: true });
  rmSync(firstCore, { force: true });
  run('wasm-pack', buildArguments(profile), { env: wasmToolchain() });
  buildFirstCore(profile);
  run(process.execPath, [...typescript, join(root, 'scripts', 'lib', 'first-answers.mjs')]);
  buildModels(profile);
  buildKernels();
}

const folder = join(root, settings.build['out-dir']);

/** @param {string} name of a set of instructions */
const kernelFile = (name) => join(folder, `kernels_${name}.wasm`);

/** The models are a package of their own, with the kernels' instructions. @param {string} [profile] */
function buildModels(profile) {
  const { crate, name, flags } = settings.models;
  const apart = join(root, 'target', 'models');
  rmSync(apart, { recursive: true, force: true });
  run('wasm-pack', moduleArguments(apart, name, { crate, profile }), {
    env: { ...wasmToolchain(), RUSTFLAGS: flags.join(' ') },
  });
  for (const file of readdirSync(apart))
    if (file.startsWith(name)) copyFileSync(join(apart, file), join(folder, file));
  // wasm-pack lists the core's files alone, and npm packs what is listed.
  const list = join(folder, 'package.json');
  const core = JSON.parse(readFileSync(list, 'utf8'));
  core.files.push(`${name}_bg.wasm`, `${name}.js`, `${name}.d.ts`);
  writeFileSync(list, `${JSON.stringify(core, null, 2)}\n`);
}

/**
 * The kernels use no other package and no part of the core, so that src/kernels/ is compiled as a
 * crate of its own, in seconds, once for each set of instructions that a browser may have.
 */
function buildKernels() {
  const { modules, flags } = settings.kernels;
  mkdirSync(folder, { recursive: true });
  for (const [name, features] of Object.entries(modules)) {
    const file = kernelFile(name);
    const source = join('src', 'kernels', 'mod.rs');
    run('rustc', [...flags, `-Ctarget-feature=${features}`, '-o', file, source], {
      env: wasmToolchain(),
    });
    run('wasm-opt', ['-O3', '--all-features', file, '-o', file], {
      shell: process.platform === 'win32', // npm's commands are .cmd files there
    });
  }
}
