// The script of a worker, as a text.
import { fetchChecked } from './checked-fetch.ts';

export const scriptText = async (address: string) => (await fetchChecked(address)).text();
