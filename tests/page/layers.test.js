// The layers of www/: which folder may import from which, and no circle between files.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';

/** From top to bottom, so that every arrow goes down: a folder imports from those that it names. */
const layers = [
  ['entries', 'workbench labs models program embed core ui'],
  [
    'workbench',
    'builder program embed panels compare steps inputs tables exports state core ui lib styles',
  ],
  ['grade', 'labs models state core lib'],
  [
    'labs',
    'builder embed models panels compare steps inputs tables plot exports state core ui lib styles',
  ],
  ['models', 'builder embed inputs tables plot exports state core ui lib styles'],
  ['builder', 'embed ui lib styles'],
  ['embed', 'state core lib'],
  ['program', 'compare state core ui lib styles'],
  ['panels', 'steps inputs tables plot exports measure state core ui lib styles'],
  ['compare', 'steps inputs tables plot exports state core ui lib styles'],
  ['steps', 'inputs tables exports state core ui lib styles'],
  ['inputs', 'tables exports state core ui lib styles'],
  ['tables', 'exports state ui lib styles'],
  ['plot', 'exports state ui lib styles'],
  ['exports', 'state ui lib styles'],
  ['measure', 'core lib'],
  ['state', 'core lib'],
  ['core', 'lib'],
  ['ui', 'lib styles fonts'],
  ['styles', 'lib'],
  ['lib', ''],
  ['fonts', ''],
];

/** Every script of the page, by its path. */
const scripts = readdirSync(join(root, 'www'), { recursive: true })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.[jt]s$/.test(path));

const folderOf = (path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : 'entries');

/** What a script imports of the page, at once or later; a type is no import. */
function importsOf(path) {
  const text = readFileSync(join(root, 'www', path), 'utf8')
    .replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '')
    .replaceAll(/\bimport type\b[^;]*;/g, '');
  const specifiers = text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^'?]+)/g);
  const targets = [...specifiers].map(([, to]) => posix.join(posix.dirname(path), to));
  return targets.filter((target) => !target.startsWith('..'));
}

test('each folder imports from the layers below it that the table names', () => {
  const allowed = new Map(layers.map(([folder, below]) => [folder, below.split(' ')]));
  const wrong = scripts.flatMap((path) => {
    const from = folderOf(path);
    return importsOf(path)
      .filter((to) => folderOf(to) !== from && !allowed.get(from)?.includes(folderOf(to)))
      .map((to) => `${path} imports ${to}`);
  });
  assert.deepEqual(wrong, []);
});

test('the table goes from top to bottom, and names every folder once', () => {
  const folders = layers.map(([folder]) => folder);
  assert.deepEqual([...new Set([...scripts.map(folderOf), 'fonts'])].sort(), [...folders].sort());
  for (const [at, [folder, below]] of layers.entries())
    for (const name of below.split(' ').filter(Boolean))
      assert.ok(folders.indexOf(name) > at, `${folder} stands above ${name}`);
});

test('no script imports itself by way of others', () => {
  const circles = [];
  const done = new Set();
  const follow = (path, way) => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (way.includes(path) || done.has(path)) return;
    for (const to of importsOf(path)) follow(to, [...way, path]);
    done.add(path);
  };
  for (const path of scripts) follow(path, []);
  assert.deepEqual(circles, []);
});
