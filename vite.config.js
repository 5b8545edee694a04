// Bundle the pages and www/ into dist/: plain files that work from any folder of any static host, and
// for the pages of others attention-playground.js, a name that stays.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig, minifySync } from 'vite';
import { checkedFiles } from './scripts/lib/checked-files.mjs';
import { fileBytes } from './scripts/lib/file-bytes.mjs';
import { glue } from './scripts/lib/glue.mjs';
import { buildGrader } from './scripts/lib/grader.mjs';
import { policyFor } from './scripts/lib/policy.mjs';
import { typescript } from './scripts/lib/run.mjs';
import { settingsReference } from './scripts/lib/settings-reference.mjs';
import { shareTags, site } from './scripts/lib/share-tags.mjs';
import { shells } from './scripts/lib/shells.mjs';
import { meanings } from './www/embed/meanings.ts';
import { EVENTS, propertyOf, settingsOf } from './www/embed/schema.ts';

/** The entries for the pages of others have names that stay. */
const NAMED = ['attention-playground', 'anywidget'];
const START = '<!-- www/shell.js -->';

/** What says why a page cannot start stands in the shells, and their policy lets through this text alone. */
function shellScript() {
  const script = readFileSync(new URL('www/shell.js', import.meta.url), 'utf8');
  const text = minifySync('shell.js', script).code.trim();
  const hash = createHash('sha256').update(text).digest('base64');
  return {
    name: 'shell-script',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html
          .replace("script-src 'self'", `script-src 'self' 'sha256-${hash}'`)
          .replace(START, () => `<script>${text}</script>`),
    },
  };
}

/** The script for the pages of others that show frames: one small file, by a name that stays. */
function frameScript() {
  const script = readFileSync(new URL('www/attention-frame.js', import.meta.url), 'utf8');
  return {
    name: 'frame-script',
    generateBundle() {
      const { code } = minifySync('attention-frame.js', script);
      this.emitFile({ type: 'asset', fileName: 'attention-frame.js', source: code });
    },
  };
}

/** Where vite loads a part when it is needed, by its helper. */
const HELPED =
  /\w+\(\(\)=>import\(`(\.\/[^`]+)`\)(\.then\(\w+=>\w+\.\w+\))?,(?:\[[^\]]*\]|__VITE_PRELOAD__),import\.meta\.url\)/g;
const HELPER = /^import\{[^}]*\}from"[^"]*";/;

/** The file for notebooks needs no other file to start: a site may have copied it. */
function widgetScript() {
  return {
    name: 'widget-script',
    enforce: 'post',
    generateBundle(_, bundle) {
      const entry = bundle['anywidget.js'];
      entry.code = entry.code.replace(HELPER, '').replace(HELPED, 'import(`$1`)$2');
      if (/\bimport\s*["{*]|__VITE_PRELOAD__/.test(entry.code))
        this.error('anywidget.js needs another file to start');
    },
  };
}

/**
 * The file for the pages of others works as a module and as a script of the old kind, as some sites drop
 * the type: it holds no statement that only a module may have, and finds its files beside itself.
 */
function anyScript() {
  const ENTRY = 'attention-playground.js';
  return {
    name: 'any-script',
    enforce: 'post',
    generateBundle(_, bundle) {
      const entry = bundle[ENTRY];
      // A bundler has to find the files that it imports: for it the module stays as it is.
      const source = entry.code.replaceAll('__VITE_PRELOAD__', '[]');
      this.emitFile({ type: 'asset', fileName: 'element.js', source });
      const body = entry.code.replace(HELPER, '').replace(HELPED, 'import(beside("$1"))');
      if (/\bimport\s*["{*]|\bexport\b|import\.meta/.test(body))
        this.error(`${ENTRY} holds what only a module may have`);
      entry.code = `(()=>{const own=document.currentScript?.src,beside=(path)=>own?new URL(path,own).href:path;${body}})();\n`;
    },
  };
}

/** What editors and generators of documents read about our elements, of the one table of settings. */
function manifest() {
  const classes = {
    playground: 'AttentionPlayground',
    lab: 'AttentionLab',
    model: 'AttentionModel',
  };
  const declarations = Object.entries(classes).map(([element, name]) => ({
    ...{ kind: 'class', customElement: true, tagName: `attention-${element}`, name },
    attributes: settingsOf(element).map((setting) => ({
      name: setting.name,
      fieldName: propertyOf(setting.name),
      description: meanings[setting.name],
      type: { text: (setting.values ?? []).map((word) => `'${word}'`).join(' | ') || setting.kind },
    })),
    events: EVENTS[element].map((event) => ({
      name: `attention-${event}`,
      type: { text: 'CustomEvent' },
    })),
  }));
  const file = {
    schemaVersion: '1.0.0',
    modules: [{ kind: 'javascript-module', path: 'dist/attention-playground.js', declarations }],
  };
  return {
    name: 'custom-elements-manifest',
    generateBundle() {
      const source = `${JSON.stringify(file, null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: 'custom-elements.json', source });
    },
  };
}

