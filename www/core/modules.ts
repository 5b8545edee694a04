// The core: compiled on the page, while a worker starts; each worker is given it.
import whole from '../../pkg/attention_playground_bg.wasm?url';
import first from '../../pkg/attention_playground_first.wasm?url';
import { compiledFrom } from './compile.ts';

/**
 * The first is what a first table needs, and two fifths of the size: see scripts/lib/first-core.mjs.
 */
export type Extent = 'first' | 'whole';

const addresses = {
  first: new URL(first, import.meta.url).href,
  whole: new URL(whole, import.meta.url).href,
};

export const compiledCore = (extent: Extent) => compiledFrom(addresses[extent]);
