//! The TypeScript of the boundary.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Axes by their letters, sizes, and the numbers row by row. */
export interface Tensor {
  axes: string[];
  shape: number[];
  data: Float32Array;
}

/** A text in tokens. */
export interface Encoding {
  ids: number[];
  /** As the vocabulary writes them, such as 'Ġdog' and '##ing'. */
  tokens: string[];
  /** 0 for the first text, 1 for the second. */
  segments: number[];
  /** Where a token comes from in its text, first and last + 1, in UTF-16 units; [0, 0] for what was added. */
  offsets: [number, number][];
}

/** What a network reads: a text, two texts, or ids. Segments are 0 where none are given; only BERT has embeddings for them. */
export type Input =
  | { text: string; second?: string }
  | { ids: ArrayLike<number>; segments?: ArrayLike<number> };

/** What one head computed: i counts queries, j keys, d the width of a head, m that of its values. */
export interface Head {
  q: Tensor;
  k: Tensor;
  v: Tensor;
  /** Scaled, and before the mask. */
  scores: Tensor;
  /** 0 where a query may not read a key. */
  weights: Tensor;
  /** Weights times values; 0 for a head that is off. */
  output: Tensor;
}

/** The gradient with respect to each of them. */
export type HeadGradient = Omit<Head, 'output'>;

/** Patterns that heads of trained models are known for; a tensor of [layer, head] for each. */
export interface Patterns {
  /** Position i − 1. */
  previous_token: Tensor;
  /** Position i + 1. */
  next_token: Tensor;
  /** Every position with the token of row i, itself among them. */
  same_token: Tensor;
  /** Every other position with the token of row i. */
  duplicate_token: Tensor;
  /** Position 0. */
  first_token: Tensor;
  /** Every [SEP]. */
  separator: Tensor;
  /** Every position behind an earlier one with the token of row i: what followed it before. */
  induction: Tensor;
  /** From a [MASK], every token between the same two neighbours. */
  copy: Tensor;
}

/** What one head did for one query; j counts keys. */
export interface Row {
  /** q times k, number by number: [j, d]. */
  products: Tensor;
  /** Their sums: q·k. */
  dots: Tensor;
  /** What the sums are multiplied by, such as 1/√d. */
  scale: number;
  scaled: Tensor;
  /** −∞ for a key that the query may not read. */
  masked: Tensor;
  weights: Tensor;
  /** Weights times values, number by number: [j, m]. */
  weighted: Tensor;
  /** Their sum: [m]. */
  output: Tensor;
}

export interface Prediction {
  id: number;
  token: string;
  logit: number;
  /** The softmax of the logits of the whole vocabulary. */
  probability: number;
}

export interface ModelInfo {
  family: 'gpt2' | 'bert';
  layers: number;
  heads: number;
  d_model: number;
  d_head: number;
  vocabulary: number;
  positions: number;
  parameters: number;
  /** Bytes that the weights take in memory. */
  bytes: number;
  has_logits: boolean;
  has_tokenizer: boolean;
  /** What is not wrong, and that a person should know. */
  notes: string[];
}

export interface OpenOptions {
  /** Called as bytes of the weights arrive; `total` is null where nobody has said it. */
  progress?: (event: { file: string; loaded: number; total: number | null }) => void;
  signal?: AbortSignal;
}

/** What is thrown for what is refused; its `name` is "AttentionError". */
export interface AttentionError extends Error {
  /** What went wrong, in a stable word such as "missing-weight". */
  code: string;
  /** The file, or the field of the request. */
  field: string;
  expected?: string;
  found?: string;
  /** The next step. */
  hint: string;
}

/** Text to tokens and back, as transformers does it by default. */
export class Tokenizer {
  private constructor();
  free(): void;
  [Symbol.dispose](): void;
  /** tokenizer.json, or vocab.txt, or vocab.json with merges.txt; tokenizer_config.json is optional. */
  static fromFiles(files: Record<string, Uint8Array>): Tokenizer;
  encode(text: string, second?: string): Encoding;
  decode(ids: ArrayLike<number>): string;
}

/** A GPT-2 or BERT network, with its tokenizer where one came with it. Layers, heads and positions count from 0. */
export class Model {
  private constructor();
  free(): void;
  [Symbol.dispose](): void;
  /** config.json, model.safetensors, and a tokenizer's files. */
  static fromFiles(files: Record<string, Uint8Array>): Model;
  /** The same from a disk or the network: the weights go to their place as they arrive. */
  static open(files: Record<string, Blob | Response>, options?: OpenOptions): Promise<Model>;
  /** A model before its training: config.json and a tokenizer's files, and what its weights are drawn from. */
  static initial(files: Record<string, Uint8Array>, options: { seed: number; deviation: number; base: number }): Model;
  info(): ModelInfo;
  /** The output of each head in `ablate`, a [layer, head] each, is 0. */
  run(input: Input, options?: { ablate?: [number, number][] }): Forward;
  /** The gradient of the logit of a token at a position with respect to what one head computed. */
  gradients(asked: Input & { of: { token: number | string; position: number }; head: [number, number] }): HeadGradient;
  encode(text: string, second?: string): Encoding;
  /** A token as the vocabulary writes it. */
  token(id: number): string;
}

/** What a run computed. */
export class Forward {
  private constructor();
  free(): void;
  [Symbol.dispose](): void;
  head(layer: number, head: number): Head;
  /** One row of a head, step by step. */
  row(layer: number, head: number, query: number): Row;
  /** The most probable tokens at a position, and those that are asked for behind them; null where the network has no output over tokens. */
  predictions(position: number, count: number, also?: ArrayLike<number>): Prediction[] | null;
  /** The weights of every head at once: [layer, head, i, j]. */
  weights(): Tensor;
  /** How far every head follows each pattern: the mean weight on its positions over those rows from `first` to before `end` that have one, the second half where none are said. */
  patterns(first?: number, end?: number): Patterns;
  /** As transformers' hidden_states: 0 are the embeddings. */
  hidden(layer: number): Tensor;
  /** [position, token]; null where the network has no output over tokens. */
  logits(): Tensor | null;
  /** The logits of one position. */
  logits(position: number): Tensor | null;
  readonly tokens: string[];
  readonly ids: number[];
  readonly segments: number[];
  readonly offsets: [number, number][];
}
"#;
