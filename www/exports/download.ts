// A file from the page to the person.

const LATER = 10_000; // milliseconds after which the browser has surely read it

/** @param {{svg: string}} file */
export const svgBlob = ({ svg }) => new Blob([svg], { type: 'image/svg+xml' });

/** @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), LATER);
}
