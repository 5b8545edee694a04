// What the models' worker can be asked, and what it answers.
import type {
  Head,
  HeadGradient,
  Input,
  ModelInfo,
  Patterns,
  Prediction,
  Row,
  Tensor,
} from '../../pkg/attention_models.js';
import type { PlainError } from '../core/errors.ts';

/** A layer and a head, from 0. */
export type HeadPlace = [layer: number, head: number];

export type PatternName = keyof Patterns;

/** What a run computed of all heads. */
export interface RunData {
  tokens: string[];
  ids: number[];
  segments: number[];
  offsets: [number, number][];
  /** [l, h, i, j] */
  weights: Tensor;
  patterns: Patterns;
  hasLogits: boolean;
}

/** What is predicted with every head on; and what the run in a slot, with some off, makes of the same tokens, behind which stands what is new among its first. */
export interface Change {
  before: Prediction[];
  after: Prediction[];
}

export interface Seed {
  seed: number;
  deviation: number;
  base: number;
}

/** A text with the head that it is there for. */
interface Measured {
  text: string;
  second?: string;
  pattern: PatternName;
  head: HeadPlace;
}

/** By the name of a task: its question and its answer. A `model` is the name it was opened by, a `slot` holds one run. */
export interface Tasks {
  open: { question: { model: string; files: Record<string, Blob> }; answer: ModelInfo };
  initial: {
    question: { model: string; files: Record<string, Blob>; seed: Seed };
    answer: ModelInfo;
  };
  close: { question: { model: string }; answer: null };
  run: {
    question: { model: string; slot: string; input: Input; off: HeadPlace[] };
    answer: RunData;
  };
  head: { question: { slot: string; head: HeadPlace }; answer: Head };
  row: { question: { slot: string; head: HeadPlace; query: number }; answer: Row };
  /** The numbers of a token's vector behind each layer, the embedding first. */
  hidden: { question: { slot: string; position: number }; answer: Float32Array[] };
  predict: {
    question: { model: string; slot: string; input: Input; position: number; count: number };
    answer: Change | null;
  };
  gradients: {
    question: { model: string; input: Input; token: number; position: number; head: HeadPlace };
    answer: HeadGradient;
  };
  measure: { question: { model: string; texts: Measured[] }; answer: (number | null)[] };
}

export type Task = keyof Tasks;

/** Asks for one task. */
export type AskModels = <T extends Task>(
  task: T,
  question: Tasks[T]['question'],
) => Promise<Tasks[T]['answer']>;

export type Question = { [T in Task]: { id: number; task: T } & Tasks[T]['question'] }[Task];

export type Answer =
  | { id: number; value: unknown }
  | { id: number; progress: { loaded: number; total: number | null } }
  | { id: number; error: PlainError }
  | { id: number; cancelled: true }
  | { fatal: string; id?: number };
