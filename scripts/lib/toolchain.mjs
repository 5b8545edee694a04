// Find the Rust toolchain that compiles to WebAssembly, or make one.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRoot, install, offers } from './apt.mjs';
import { answer, attempt, Failure, find, run, say } from './run.mjs';

const target = 'wasm32-unknown-unknown';
const debianPackages = ['rustc-web', 'cargo-web', 'rust-web-src', 'rust-web-clippy', 'lld-19'];

// The toolchain that commands use anyway, and the one that set-up makes of Debian's packages.
const own = {};
const debian = { RUSTUP_TOOLCHAIN: 'debian' };

/** Environment for the commands that compile to WebAssembly; undefined before set-up. */
export function wasmToolchain() {
  return [own, debian].find(isReady);
}

export function installTarget() {
  if (wasmToolchain()) return;
  if (!answer('rustc', ['--version'])) {
    throw new Failure('Rust is missing. Install it from https://rustup.rs, then start again.');
  }
  if (find('rustup')) {
    say(`rustup target add ${target}, to compile the core to WebAssembly`);
    attempt('rustup', ['target', 'add', target]);
  }
  if (!isReady(own)) makeDebianToolchain();
}

const isReady = (env) => existsSync(libraries(env)) && readdirSync(libraries(env)).length > 0;

function libraries(env) {
  return join(sysroot(env) ?? '', 'lib', 'rustlib', target, 'lib');
}

const sysroot = (env) => answer('rustc', ['--print', 'sysroot'], env);

/** Debian has the compiler and the source of its standard library, but not the library compiled. */
function makeDebianToolchain() {
  if (!offers(debianPackages)) {
    throw new Failure(
      `The Rust target ${target} is missing, and there is no ready way to get it here.\n` +
        `With a network:  rustup target add ${target}\n` +
        `On Debian 12:    run this script as root, so that it can install ${debianPackages.join(', ')}`,
    );
  }
  install(
    debianPackages,
    `because rustup cannot fetch ${target}: its library is built from source`,
  );
  if (find('rustup')) run('rustup', ['toolchain', 'link', 'debian', '/usr']);

  say('building the standard library for WebAssembly (a minute, once)');
  const crate = emptyCrate();
  run(
    'cargo',
    ['build', '--release', '--target', target, '-Zbuild-std=std,panic_abort,panic_unwind,test'],
    {
      cwd: crate,
      // The first lets a stable compiler build its own library; the second lets a crate use LTO on it.
      env: {
        ...debian,
        RUSTC_BOOTSTRAP: '1',
        RUSTFLAGS: '-Cembed-bitcode=yes',
        CARGO_TARGET_DIR: 'target',
      },
    },
  );
  placeLinker();
  const built = join(crate, 'target', target, 'release', 'deps');
  const rlibs = readdirSync(built).filter(
    (file) => file.endsWith('.rlib') && !file.startsWith('libempty'),
  );
  asRoot(['mkdir', '-p', libraries(debian)]);
  asRoot(['cp', ...rlibs.map((file) => join(built, file)), libraries(debian)]);
  rmSync(crate, { recursive: true });
}

function emptyCrate() {
  const crate = mkdtempSync(join(tmpdir(), 'wasm-std-'));
  writeFileSync(join(crate, 'Cargo.toml'), '[package]\nname = "empty"\nedition = "2021"\n');
  mkdirSync(join(crate, 'src'));
  writeFileSync(join(crate, 'src', 'lib.rs'), '');
  return crate;
}

/** The compiler calls its linker for WebAssembly `rust-lld`; Debian's has another name. */
function placeLinker() {
  const host = answer('rustc', ['-vV'], debian).match(/host: (\S+)/)[1];
  const folder = join(sysroot(debian), 'lib', 'rustlib', host, 'bin');
  asRoot(['mkdir', '-p', folder]);
  asRoot(['ln', '-sf', find('lld-19'), join(folder, 'rust-lld')]);
}
