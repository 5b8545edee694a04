// The core's worker, from its file.
import { workerFrom } from '../lib/trusted-types.ts';
import asset from './worker.ts?worker&url';

/** @param name of the worker and of its lock */
export const startWorker = (name: string) => workerFrom(new URL(asset, import.meta.url).href, name);
