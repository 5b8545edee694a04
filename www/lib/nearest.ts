// The place among rising sizes that is nearest to one, as a logarithmic axis has them.
export function nearest(sizes: ArrayLike<number>, size: number) {
  let best = 0;
  for (let at = 1; at < sizes.length; at += 1)
    if (Math.abs(Math.log(sizes[at] / size)) < Math.abs(Math.log(sizes[best] / size))) best = at;
  return best;
}
