// A file of WebAssembly: fetched and compiled, once for each address.
import { foreign } from '../lib/base-url.ts';

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

/** A file that could not be had, now. */
export class Unreached extends Error {}

async function compile(address: string) {
  const response = await fetch(address).catch((error) => {
    const or = foreign ? ', or its server does not let other sites read it (CORS)' : '';
    throw new Unreached(`${address} could not be loaded${or}. ${error.message}`);
  });
  if (!response.ok) throw new Unreached(`${address} could not be loaded: ${response.status}.`);
  // A server that does not know what a .wasm file is gives it another type, which streaming refuses.
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
