// The core: fetched and compiled once, on the page, while a worker starts; each worker is given it.
import address from '../pkg/attention_playground_bg.wasm?url';
import { foreign } from './site.js';

const core = new URL(address, import.meta.url).href;

/** @type {Promise<WebAssembly.Module> | null} */
let compiled = null;

/** Where it fails, the next call tries again. */
export function compiledCore() {
  compiled ??= compile().catch((error) => {
    compiled = null;
    throw error;
  });
  return compiled;
}

async function compile() {
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
