// Bytes as text that is a fifteenth shorter than in base 64: five signs for four bytes. The alphabet is that of
// ZeroMQ's RFC 32 but for ? and #, which end the path of an address of data; nothing of it has to be escaped in
// a string of a script. A last group may be shorter, as in Adobe's Ascii85.

const ALPHABET =
  '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*_&<>()[]{}@%$|';
const BASE = 85;

/** @param {Uint8Array} bytes */
export function encode(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const four = [0, 1, 2, 3].map((by) => bytes[at + by] ?? 0);
    let value = four.reduce((sum, byte) => sum * 256 + byte, 0);
    let signs = '';
    for (let place = 0; place < 5; place += 1) {
      signs = ALPHABET[value % BASE] + signs;
      value = Math.floor(value / BASE);
    }
    text += signs.slice(0, Math.min(4, bytes.length - at) + 1);
  }
  return text;
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function decode(text) {
  const values = new Uint8Array(128);
  for (let at = 0; at < BASE; at += 1) values[ALPHABET.charCodeAt(at)] = at;
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  const view = new DataView(new ArrayBuffer(4));
  for (let from = 0, to = 0; from < text.length; from += 5, to += 4) {
    let value = 0;
    for (let at = from; at < from + 5; at += 1)
      value = value * BASE + (at < text.length ? values[text.charCodeAt(at)] : BASE - 1);
    view.setUint32(0, value);
    for (let by = 0; by < 4 && to + by < bytes.length; by += 1) bytes[to + by] = view.getUint8(by);
  }
  return bytes;
}
