// The models that ship: whatever stands in models/, with its size, its sources of random weights and its prompts.
import prompts from '../../models/prompts.json';
import type { HeadPlace, PatternName, Seed } from './protocol.ts';

type Modules<T> = Record<string, { default: T }>;

/** What runs, and what says how it was made. */
const addresses: Modules<string> = import.meta.glob('../../models/*/*.{json,safetensors}', {
  query: '?url',
  eager: true,
});
/** Bytes of the same: a host that compresses does not say them. */
const sizes: Modules<number> = import.meta.glob('../../models/*/*.{json,safetensors}', {
  query: '?bytes',
  eager: true,
});
const configs: Modules<Config> = import.meta.glob('../../models/*/config.json', { eager: true });

interface Config {
  model_type: string;
  n_layer?: number;
  n_head?: number;
  num_hidden_layers?: number;
  num_attention_heads?: number;
}

export interface Shipped {
  /** of its folder */
  id: string;
  family: 'gpt2' | 'bert';
  layers: number;
  heads: number;
  /** Addresses by the names of files that are read. */
  files: Record<string, string>;
  /** of those files */
  bytes: number;
  /** says what its weights were before training */
  card: string;
}

export interface Prompt {
  model: string;
  pattern: PatternName;
  text: string;
  second?: string;
  why: string;
  head: HeadPlace;
  score: number;
}

const READ = ['config.json', 'tokenizer.json', 'model.safetensors'];

export const shipped: Shipped[] = Object.entries(configs).map(([path, { default: config }]) => {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const at = (file: string) => `${folder}/${file}`;
  return {
    id: folder.slice(folder.lastIndexOf('/') + 1),
    family: config.model_type as Shipped['family'],
    layers: config.n_layer ?? config.num_hidden_layers ?? 0,
    heads: config.n_head ?? config.num_attention_heads ?? 0,
    files: Object.fromEntries(
      READ.map((file) => [file, new URL(addresses[at(file)].default, import.meta.url).href]),
    ),
    bytes: READ.reduce((sum, file) => sum + sizes[at(file)].default, 0),
    card: new URL(addresses[at('training.json')].default, import.meta.url).href,
  };
});

export const shelf = prompts as Prompt[];

export const shippedById = (id: string) => shipped.find((model) => model.id === id);

/** The first that ships of a family. */
export const shippedOf = (family: Shipped['family']) =>
  shipped.find((model) => model.family === family);

/** What the weights of step 0 were drawn from. */
export async function seedOf({ card }: Shipped, signal?: AbortSignal): Promise<Seed> {
  const response = await fetch(card, { signal });
  if (!response.ok) throw new Error(`${card} could not be loaded: ${response.status}.`);
  return (await response.json()).initial;
}
