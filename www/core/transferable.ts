// What a worker's answer hands over and does not copy.

/** The memory of the typed arrays in it that are all of theirs. */
export function buffers(value: unknown, found = new Set<Transferable>()) {
  if (ArrayBuffer.isView(value)) {
    if (value.byteLength === value.buffer.byteLength) found.add(value.buffer as ArrayBuffer);
  } else if (Array.isArray(value) && typeof value[0] !== 'object') {
    return found;
  } else if (value && typeof value === 'object') {
    for (const part of Object.values(value)) buffers(part, found);
  }
  return found;
}
