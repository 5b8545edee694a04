// The clipboard: what is pasted, copying, and reading on request.

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

/** Whether a page can ask for what is on the clipboard. */
export const readsClipboard = () => typeof navigator.clipboard?.readText === 'function';

/** @returns null where it is not allowed */
export async function clipboardText(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return null;
  }
}
