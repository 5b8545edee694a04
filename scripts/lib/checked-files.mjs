// Workers and WebAssembly are no modules, to which the import map of a page would reach: behind their addresses in
// the modules stands their hash, by which www/lib/checked-fetch.ts fetches them. So who has checked the modules has
// checked all code.
import { digest } from './integrity.mjs';

/** @returns {import('vite').Plugin} */
export const checkedFiles = () => ({
  name: 'checked-files',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const files = Object.values(bundle);
    const fetched = files.filter(
      ({ type, fileName }) => type === 'asset' && /^assets\/.*\.(js|wasm)$/.test(fileName),
    );
    for (const { fileName, source } of fetched) {
      if (fileName.endsWith('.js') && /\bimport\b|\bexport\b/.test(source))
        this.error(`${fileName} is to run from its text, and holds what only a module may have.`);
      const name = fileName.replace('assets/', '');
      for (const chunk of files)
        if (chunk.type === 'chunk')
          chunk.code = chunk.code.replaceAll(name, `${name}#${digest(source)}`);
    }
  },
});
