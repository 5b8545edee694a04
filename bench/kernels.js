// A fresh instance of our kernels: what it holds in memory is what one task has asked for.
import { compiledKernels, instructions } from '/www/measure/module.ts';

/** @param {import('/www/measure/module.ts').Instructions} [name] the best that this browser has */
export async function instantiate(name = instructions()) {
  if (!name)
    throw new Error('This browser has no WebAssembly SIMD, which the kernels are made of.');
  const { exports } = await WebAssembly.instantiate(await compiledKernels(name), {});
  return /** @type {import('/www/measure/module.ts').Exports} */ (exports);
}
