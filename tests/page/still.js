// The moment when nothing moves any more.
/** Wait until nothing moves any more: fonts move lines, fills change in time, and what is drawn follows a frame later. */
export const still = (page) =>
  page.evaluate(async () => {
    const frames = async () => {
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    };
    await frames();
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    await frames();
  });
