// The worker that measures kernels, from its file.
import { workerFrom } from '../lib/trusted-types.ts';
import asset from './worker.ts?worker&url';

export const startMeasuring = () => workerFrom(new URL(asset, import.meta.url).href, 'measure');
