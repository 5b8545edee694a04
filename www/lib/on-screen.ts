// The moment when what is there now has been drawn.

/** What is there now has been drawn: the task after a frame's callbacks comes when that frame has been handed to the screen. */
export const onScreen = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
