// Circles whose areas, and for two groups whose overlap, are true to the numbers; for three the overlaps are as near as circles come.

export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Area that two circles share (https://mathworld.wolfram.com/Circle-CircleIntersection.html). */
export function sharedArea(a: number, b: number, distance: number): number {
  if (distance >= a + b) return 0;
  if (distance <= Math.abs(a - b)) return Math.PI * Math.min(a, b) ** 2;
  const angle = (r: number, s: number): number =>
    Math.acos(Math.min(1, Math.max(-1, (distance ** 2 + r ** 2 - s ** 2) / (2 * distance * r))));
  const kite = (-distance + a + b) * (distance + a - b) * (distance - a + b) * (distance + a + b);
  return a ** 2 * angle(a, b) + b ** 2 * angle(b, a) - Math.sqrt(Math.max(0, kite)) / 2;
}

/** How far apart two circles lie that share so much; apart with a gap when they share nothing. */
function distanceFor(a: number, b: number, area: number): number {
  if (area <= 0) return (a + b) * 1.06;
  let [low, high] = [Math.abs(a - b), a + b];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (sharedArea(a, b, middle) > area) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The third circle at its distances from the first two, as far as a triangle allows. */
function thirdPlace(between: number, fromA: number, fromB: number): Point {
  const x = between === 0 ? fromA : (fromA ** 2 - fromB ** 2 + between ** 2) / (2 * between);
  const inside = Math.max(-fromA, Math.min(fromA, x));
  return { x: inside, y: Math.sqrt(Math.max(0, fromA ** 2 - inside ** 2)) };
}

export interface Picture {
  readonly circles: readonly Circle[];
  readonly width: number;
  readonly height: number;
}

function fit(circles: readonly Circle[], width: number, margin: number): Picture {
  const left = Math.min(...circles.map(({ x, r }) => x - r));
  const top = Math.min(...circles.map(({ y, r }) => y - r));
  const wide = Math.max(...circles.map(({ x, r }) => x + r)) - left;
  const high = Math.max(...circles.map(({ y, r }) => y + r)) - top;
  // Never taller than wide.
  const scale = (width - 2 * margin) / Math.max(wide, high, 1e-9);
  const dx = (width - wide * scale) / 2;
  return {
    circles: circles.map(({ x, y, r }) => ({ x: (x - left) * scale + dx, y: (y - top) * scale + margin, r: r * scale })),
    width,
    height: high * scale + 2 * margin,
  };
}

/** `shared(a, b)` is how many records two groups share. */
export function pictureOf(counts: readonly number[], shared: (a: number, b: number) => number, width = 100, margin = 8): Picture {
  // An empty group is still a circle, so that it can be named.
  const least = Math.max(1, ...counts) / 400;
  const radii = counts.map((count) => Math.sqrt((count === 0 ? least : count) / Math.PI));
  const apart = (a: number, b: number): number => distanceFor(radii[a] ?? 0, radii[b] ?? 0, shared(a, b));
  const places: Point[] = [
    { x: 0, y: 0 },
    { x: apart(0, 1), y: 0 },
  ];
  if (counts.length > 2) places.push(thirdPlace(apart(0, 1), apart(0, 2), apart(1, 2)));
  return fit(
    radii.map((r, at) => ({ ...(places[at] ?? { x: 0, y: 0 }), r })),
    width,
    margin,
  );
}

/** Just outside a circle, where the others are farthest: where its letter stands. */
export function labelPoint(circles: readonly Circle[], at: number, gap = 4): Point {
  const { x, y, r } = circles[at] ?? { x: 0, y: 0, r: 0 };
  const others = circles.filter((_, other) => other !== at);
  const spots = Array.from({ length: 48 }, (_, n) => (n * Math.PI) / 24 - Math.PI / 2).map((angle) => {
    const spot = { x: x + Math.cos(angle) * (r + gap), y: y + Math.sin(angle) * (r + gap) };
    // Within another circle counts as crowded, and so does its edge.
    const room = Math.min(...others.map((other) => Math.hypot(spot.x - other.x, spot.y - other.y) - other.r));
    return { ...spot, room: Math.min(room, 12) };
  });
  return spots.reduce((best, spot) => (spot.room > best.room + 1e-6 ? spot : best));
}

/** The point of a region that lies farthest from every edge: where its number stands. Undefined when the region has no area. */
export function regionPoint({ circles, width, height }: Picture, region: number): Point | undefined {
  let best: (Point & { readonly room: number }) | undefined;
  for (let x = 1; x < width; x += 1.5)
    for (let y = 1; y < height; y += 1.5) {
      const depths = circles.map((circle) => circle.r - Math.hypot(x - circle.x, y - circle.y));
      if (!depths.every((depth, at) => depth > 0 === ((region & (1 << at)) !== 0))) continue;
      const room = Math.min(...depths.map(Math.abs));
      if (best === undefined || room > best.room) best = { x, y, room };
    }
  return best !== undefined && best.room > 1.2 ? best : undefined;
}
