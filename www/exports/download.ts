// A file from the page to the person.

const LATER = 10_000; // milliseconds after which the browser has surely read it

export function download(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), LATER);
}
