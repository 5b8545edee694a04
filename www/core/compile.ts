// A file of WebAssembly: fetched, checked and compiled, once for each address.
import { fetchChecked } from '../lib/checked-fetch.ts';
import { onceEach } from '../lib/once-each.ts';

/** Where it fails, the next call tries again. */
export const compiledFrom = onceEach(async (address) => {
  const response = await fetchChecked(address);
  // A server that does not know what a .wasm file is gives it another type, which streaming refuses.
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
});
