// A typed cost, judged by the core, as a verdict in words.

import { unreadable } from './answer-feedback.js';
import { ask } from './lab-element.js';

/** @typedef {import('../../../pkg/attention_playground.js').BigOReport} BigOReport */
/**
 * @typedef {object} Question
 * @property {string} variant
 * @property {object} [request]
 * @property {'time' | 'memory'} quantity
 * @property {string} rule by which it is counted
 * @property {boolean} hide say nothing that gives the answer away
 * @property {(report: BigOReport) => string} [praise] more on an answer that is right, where nothing is hidden
 */

/** What can be said of an answer without saying what is right. @type {Record<string, string>} */
const DISCREET = {
  wrong: 'A term grows too fast, or is no part of the count.',
  missing: 'A leading term is missing.',
  dominated: 'A term is not counted, and does no harm.',
  kept: 'A term may be left out.',
  letters: 'It was brought into the letters of the count.',
  factor: 'Constant factors make no difference.',
  near: 'This takes some sizes to be about equal.',
};

/** @param {import('../../core/engine.js').Engine} engine @param {Question} question @param {string} text @returns {Promise<import('./answer-feedback.js').Verdict>} */
export async function judgeCost(engine, question, text) {
  const { variant, request, quantity, rule, hide, praise } = question;
  const lane = `cost-${variant}-${quantity}`;
  const answer = await ask(engine, lane, 'checkBigO', variant, quantity, rule, text, request);
  if (!answer) return { right: false, message: 'Something newer was asked; check it again.' };
  if (answer.error) return unreadable(answer.error);
  /** @type {BigOReport} */
  const report = answer.value;
  const { accepted: right, findings } = report;
  const said = findings.map(({ code, message }) => (hide ? DISCREET[code] : message));
  if (right && praise && !hide) said.push(praise(report));
  if (right && said.length === 0) said.push('These are the leading terms.');
  return { right, message: [...new Set(said)].join(' ') };
}
