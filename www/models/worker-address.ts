// The models' worker, from its file.
import { workerFrom } from '../lib/trusted-types.ts';
import asset from './worker.ts?worker&url';

const script = new URL(asset, import.meta.url).href;

export const startModels = () => workerFrom(script, 'models');
