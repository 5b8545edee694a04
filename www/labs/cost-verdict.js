// A typed cost, judged by the core, as a verdict in words.
import { ask } from './lab-element.js';
import { unreadable } from './verdict.js';

/**
 * @typedef {object} Question
 * @property {string} variant
 * @property {object} [request]
 * @property {'time' | 'memory'} quantity
 * @property {string} rule by which it is counted
 * @property {boolean} [hide] do not say which term is missing
 */

/** Which term lacks would be half the answer. */
const MISSING = 'A term that grows as fast as any is missing.';

/** @param {import('../engine.js').Engine} engine @param {Question} question @param {string} text @returns {Promise<import('./typed-answer.js').Verdict>} */
export async function judgeCost(engine, { variant, request, quantity, rule, hide }, text) {
  const lane = `cost-${variant}-${quantity}`;
  const answer = await ask(engine, lane, 'checkBigO', variant, quantity, rule, text, request);
  if (!answer) return { right: false, message: 'Something newer was asked; check it again.' };
  if (answer.error) return unreadable(answer.error);
  /** @type {import('../../pkg/attention_playground.js').BigOReport} */
  const { accepted, findings } = answer.value;
  const said = findings.map(({ code, message }) =>
    hide && code === 'missing' ? MISSING : message,
  );
  if (accepted && said.length === 0)
    return { right: true, message: 'These are the leading terms.' };
  return { right: accepted, message: [...new Set(said)].join(' ') };
}
