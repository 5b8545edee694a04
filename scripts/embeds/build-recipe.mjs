// Build a site of examples/ with its generator, from a cache outside the repository: what was installed and
// what was built once stays until what it is made of changes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { newEnvironment, programIn } from '../lib/python.mjs';
import { Failure, root, say } from '../lib/run.mjs';

/** Stands in the examples where the address of a site of ours is to be. */
export const PLAYGROUND = 'https://your.site/playground/';

const examples = join(root, 'examples');
const caches = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
const windows = process.platform === 'win32';

/** @typedef {import('./recipes.mjs').Recipe} Recipe */

const placeOf = ({ name }) => join(caches, 'attention-playground', 'recipes', name);
const pinsFile = ({ name, by }) =>
  join(examples, name, by === 'npm' ? 'package.json' : 'requirements.txt');

/** What a recipe is pinned to, the generator first: its name, a space, its version. @param {Recipe} recipe @returns {string[]} */
export function pins(recipe) {
  if (!recipe.by) return [];
  const text = readFileSync(pinsFile(recipe), 'utf8');
  if (recipe.by === 'npm')
    return Object.entries(JSON.parse(text).dependencies).map((pin) => pin.join(' '));
  return text.match(/^[^#\s]\S*/gm).map((line) => line.replace('==', ' '));
}

/** Install what builds a recipe. @param {Recipe} recipe @returns {{ place: string, missing?: string }} where it is, or in words why it is not */
export function generatorOf(recipe) {
  const place = placeOf(recipe);
  if (!recipe.by) return { place };
  const wanted = pins(recipe).join('\n');
  const record = join(place, 'installed');
  if (existsSync(record) && readFileSync(record, 'utf8') === wanted) return { place };
  say(`${recipe.by} install ${pins(recipe).join(', ')} into ${place}, for examples/${recipe.name}`);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const { ok, text } = installed(recipe, place);
  if (!ok) return { place, missing: `${recipe.by} does not give it here: ${firstError(text)}` };
  writeFileSync(record, wanted);
  return { place };
}

function installed(recipe, place) {
  try {
    return recipe.by === 'npm' ? fromNpm(recipe, place) : fromPip(recipe, place);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ok: false, text: error.message }; // there is no Python that makes environments
  }
}

function fromPip(recipe, place) {
  const python = newEnvironment(join(place, 'python'));
  return quietly(python, ['-m', 'pip', 'install', '--quiet', '-r', pinsFile(recipe)], place);
}

function fromNpm(recipe, place) {
  cpSync(pinsFile(recipe), join(place, 'package.json'));
  const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
  return quietly('npm', ['install', ...flags], place, windows); // npm is a .cmd file there
}

/** Build the site. @param {Recipe} recipe @returns {string} the folder to serve, with PLAYGROUND in its texts */
export function builtSite(recipe) {
  const place = placeOf(recipe);
  const sources = sourcesOf(recipe);
  const hash = createHash('sha256').update(JSON.stringify(recipe));
  for (const [path, file] of sources) hash.update(path).update(readFileSync(file));
  const wanted = hash.digest('hex');
  const work = join(place, 'site');
  const record = join(place, 'built');
  const built = join(work, recipe.out ?? '');
  if (existsSync(record) && readFileSync(record, 'utf8') === wanted) return built;
  rmSync(record, { force: true });
  rmSync(work, { recursive: true, force: true });
  for (const [path, file] of sources) cpSync(file, join(work, path));
  if (recipe.files)
    cpSync(join(place, recipe.files), join(work, recipe.files), { recursive: true });
  if (recipe.command) generate(recipe, place, work);
  writeFileSync(record, wanted);
  return built;
}

function generate(recipe, place, work) {
  const [name, ...args] = recipe.command;
  const program =
    recipe.by === 'npm'
      ? join(place, 'node_modules', '.bin', name)
      : programIn(join(place, 'python'), name);
  const { ok, text } = quietly(program, args, work, windows && recipe.by === 'npm');
  if (!ok) throw new Failure(`${recipe.command.join(' ')} in ${work} failed:\n${text}`);
}

/** The files of a recipe by where they stand in its site: its own, and the pages that all have. @param {Recipe} recipe */
function sourcesOf(recipe) {
  const own = join(examples, recipe.name);
  const files = readdirSync(own, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file.slice(own.length + 1), file]);
  if (recipe.pages) {
    files.push([recipe.pages, join(examples, 'pages', 'index.md')]);
    for (const name of recipe.also ?? [])
      files.push([join(dirname(recipe.pages), name), join(examples, 'pages', name)]);
  }
  return files.toSorted();
}

/** Run a program whose words matter only where it fails. */
function quietly(program, args, cwd, shell = false) {
  const env = { ...process.env, NO_MKDOCS_2_WARNING: '1', NO_UPDATE_NOTIFIER: '1' };
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...{ cwd, env, shell, encoding: 'utf8', maxBuffer: 2 ** 26 },
  });
  return { ok: status === 0, text: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` };
}

const firstError = (text) => text.split('\n').find((line) => /error/i.test(line)) ?? text.trim();
