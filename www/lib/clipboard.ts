// The clipboard: what is pasted, and copying.

/** Is it more than one cell? Then there is something between the cells. @param {string} text */
export const holdsMatrix = (text) => /[\n\t,;&|[\]{}\\]|\S\s+\S/.test(text.trim());

/** @param {string} text @returns {Promise<boolean>} whether it worked */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here, or no secure context
  }
}
