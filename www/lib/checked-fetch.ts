// A file that no import map of a page reaches, a worker or WebAssembly: the build has written its hash behind the #
// of its address (scripts/lib/checked-files.mjs), and no other bytes are taken.
import { foreign } from './base-url.ts';

/** A file that could not be had, now. */
export class Unreached extends Error {}

/** A file that is not the one which this copy of the playground was built with. */
class Changed extends Error {}

/** What a person can do about it. */
export const hintOf = (error: unknown) =>
  error instanceof Changed
    ? 'Load the page again. If that does not help, tell the person who runs this site.'
    : 'Check your internet connection, then try again.';

/** The whole response, checked. While the page is written, an address has no hash. */
export async function fetchChecked(address: string): Promise<Response> {
  const [file, integrity = ''] = address.split('#');
  const response = await fetch(file, { integrity }).catch((error: Error) => refuse(file, error));
  if (!response.ok) throw new Unreached(`${file} could not be loaded: ${response.status}.`);
  return response;
}

/** A browser fails in the same words whether it got nothing or other bytes: without the hash it would get these. */
async function refuse(file: string, { message }: Error): Promise<never> {
  const unchecked = await fetch(file).catch(() => null);
  if (unchecked?.ok)
    throw new Changed(
      `${file} was refused: its bytes are not those that this copy of the playground was built with (integrity). It was changed, or is of another build.`,
    );
  const or = foreign ? ', or its server does not let other sites read it (CORS)' : '';
  throw new Unreached(`${file} could not be loaded${or}. ${message}`);
}
