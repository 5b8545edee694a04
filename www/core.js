// The core: fetched and compiled on the page, while a worker starts; each worker is given it.

import whole from '../pkg/attention_playground_bg.wasm?url';
import first from '../pkg/attention_playground_first.wasm?url';
import { foreign } from './site.js';

/** The first is what a first table needs, and half the size: see scripts/lib/first-core.mjs. @typedef {'first' | 'whole'} Extent */

const addresses = {
  first: new URL(first, import.meta.url).href,
  whole: new URL(whole, import.meta.url).href,
};

/** What is being compiled, or has been. @type {Map<Extent, Promise<WebAssembly.Module>>} */
const compiled = new Map();

/** Where it fails, the next call tries again. @param {Extent} extent */
export function compiledCore(extent) {
  const known = compiled.get(extent);
  if (known) return known;
  const module = compile(addresses[extent]).catch((error) => {
    compiled.delete(extent);
    throw error;
  });
  compiled.set(extent, module);
  return module;
}

/** @param {string} core */
async function compile(core) {
  const response = await fetch(core).catch((error) => {
    const or = foreign ? ', or its server does not let other sites read it (CORS)' : '';
    throw new Error(`${core} could not be loaded${or}. ${error.message}`);
  });
  if (!response.ok) throw new Error(`${core} could not be loaded: ${response.status}.`);
  // A server that does not know what a .wasm file is gives it another type, which streaming refuses.
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
