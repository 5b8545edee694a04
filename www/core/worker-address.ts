// The address of the core's worker.
import { trusted } from '../lib/trusted-types.js';
import asset from './worker.js?worker&url';

export const workerAddress = () => trusted(new URL(asset, import.meta.url).href);
