// The glue of wasm-bindgen, as it is built without the address that it would fetch its module from: it is always
// given one, and a worker whose script is a text has no address.
import { Failure } from './run.mjs';

/** Without a change there is a mistake. @param {string} code @param {string | RegExp} what @param {string | ((found: string) => string)} by */
export function swap(code, what, by) {
  const next = code.replace(what, (found) => (typeof by === 'string' ? by : by(found)));
  if (next === code) throw new Failure(`What is to be replaced is not there: ${what}`);
  return next;
}

/** @returns {import('vite').Plugin} */
export const glue = () => ({
  name: 'glue',
  apply: 'build',
  transform(code, id) {
    const name = /[\\/]pkg[\\/](attention_\w+)\.js(\?whole)?$/.exec(id)?.[1];
    return name ? swap(code, `new URL('${name}_bg.wasm', import.meta.url)`, 'undefined') : null;
  },
});
