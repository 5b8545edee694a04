// The labs, in the order of the sheet: one line each, and one file each, loaded when it is opened.

/**
 * @typedef {object} Lab
 * @property {string} id what the address calls it
 * @property {string} number of the question on the sheet
 * @property {string} title
 * @property {string} question in one line
 * @property {string} tag of the element that shows it
 * @property {() => Promise<unknown>} load defines the element
 */

/** @type {Lab[]} */
export const labs = [];
