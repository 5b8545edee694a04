// What the page may ask the core for: the calls of the package, by their names and types.
import type { ScalingReport, ScalingRequest } from '../../pkg/attention_playground.js';

type Package = typeof import('../../pkg/attention_playground.js');

/** A function cannot be sent to a worker, so that an experiment tells of its progress in another way. */
export interface Core
  extends Omit<Package, 'default' | 'initSync' | 'start' | 'scalingExperiment'> {
  scalingExperiment(request: ScalingRequest): ScalingReport | undefined;
}

export type Call = keyof Core;
export type Args<F extends Call> = Parameters<Core[F]>;
export type Result<F extends Call> = ReturnType<Core[F]>;

/** Those that are given the text of a program, and nothing else, and say what it is. */
export const readsProgram = (fn: Call) => fn === 'readProgram' || fn === 'describeProgram';

/** The first core has no language: a program of one's own needs the whole. */
export const asksForProgram = (fn: Call, [asked]: unknown[]) =>
  readsProgram(fn) || (typeof asked === 'object' && asked !== null && 'program' in asked);
