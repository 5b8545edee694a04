// Whether two pieces of plain data are the same, part by part.

/** It ends at the first difference, and does not look into what is one and the same object. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  const names = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    names.length === Object.keys(b).length &&
    names.every(
      (name) =>
        Object.hasOwn(b, name) && same(a[name as keyof typeof a], b[name as keyof typeof b]),
    )
  );
}
