// The built package in this process: what the page's texts and numbers are checked against.
import { readFileSync } from 'node:fs';
import { initSync } from '../../pkg/attention_playground.js';

const wasm = new URL('../../pkg/attention_playground_bg.wasm', import.meta.url);
initSync({ module: readFileSync(wasm) });

export * from '../../pkg/attention_playground.js';
