// The kernels' WebAssembly: the module for the instructions that this browser has, and what it exports.
import relaxed from '../../pkg/kernels_relaxed.wasm?url';
import simd from '../../pkg/kernels_simd.wasm?url';
import { compiledFrom } from '../core/compile.ts';

const addresses = { relaxed, simd };

export interface Exports {
  memory: WebAssembly.Memory;
  reserve: (floats: number) => number;
  fill: (from: number, count: number, seed: number) => void;
  exponentials: (count: number) => void;
  softmax_rows: (rows: number, width: number) => void;
  matrix_product: (rows: number, depth: number, columns: number, transposed: number) => void;
  softmax_attention: Attention;
  plain_attention: Attention;
  linear_attention: (
    heads: number,
    queries: number,
    keys: number,
    width: number,
    values: number,
    map: number,
    offset: number,
    causal: number,
  ) => void;
  decode_step: (
    heads: number,
    sets: number,
    keys: number,
    width: number,
    values: number,
    scale: number,
  ) => void;
  limit_multiply_add: (steps: number) => number;
  limit_read: (count: number) => number;
}

type Attention = (
  heads: number,
  queries: number,
  keys: number,
  width: number,
  values: number,
  scale: number,
  causal: number,
  keep: number,
) => void;

// A function that does one thing: splat a number to four lanes, and in the second case multiply and
// add them in one step. A browser that knows the instruction finds the module valid.
const head = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10];
const splat = [65, 0, 253, 15];
const probes = {
  simd: [...head, 8, 1, 6, 0, ...splat, 11],
  relaxed: [...head, 19, 1, 17, 0, ...splat, ...splat, ...splat, 253, 133, 2, 11],
};

export type Instructions = 'simd' | 'relaxed';

/** The best set of instructions that this browser has, or undefined. */
export function instructions(): Instructions | undefined {
  const order = ['relaxed', 'simd'] as const;
  return order.find((name) => WebAssembly.validate(Uint8Array.from(probes[name])));
}

/** The kernels for these instructions: each task makes an instance of its own of them. */
export const compiledKernels = (name: Instructions) =>
  compiledFrom(new URL(addresses[name], import.meta.url).href);
