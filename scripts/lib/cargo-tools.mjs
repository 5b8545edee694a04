// Install wasm-pack, wasm-bindgen and geckodriver at the pinned versions.
import { answer, privateTools, run, say } from './run.mjs';
import { versions } from './settings.mjs';

// These tools run briefly and are compiled once: less optimising saves minutes on a cold machine.
const fast = { CARGO_PROFILE_RELEASE_OPT_LEVEL: '1', CARGO_PROFILE_RELEASE_LTO: 'off' };

export function installTools() {
  installTool(
    'wasm-pack',
    'wasm-pack',
    ['--locked'],
    'to build the package and run its browser tests',
  );
  // Its own lock may name versions that a mirror no longer serves, hence no --locked.
  installTool('wasm-bindgen', 'wasm-bindgen-cli', [], 'which must equal the library of Cargo.lock');
}

/** Install a program of crates.io at its pinned version. */
export function installTool(program, crate, flags, why) {
  const version = versions[program];
  const found = answer(program, ['--version'])?.match(/\d+\.\d+\.\d+\S*/)?.[0];
  if (found === version) return;
  say(`cargo install ${crate} ${version}, ${why} (a few minutes, once)`);
  // Another project may need the version that is there: leave it, and keep ours in .tools.
  const place = found ? ['--root', privateTools] : [];
  run('cargo', ['install', crate, '--version', version, ...flags, ...place], {
    env: fast,
    cure: 'It needs the network, a C linker, and Rust from https://rustup.rs.',
  });
}
