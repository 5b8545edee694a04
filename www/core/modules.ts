// The core: compiled on the page, while a worker starts; each worker is given it.
import whole from '../../pkg/attention_playground_bg.wasm?url';
import first from '../../pkg/attention_playground_first.wasm?url';
import { compiledFrom } from './compile.js';

/** The first is what a first table needs, and two thirds of the size: see scripts/lib/first-core.mjs. @typedef {'first' | 'whole'} Extent */

const addresses = {
  first: new URL(first, import.meta.url).href,
  whole: new URL(whole, import.meta.url).href,
};

/** @param {Extent} extent */
export const compiledCore = (extent) => compiledFrom(addresses[extent]);
