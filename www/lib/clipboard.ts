// The clipboard: what is pasted, and copying.

/** Is it more than one cell? Then there is something between the cells. */
export const holdsMatrix = (text: string) => /[\n\t,;&|[\]{}\\]|\S\s+\S/.test(text.trim());

/** @returns whether it worked */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here, or no secure context
  }
}
