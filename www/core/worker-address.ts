// The core's worker, from its file.
import { workerFrom, workerScript } from '../lib/trusted-types.ts';
import asset from './worker.ts?worker&url';

const script = new URL(asset, import.meta.url).href;

/** Can its script be had? */
export const fetchWorker = () => workerScript(script);

/** @param name of the worker and of its lock */
export const startWorker = (name: string) => workerFrom(script, name);
