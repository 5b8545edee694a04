// Files of this site as blobs, with progress over all of them, and cancel.

interface Progress {
  loaded: number;
  total: number;
}

/** @param total bytes of all, since a host that compresses does not say them */
export async function fetchFiles(
  files: Record<string, string>,
  total: number,
  progress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Record<string, Blob>> {
  let loaded = 0;
  const blobs: Record<string, Blob> = {};
  for (const [name, address] of Object.entries(files)) {
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error(`${address} could not be loaded: ${response.status}.`);
    blobs[name] = await counted(response, (bytes) => {
      loaded += bytes;
      progress({ loaded, total });
    });
  }
  return blobs;
}

/** The body as a blob. @param arrived is told the bytes of each piece */
export async function counted(response: Response, arrived: (bytes: number) => void) {
  if (!response.body) return response.blob();
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      arrived(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counting)).blob();
}
