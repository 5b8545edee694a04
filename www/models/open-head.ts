// A head as a link to the workbench: its q, k and v as inputs of an ordinary variant, with its mask and its scale.
import type { Head, Row, Tensor } from '../../pkg/attention_models.js';
import { writeCells } from '../state/url/cells.ts';
import { pack } from '../state/url/compress.ts';

const LONGEST_READABLE = 2000;

/** The shortest decimal that is this number in float32. */
function shortest(value: number) {
  for (let digits = 6; digits < 9; digits += 1) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}

function rows({ shape, data }: Tensor) {
  const [count, width] = shape;
  return Array.from({ length: count }, (_, row) =>
    Array.from(data.subarray(row * width, (row + 1) * width), shortest),
  );
}

/** As the variant spells it: off, 1/√d, or a number. */
function scaleParam(scale: number, width: number) {
  if (scale === 1) return 'false';
  return Math.abs(scale - width ** -0.5) < 1e-6 ? '' : shortest(scale);
}

/** @param site that the link leads to */
export async function headLink({ q, k, v }: Head, { scale }: Row, isCausal: boolean, site: string) {
  const width = q.shape[1];
  const inputs = Object.entries({ q, k, v }).map(
    ([name, tensor]) => `${name}=${writeCells(rows(tensor), 2)}`,
  );
  const factor = scaleParam(scale, width);
  const params = [...(factor ? [`scale=${factor}`] : []), ...(isCausal ? ['causal=true'] : [])];
  const text = `scaled-dot-product?${[...inputs, ...params].join('&')}`;
  return `${site}index.html#${text.length > LONGEST_READABLE ? await pack(text) : text}`;
}
