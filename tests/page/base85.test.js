// Bytes as text and back: the example of RFC 32, and every length and every byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, encode } from '../../scripts/lib/base85.js';

test('eight bytes are the word of the specification', () => {
  const bytes = Uint8Array.of(0x86, 0x4f, 0xd2, 0x6f, 0xb5, 0x59, 0xf7, 0x5b);
  assert.equal(encode(bytes), 'HelloWorld');
  assert.deepEqual(decode('HelloWorld'), bytes);
});

test('bytes of every length come back, whatever they are', () => {
  for (let length = 0; length < 40; length += 1)
    for (let first = 0; first < 256; first += 5) {
      const bytes = Uint8Array.from({ length }, (_, at) => first + at * at * 37);
      assert.deepEqual(decode(encode(bytes)), bytes);
    }
  for (const byte of [0, 255])
    for (let length = 0; length < 9; length += 1) {
      const bytes = new Uint8Array(length).fill(byte);
      assert.deepEqual(decode(encode(bytes)), bytes);
    }
});

test('no sign of it has to be escaped in a string, or changes in an address of data', () => {
  const text = encode(Uint8Array.from({ length: 4096 }, (_, at) => (at * at * 7) >> 3));
  assert.equal(new Set(text).size, 85);
  assert.equal(JSON.stringify(text), `"${text}"`);
  assert.equal(new URL(`data:,${text}`, 'data:,').href, `data:,${text}`);
});
