// An SVG drawing as a PNG picture, in three times its size so that its text is legible in print.
import type { Drawing } from './drawing.ts';

const SCALE = 3;
const LONGEST = 8192; // pixels; browsers refuse larger canvases

export async function pngOf({ svg, width, height }: Drawing): Promise<Blob> {
  const scale = Math.min(SCALE, LONGEST / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on.');
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The picture is too large for this browser.'));
    }, 'image/png');
  });
}