/** What a shared link shows: tags in each page, and a small static page for each variant and lab. */
function shared() {
  const said = (html, pattern) => pattern.exec(html)?.[1] ?? '';
  return {
    name: 'shared',
    apply: 'build',
    transformIndexHtml: (html, { filename }) => {
      const path = filename.slice(filename.lastIndexOf('/') + 1);
      const title = said(html, /<title>([^<]*)/);
      const description = said(html, /name="description"\s+content="([^"]*)"/);
      const tags = shareTags({ path, card: path.replace('.html', ''), title, description });
      const tagged = html.replace('</title>', ['</title>', ...tags].join('\n    '));
      return policyFor(tagged, site());
    },
    closeBundle() {
      const { status } = spawnSync(
        process.execPath,
        [...typescript, new URL('scripts/lib/static-pages.mjs', import.meta.url).pathname],
        { stdio: 'inherit' },
      );
      if (status !== 0) throw new Error('The static pages could not be written.');
    },
  };
}

/** Beside the site, what grades handed-in links: see bin/. */
const grader = () => ({ name: 'grader', apply: 'build', closeBundle: () => buildGrader() });

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default defineConfig({
  base: './',
  define: { __VERSION__: JSON.stringify(version) },
  plugins: [
    ...[shells(), settingsReference(), shared(), grader(), shellScript()],
    ...[
      fileBytes(),
      frameScript(),
      manifest(),
      anyScript(),
      widgetScript(),
      glue(),
      checkedFiles(),
    ],
  ],
  publicDir: 'www/public',
  build: {
    target: 'es2023',
    // These know light-dark(), so that it is kept: what stands in for it works for a whole document only.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Files stay files: the page's content security policy allows no inline script or data address.
    assetsInlineLimit: 0,
    // The shell names what it loads first; scripts put no links into a page, which may be another's.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    rolldownOptions: {
      input: {
        index: 'index.html',
        embedding: 'embedding.html',
        labs: 'labs.html',
        language: 'language.html',
        models: 'models.html',
        'attention-playground': 'www/embed.ts',
        anywidget: 'www/anywidget.ts',
      },
      // Widgets are what the file for notebooks exports.
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: ({ name }) =>
          NAMED.includes(name) ? '[name].js' : 'assets/[name]-[hash].js',
        // The workbench with all that it is made of is one file: a dozen small ones that the labs
        // share took a first table 60 ms longer. Without vite's helper, though: who imports the
        // workbench by that must be able to say why it cannot.
        codeSplitting: {
          groups: [
            { name: 'import', test: /vite\/preload-helper/, priority: 1 },
            { name: 'workbench', test: /www\/workbench\/playground\.ts$/ },
          ],
        },
      },
    },
  },
  // From its text, so that its bytes can be checked: see www/lib/trusted-types.ts.
  worker: { format: 'iife', plugins: () => [glue()] },
  // Thousands of files that the page never loads.
  server: { watch: { ignored: ['**/target/**', '**/.tools/**'] } },
});
