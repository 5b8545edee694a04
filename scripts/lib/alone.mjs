// The playground as one text: nothing is fetched, so that it works where there are no files beside it. Modules
// of WebAssembly stand in it packed, workers as texts, fonts as addresses of data.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { encode } from './base85.js';
import { glue, swap } from './glue.mjs';
import { Failure, root } from './run.mjs';

const www = (...path) => join(root, 'www', ...path);
const TEXT = '\0text-of-worker:';
const ENTRY = '\0alone';

/** In a notebook there is no site that a link could lead to. */
const AWAY = "export const site = ''; export const foreign = true;";
/** A page of ours is this file again: see www/single.ts. */
const HERE =
  "export const site = location.href.split(/[?#]/)[0] + '?'; export const foreign = false;";

/** The widget of a notebook is a copy without labs and models. */
const ELEMENTS = `globalThis[Symbol.for('attention-playground elements')] ??= {
  'attention-playground': () => import('./workbench/playground.ts'),
};`;

/** Replaced as a whole. @param {boolean} foreign whether the page around is somebody else's */
const replaced = (foreign) =>
  new Map([
    [www('lib', 'base-url.ts'), foreign ? AWAY : HERE],
    [www('embed.ts'), ELEMENTS],
    [www('lib', 'script-text.ts'), 'export const scriptText = async (text) => text;'],
    [
      www('core', 'compile.ts'),
      `export * from ${JSON.stringify(join(root, 'scripts', 'lib', 'unpack.js'))};`,
    ],
  ]);

/** Bundled apart, as a text that a worker of the old kind is made of. @param {string} file @param {boolean} foreign */
async function workerText(file, foreign) {
  const output = await bundle({ input: file, format: 'iife', foreign });
  return output.code;
}

/** @param {boolean} foreign */
function alone(foreign) {
  const whole = replaced(foreign);
  return {
    name: 'alone',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source.startsWith(ENTRY) || source.startsWith(TEXT)) return source;
      if (!source.endsWith('.wasm?url') && !source.endsWith('.json?url')) return null;
      // The first core is a part of the whole, which is here already.
      const file = source.replace('_first.wasm', '_bg.wasm');
      return join(dirname(importer), file);
    },
    async load(id) {
      if (whole.has(id)) return whole.get(id);
      if (id.startsWith(TEXT))
        return `export default ${JSON.stringify(await workerText(id.slice(TEXT.length), foreign))};`;
      // Answers for a first table, which else comes before the core: here that is there as soon.
      if (id.endsWith('.json?url')) return 'export default "data:application/json,[]";';
      if (!id.endsWith('.wasm?url')) return null;
      if (id.includes('attention_models')) return 'export default "data:,";'; // no model is here
      const packed = gzipSync(readFileSync(id.replace('?url', '')), { level: 9 });
      return `export default "data:application/gzip;base85,${encode(packed)}";`;
    },
    transform(code, id) {
      if (id === www('models', 'shipped.ts'))
        return swap(code, /import\.meta\.glob\([^;]*\);/g, '{};'); // larger than all the rest
      if (!id.endsWith('worker-address.ts')) return null;
      const worker = join(dirname(id), 'worker.ts');
      const named = swap(
        code,
        /import asset from .*;/,
        `import asset from ${JSON.stringify(TEXT + worker)};`,
      );
      return swap(named, 'new URL(asset, import.meta.url).href', 'asset');
    },
  };
}

/** @param {{ input: string, format: 'es' | 'iife', foreign: boolean }} of */
async function bundle({ input, format, foreign, styles }) {
  const entry = ENTRY + input;
  const imports = [input, ...(styles ? [styles] : [])];
  const exported = format === 'es' ? `export { default } from ${JSON.stringify(input)};` : '';
  const source = [
    ...imports.map((file) => `import ${JSON.stringify(file)};`),
    ...(/\bexport default\b/.test(readFileSync(input, 'utf8')) ? [exported] : []),
  ].join('\n');
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    // Every address here is one of data, which is relative to none.
    define: { 'import.meta.url': '"data:,"' },
    base: './',
    publicDir: false,
    plugins: [
      { name: 'entry', load: (id) => (id === entry ? source : null) },
      ...[alone(foreign), glue()],
    ],
    build: {
      write: false,
      target: 'es2023',
      cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'exports-only',
        output: { format, codeSplitting: false },
      },
    },
  });
  const [script, ...more] = output.filter(({ type }) => type === 'chunk');
  const sheets = output.filter(({ fileName }) => fileName.endsWith('.css'));
  const others = output.filter((one) => one !== script && !sheets.includes(one));
  if (more.length > 0 || others.length > 0)
    throw new Failure(`It is not one text: ${others.map(({ fileName }) => fileName).join(', ')}`);
  return { code: script.code, css: sheets.map(({ source }) => source).join('') };
}

/** What a widget of notebooks is made of: a module with `export default { render }`. @param {string} version */
export async function widgetModule(version) {
  const { code } = await bundle({ input: www('anywidget.ts'), format: 'es', foreign: true });
  return ownNames(code, version);
}

/** What the widget calls an element. @param {string} name @param {string} version */
export const widgetName = (name, version) => `${name}-${version.replaceAll('.', '-')}`;

/**
 * A name can be defined once on a page. Those of the widget hold its version, so that it stands beside the elements
 * of a site, and beside a widget of another version. @param {string} code @param {string} version
 */
function ownNames(code, version) {
  const names = [...code.matchAll(/customElements\.define\(.([a-z-]+)/g)].map(([, name]) => name);
  // The names of files, and of what a browser keeps, begin with that of the playground, and stay.
  const all = names.map((name) => (name === 'attention-playground' ? `${name}(?!\\.)` : name));
  const isName = new RegExp(`(?<![\\w-])(?:${all.join('|')})(?![\\w-])`, 'g');
  return swap(code, isName, (name) => widgetName(name, version));
}

/** The script and the styles of our page. */
export const pageAlone = () =>
  bundle({
    input: www('single.ts'),
    styles: www('styles', 'page.css'),
    format: 'es',
    foreign: false,
  });
