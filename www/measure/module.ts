// The kernels' WebAssembly: the module for the instructions that this browser has, and its memory.
import relaxed from '../../pkg/kernels_relaxed.wasm?url';
import simd from '../../pkg/kernels_simd.wasm?url';
import { compiledFrom } from '../core/compile.js';

const addresses = { relaxed, simd };

/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {(floats: number) => number} reserve
 * @property {(from: number, count: number, seed: number) => void} fill
 * @property {(count: number) => void} exponentials
 * @property {(rows: number, width: number) => void} softmax_rows
 * @property {(rows: number, depth: number, columns: number, transposed: number) => void} matrix_product
 * @property {Attention} softmax_attention
 * @property {Attention} plain_attention
 * @property {(heads: number, queries: number, keys: number, width: number, values: number, map: number, offset: number, causal: number) => void} linear_attention
 * @property {(heads: number, sets: number, keys: number, width: number, values: number, scale: number) => void} decode_step
 * @property {(steps: number) => number} limit_multiply_add
 * @property {(count: number) => number} limit_read
 */
/** @typedef {(heads: number, queries: number, keys: number, width: number, values: number, scale: number, causal: number, keep: number) => void} Attention */

// A function that does one thing: splat a number to four lanes, and in the second case multiply and
// add them in one step. A browser that knows the instruction finds the module valid.
const head = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10];
const splat = [65, 0, 253, 15];
const probes = {
  simd: [...head, 8, 1, 6, 0, ...splat, 11],
  relaxed: [...head, 19, 1, 17, 0, ...splat, ...splat, ...splat, 253, 133, 2, 11],
};

/** @typedef {'simd' | 'relaxed'} Instructions */

/** The best set of instructions that this browser has, or undefined. @returns {Instructions | undefined} */
export function instructions() {
  const order = /** @type {const} */ (['relaxed', 'simd']);
  return order.find((name) => WebAssembly.validate(Uint8Array.from(probes[name])));
}

/**
 * A fresh instance: what it holds in memory is what one task has asked for.
 * @param {Instructions} [name] @returns {Promise<Exports>}
 */
export async function instantiate(name = instructions()) {
  if (!name)
    throw new Error('This browser has no WebAssembly SIMD, which the kernels are made of.');
  const module = await compiledFrom(new URL(addresses[name], import.meta.url).href);
  const { exports } = await WebAssembly.instantiate(module, {});
  return /** @type {Exports} */ (/** @type {unknown} */ (exports));
}
