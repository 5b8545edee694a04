// Stands in for www/core/compile.ts where a module of WebAssembly is a packed text in the script itself.
import { decode } from './base85.js';

const compiled = new Map();

/** @param {string} address the bytes, packed, as an address of data @returns {Promise<WebAssembly.Module>} */
export function compiledFrom(address) {
  const known = compiled.get(address);
  if (known) return known;
  const module = unpacked(address).then(WebAssembly.compile);
  compiled.set(address, module);
  return module;
}

function unpacked(address) {
  const bytes = decode(address.slice(address.indexOf(',') + 1));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
