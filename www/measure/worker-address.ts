// The address of the worker that measures kernels.
import { trusted } from '../lib/trusted-types.ts';
import asset from './worker.ts?worker&url';

export const measureAddress = () => trusted(new URL(asset, import.meta.url).href);
