// Write a small ONNX model, byte by byte: the graphs of attention that onnxruntime-web is given.
//
// A model is a protocol buffer: fields of a number, a kind and a value. Only the fields that these
// graphs need are here, with their numbers from onnx.proto.

const text = new TextEncoder();

/** @param {number} number @returns {number[]} seven bits a byte, the last without the high bit */
function varint(number) {
  const bytes = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** @param {number} field @param {number} number */
const whole = (field, number) => [...varint(field * 8), ...varint(number)];
/** @param {number} field @param {ArrayLike<number>} bytes */
const bytes = (field, bytes) => [
  ...varint(field * 8 + 2),
  ...varint(bytes.length),
  ...Array.from(bytes),
];
/** @param {number} field @param {string} string */
const string = (field, string) => bytes(field, text.encode(string));

const FLOAT = 1;
const INTS = 7;

/** @param {string} name @param {(number | string)[]} shape a name stands for any size */
function tensor(name, shape) {
  const dimension = (/** @type {number | string} */ size) =>
    bytes(1, typeof size === 'number' ? whole(1, size) : string(2, size));
  const type = bytes(1, [...whole(1, FLOAT), ...bytes(2, shape.flatMap(dimension))]);
  return [...string(1, name), ...bytes(2, type)];
}

/** @typedef {number | string | number[] | {float: number}} Value a number alone is a whole one */

/** @param {string} name @param {Value} value */
function attribute(name, value) {
  const kind = (/** @type {number} */ number) => whole(20, number);
  if (typeof value === 'object' && 'float' in value) {
    const data = new Uint8Array(Float32Array.of(value.float).buffer);
    return [...string(1, name), ...varint(2 * 8 + 5), ...data, ...kind(1)];
  }
  if (typeof value === 'number') return [...string(1, name), ...whole(3, value), ...kind(2)];
  if (typeof value === 'string') return [...string(1, name), ...string(4, value), ...kind(3)];
  return [...string(1, name), ...value.flatMap((item) => whole(8, item)), ...kind(INTS)];
}

/** @param {string} name @param {ArrayLike<number>} values @param {number[]} shape */
function constant(name, values, shape) {
  const data = new Uint8Array(Float32Array.from(values).buffer);
  return [
    ...shape.flatMap((size) => whole(1, size)),
    ...whole(2, FLOAT),
    ...string(8, name),
    ...bytes(9, data),
  ];
}

/** @param {string} name @param {number[]} values */
function integers(name, values) {
  const data = new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer);
  return [...whole(1, values.length), ...whole(2, INTS), ...string(8, name), ...bytes(9, data)];
}

/**
 * A step of a graph: [operator, inputs, output, attributes?, domain?].
 * @typedef {[string, string[], string[], Record<string, Value>?, string?]} Step
 */

/**
 * @param {Record<string, (number | string)[]>} inputs @param {Step[]} steps
 * @param {{floats?: Record<string, number[]>, integers?: Record<string, number[]>}} constants
 * @param {(number | string)[]} shape of the output, which is called `out`
 */
export function model(inputs, steps, constants, shape) {
  const nodes = steps.map(([operator, from, to, attributes = {}, domain = '']) => [
    ...from.flatMap((name) => string(1, name)),
    ...to.flatMap((name) => string(2, name)),
    ...string(4, operator),
    ...Object.entries(attributes).flatMap(([name, value]) => bytes(5, attribute(name, value))),
    ...(domain ? string(7, domain) : []),
  ]);
  const graph = [
    ...nodes.flatMap((node) => bytes(1, node)),
    ...string(2, 'attention'),
    ...Object.entries(constants.floats ?? {}).flatMap(([name, values]) =>
      bytes(5, constant(name, values, values.length === 1 ? [] : [values.length])),
    ),
    ...Object.entries(constants.integers ?? {}).flatMap(([name, values]) =>
      bytes(5, integers(name, values)),
    ),
    ...Object.entries(inputs).flatMap(([name, shape]) => bytes(11, tensor(name, shape))),
    ...bytes(12, tensor('out', shape)),
  ];
  const version = (/** @type {string} */ domain, /** @type {number} */ number) =>
    bytes(8, [...string(1, domain), ...whole(2, number)]);
  return Uint8Array.from([
    ...whole(1, 8),
    ...bytes(7, graph),
    ...version('', 17),
    ...version('com.microsoft', 1),
  ]);
}
