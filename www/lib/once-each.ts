// What is made once for each name, and anew where it failed.

/** @param make what a name stands for; where it fails, the next call tries again */
export function onceEach<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const made: Map<string, Promise<T>> = new Map();
  return (name) => {
    const known = made.get(name);
    if (known) return known;
    const making = make(name).catch((error) => {
      made.delete(name);
      throw error;
    });
    made.set(name, making);
    return making;
  };
}
