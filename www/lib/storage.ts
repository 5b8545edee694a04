// What this browser keeps for the page, where it lets it: for this tab, or for good.

/** @param storage to name it may be forbidden already */
const kept = (storage: () => Storage) => ({
  get(name: string): string | null {
    try {
      return storage().getItem(name);
    } catch {
      return null;
    }
  },

  /** Null takes it out, and so does a text that has no room: an older one would come back in its place. */
  set(name: string, text: string | null) {
    try {
      storage().removeItem(name);
      if (text !== null) storage().setItem(name, text);
    } catch {
      // No room, or none for anybody: who keeps something can do without.
    }
  },
});

export const tabStorage = kept(() => sessionStorage);
export const browserStorage = kept(() => localStorage);
