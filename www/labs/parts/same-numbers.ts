// The workbench on the numbers of a lab: what the two call by the same name goes along.
import type { Settings } from '../../state/url/lab-codec.ts';

/** Inputs and parameters that a lab and the workbench spell alike. */
const SHARED = ['q', 'k', 'v'];

/** @param address where the workbench opens for this lab */
export function sameNumbers(address: string, settings: Settings) {
  const [variant, params = ''] = address.split('?', 2);
  const query = new URLSearchParams(params);
  if (variant === '#argmax')
    for (const name of SHARED) if (settings[name]) query.set(name, settings[name]);
  const text = query.toString().replace(/%(2C|3B|28|29|2F)/g, (code) => decodeURIComponent(code));
  return text === '' ? variant : `${variant}?${text}`;
}
