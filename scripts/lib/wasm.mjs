// Build the WebAssembly package into pkg/, with the settings of wasm-pack.toml.

import { Failure, find, run } from './run.mjs';
import { buildArguments } from './settings.mjs';
import { wasmToolchain } from './toolchain.mjs';

export function buildPackage(profile) {
  // Without it wasm-pack only warns, and ships a package that is larger and slower.
  if (!find('wasm-opt')) throw new Failure('wasm-opt is missing from node_modules: run npm ci.');
  run('wasm-pack', buildArguments(profile), { env: wasmToolchain() });
}
