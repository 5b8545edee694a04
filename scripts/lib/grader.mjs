// dist/grade.js: what judges the answers of the labs in Node, in one file beside the site whose models it reads.
import { join } from 'node:path';
import { build } from 'vite';
import { fileBytes } from './file-bytes.mjs';
import { root } from './run.mjs';

/** The modules of the package stay files of their own, beside dist/. */
const beside = {
  name: 'beside',
  enforce: 'pre',
  resolveId(source) {
    const [, name] = /\/pkg\/(attention_\w+\.js)$/.exec(source) ?? [];
    return name ? { id: `../pkg/${name}`, external: true } : null;
  },
};

export const buildGrader = () =>
  build({
    root,
    configFile: false,
    logLevel: 'warn',
    base: './',
    publicDir: false,
    plugins: [fileBytes(), beside],
    // Files of the models are those of the site, by the same names.
    experimental: {
      renderBuiltUrl: (name) => ({
        runtime: `new URL(${JSON.stringify(name)}, import.meta.url).href`,
      }),
    },
    build: {
      ssr: join(root, 'www', 'grade', 'main.ts'),
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2023',
      minify: true,
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: { entryFileNames: 'grade.js', codeSplitting: false },
      },
    },
  });
