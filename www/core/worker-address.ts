// The address of the core's worker.
import { trusted } from '../lib/trusted-types.ts';
import asset from './worker.ts?worker&url';

export const workerAddress = () => trusted(new URL(asset, import.meta.url).href);
