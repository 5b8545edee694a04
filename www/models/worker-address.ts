// The models' worker, from its file.
import { workerFrom } from '../lib/trusted-types.ts';
import asset from './worker.ts?worker&url';

export const startModels = () => workerFrom(new URL(asset, import.meta.url).href, 'models');
