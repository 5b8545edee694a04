// A long text as a shorter one of the characters that an address may hold, and back: checked and bounded.
import { BrokenLink, LATER } from './broken-link.ts';

/** What a packed text begins with: the version of its spelling. */
const MARK = '1~';
const MOST_BYTES = 1 << 23; // a state of the largest tables that are taken here, and some room

export const isPacked = (text: string) => /^\d+~/.test(text);

export async function pack(text: string) {
  // Of the kinds of compression this one ends with a checksum.
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return MARK + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @returns or throws BrokenLink */
export async function unpack(text: string): Promise<string> {
  if (!text.startsWith(MARK)) throw new BrokenLink(LATER);
  try {
    const letters = atob(text.slice(MARK.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return await inflated(bytes);
  } catch (error) {
    if (error instanceof BrokenLink) throw error;
    throw new BrokenLink('a part of it is missing, or was changed on the way');
  }
}

async function inflated(bytes: Uint8Array<ArrayBuffer>) {
  const parts = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  const reader = parts.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MOST_BYTES) {
      reader.cancel().catch(() => {}); // what is left of it is of no interest, nor is how it ends
      throw new BrokenLink('unpacked it would be larger than anything that can be shown here');
    }
    text += decoder.decode(value, { stream: true });
  }
}
