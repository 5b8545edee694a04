// Models on the Hugging Face Hub: what files a name has and how large they are, and the files part by part, kept by the browser.
import { counted } from './fetch-files.ts';

const HOST = 'https://huggingface.co';

const CACHE = 'attention-playground.hub';
const PART = 16 << 20; // bytes that are asked for at once: what has come stays when the rest is cancelled

/** What a model is read from; the tokenizer is in one of three forms. */
const WEIGHTS = 'model.safetensors';
const TOKENIZERS = [['tokenizer.json'], ['vocab.json', 'merges.txt'], ['vocab.txt']];
const OPTIONAL = 'tokenizer_config.json';

interface HubFile {
  name: string;
  bytes: number;
  address: string;
}

export interface HubModel {
  name: string;
  files: HubFile[];
  bytes: number;
}

/** `owner/name`, or a name alone; also from an address of the Hub. */
export function hubName(text: string) {
  const bare = text
    .trim()
    .replace(/^(https?:\/\/)?(www\.)?(huggingface|hf)\.co\/(models\/)?/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/(tree|blob|raw|resolve|commit|commits|discussions)(\/.*)?$|\/$/, '');
  return /^[\w.-]{1,96}(\/[\w.-]{1,96})?$/.test(bare) && !bare.includes('..') ? bare : null;
}

interface Entry {
  type: string;
  path: string;
  size: number;
}

/** The files that are needed, with their sizes. One small request; it fails with words for a person. */
export async function lookUp(name: string, signal?: AbortSignal): Promise<HubModel> {
  const response = await fetch(`${HOST}/api/models/${name}/tree/main`, { signal });
  if (response.status === 401 || response.status === 403 || response.status === 404)
    throw new Error(`The Hub has no public model “${name}”.`);
  if (!response.ok) throw new Error(`The Hub answered with ${response.status}.`);
  const entries: Entry[] = await response.json();
  const sizes = new Map(
    entries.filter(({ type }) => type === 'file').map(({ path, size }) => [path, size]),
  );
  for (const file of ['config.json', WEIGHTS])
    if (!sizes.has(file)) throw new Error(`“${name}” has no ${file}. Choose a model that has one.`);
  const tokenizer = TOKENIZERS.find((files) => files.every((file) => sizes.has(file))) ?? [];
  const wanted = ['config.json', ...tokenizer, ...(sizes.has(OPTIONAL) ? [OPTIONAL] : []), WEIGHTS];
  const files = wanted.map((file) => ({
    name: file,
    bytes: sizes.get(file) ?? 0,
    address: `${HOST}/${name}/resolve/main/${file}`,
  }));
  return { name, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** All files as blobs. What was fetched before is not fetched again. */
export async function hubFiles(
  { files, bytes }: HubModel,
  progress: (loaded: number, total: number) => void,
  signal: AbortSignal,
): Promise<Record<string, Blob>> {
  const cache = await caches?.open(CACHE).catch(() => null);
  let loaded = 0;
  const arrived = (count: number) => {
    loaded += count;
    progress(Math.min(loaded, bytes), bytes);
  };
  const blobs: Record<string, Blob> = {};
  for (const file of files) blobs[file.name] = await fileOf(file, cache ?? null, arrived, signal);
  return blobs;
}

async function fileOf(
  file: HubFile,
  cache: Cache | null,
  arrived: (count: number) => void,
  signal: AbortSignal,
) {
  const parts: Blob[] = [];
  let size = 0;
  while (size < file.bytes || parts.length === 0) {
    const end = Math.min(size + PART, file.bytes);
    const part = await partOf(file, [size, end], cache, arrived, signal);
    parts.push(part);
    size += part.size;
    if (part.size === 0) break;
  }
  if (size !== file.bytes)
    throw new Error(`${file.name} has ${size} bytes, and the Hub said ${file.bytes}. Try again.`);
  return new Blob(parts);
}

/** A part of a file, from the cache or by a request for its range. A host that knows no ranges sends the whole. */
async function partOf(
  { address, bytes }: HubFile,
  [start, end]: [number, number],
  cache: Cache | null,
  arrived: (count: number) => void,
  signal: AbortSignal,
) {
  const key = `${address}?size=${bytes}&from=${start}`;
  const kept = await cache?.match(key);
  if (kept) {
    const blob = await kept.blob();
    arrived(blob.size);
    return blob;
  }
  signal.throwIfAborted();
  const headers: HeadersInit = bytes > PART ? { range: `bytes=${start}-${end - 1}` } : {};
  const response = await fetch(address, { headers, signal });
  if (!response.ok) throw new Error(`${address} could not be loaded: ${response.status}.`);
  const blob = await counted(response, arrived);
  // No room in the cache: then it is fetched again another time.
  await cache?.put(key, new Response(blob)).catch(() => {});
  return blob;
}
