// A file of WebAssembly: fetched, checked and compiled, once for each address.
import { fetchChecked } from '../lib/checked-fetch.ts';

/** What is being compiled, or has been. */
const compiled: Map<string, Promise<WebAssembly.Module>> = new Map();

/** Where it fails, the next call tries again. */
export function compiledFrom(address: string) {
  const known = compiled.get(address);
  if (known) return known;
  const module = compile(address).catch((error) => {
    compiled.delete(address);
    throw error;
  });
  compiled.set(address, module);
  return module;
}

async function compile(address: string) {
  const response = await fetchChecked(address);
  // A server that does not know what a .wasm file is gives it another type, which streaming refuses.
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
