// Pasting a matrix: the core reads the text; what comes of it is an edit, a report, or a refusal.
import { CoreError, Superseded } from './engine.js';

/** @typedef {import('./edits.js').Grid} Grid */
/** @typedef {import('./engine.js').PlainError} PlainError */
/** @typedef {import('../pkg/attention_playground.js').ParsedMatrix} ParsedMatrix */
/**
 * How the last paste was read, and how else it could be.
 * @typedef {{name: string, format: string, cells: Grid, notes: ParsedMatrix['notes'], alternatives: ParsedMatrix['alternatives']}} Report
 */
/** @typedef {{report: Report} | {refused: {text: string, error: PlainError}} | null} Outcome */

/**
 * @param {import('./engine.js').Engine} engine @param {string} name @param {string} text
 * @returns {Promise<Outcome>} null when a newer paste came in between
 */
export async function readPaste(engine, name, text) {
  try {
    const { cells, format, notes, alternatives } = await engine.call('paste', 'parseMatrix', text);
    return { report: { name, format, cells, notes, alternatives } };
  } catch (error) {
    if (error instanceof Superseded) return null;
    if (error instanceof CoreError) return { refused: { text, error: error.plain } };
    throw error;
  }
}
