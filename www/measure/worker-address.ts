// The address of the worker that measures kernels.
import { trusted } from '../lib/trusted-types.js';
import asset from './worker.js?worker&url';

export const measureAddress = () => trusted(new URL(asset, import.meta.url).href);
