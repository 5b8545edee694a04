// Start other programs: look for one, read its answer, or let it speak on the terminal.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const windows = process.platform === 'win32';

/** What Node is started with where a program imports modules of the page. */
export const typescript = ['--import', new URL('typescript-hook.mjs', import.meta.url).href];

/** Tools that set-up installs for this project alone, beside another version on the machine. */
export const privateTools = join(root, '.tools');

// The project's own tools come first, so that wasm-pack finds their versions of wasm-bindgen and
// wasm-opt; cargo's come last, for a machine whose cargo is not rustup's.
process.env.PATH = [
  join(privateTools, 'bin'),
  join(root, 'node_modules', '.bin'),
  process.env.PATH,
  join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'bin'),
].join(delimiter);

/** A failure whose message is all that a person needs: what went wrong, and the cure. */
export class Failure extends Error {}

/** The path of a program, or undefined. */
export function find(program) {
  const endings = windows ? ['.exe', '.cmd', '.bat'] : [''];
  return process.env.PATH.split(delimiter)
    .flatMap((folder) => endings.map((ending) => join(folder, program + ending)))
    .find((file) => existsSync(file));
}

/** What a program prints, or undefined where it is missing or fails. */
export function answer(program, args, env = {}) {
  const { status, stdout } = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** Run a program in the terminal; true where it succeeds. */
export function attempt(program, args, { env = {}, cwd = root, shell = false } = {}) {
  const { status } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
  });
  return status === 0;
}

/** Run a program in the terminal; where it fails, stop with the cure. */
export function run(program, args, { cure, ...options } = {}) {
  if (!attempt(program, args, options)) {
    throw new Failure([`${program} ${args.join(' ')} failed.`, cure].filter(Boolean).join('\n'));
  }
}

/** Say in one line what set-up is about to do, and why. */
export function say(line) {
  console.log(`set-up: ${line}`);
}

/** Run a command's main function; print a Failure without a stack trace. */
export async function main(command) {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
