// The network that comes back.

/** When the browser says that it is online again. */
export const online = () =>
  new Promise<void>((resolve) => {
    addEventListener('online', () => resolve(), { once: true });
  });
