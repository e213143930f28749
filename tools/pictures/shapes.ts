import type { Box, Distance, Part } from './model.ts';
import { type Outline, solid, wall } from './outline.ts';
import type { OutlinePoint } from './spline.ts';

type Place = { slot?: string; blend?: number; at?: readonly [number, number, number]; surface?: Part['surface']; grain?: Part['grain'] };
type Point3 = readonly [number, number, number];

/** An outline spun round the upright axis. */
export function spin(outline: Outline, place: Place = {}): Part {
  const [x0, y0, z0] = place.at ?? [0, 0, 0];
  const flat = outline.distance;
  const r = outline.x1;
  return part(
    (x, y, z) => {
      const dx = x - x0;
      const dz = z - z0;
      return flat(Math.sqrt(dx * dx + dz * dz), y - y0);
    },
    [x0 - r, y0 + outline.y0, z0 - r, x0 + r, y0 + outline.y1, z0 + r],
    place,
  );
}

export const pot = (points: readonly OutlinePoint[], thickness: number, place: Place = {}): Part => spin(wall(points, thickness), place);

export const turned = (points: readonly OutlinePoint[], round = 0.1, place: Place = {}): Part => spin(solid(points, round), place);

/** A flat curve in the x-y plane made round: handles, hoops, spouts. `flat` under 1 makes the section a strap, wider along z. */
export function strap(points: readonly OutlinePoint[], thickness: number, place: Place & { wide?: number } = {}): Part {
  const outline = wall(points, 0.0001, 200);
  const half = thickness / 2;
  const wide = place.wide ?? thickness;
  const spread = Math.max(0, (wide - thickness) / 2);
  const [x0, y0, z0] = place.at ?? [0, 0, 0];
  const sampled = wall(points, thickness, 200).distance;
  const distance: Distance = (x, y, z) => {
    const d = sampled(x - x0, y - y0) + half;
    const dz = Math.max(0, Math.abs(z - z0) - spread);
    return Math.sqrt(d * d + dz * dz) - half;
  };
  const r = Math.max(half, wide / 2, ...points.map((p) => (p[2] ?? thickness) / 2));
  return part(distance, [x0 + outline.x0 - r, y0 + outline.y0 - r, z0 - r, x0 + outline.x1 + r, y0 + outline.y1 + r, z0 + r], place);
}

/** A curve in the x-y plane as a round tube whose thickness follows the points. */
export function tube(points: readonly OutlinePoint[], place: Place = {}): Part {
  const axis = wall(
    points.map(([x, y, , corner]) => [x, y, 0, corner] as const),
    0,
    220,
  );
  const body = wall(points, 1, 220);
  const [x0, y0, z0] = place.at ?? [0, 0, 0];
  const most = Math.max(...points.map((p) => p[2] ?? 1)) / 2;
  const distance: Distance = (x, y, z) => {
    const d = axis.distance(x - x0, y - y0);
    const half = d - body.distance(x - x0, y - y0);
    const dz = z - z0;
    return Math.sqrt(d * d + dz * dz) - half;
  };
  return part(distance, [x0 + axis.x0 - most, y0 + axis.y0 - most, z0 - most, x0 + axis.x1 + most, y0 + axis.y1 + most, z0 + most], place);
}

export function ball(radius: number, at: Point3, place: Place = {}): Part {
  const [x0, y0, z0] = at;
  return part(
    (x, y, z) => Math.sqrt((x - x0) ** 2 + (y - y0) ** 2 + (z - z0) ** 2) - radius,
    [x0 - radius, y0 - radius, z0 - radius, x0 + radius, y0 + radius, z0 + radius],
    place,
  );
}

/** A box by its middle and half sizes, its edges rounded. */
export function block(at: Point3, half: Point3, round: number, place: Place = {}): Part {
  const [x0, y0, z0] = at;
  const [hx, hy, hz] = half;
  return part(
    (x, y, z) => {
      const qx = Math.abs(x - x0) - hx + round;
      const qy = Math.abs(y - y0) - hy + round;
      const qz = Math.abs(z - z0) - hz + round;
      const ox = qx > 0 ? qx : 0;
      const oy = qy > 0 ? qy : 0;
      const oz = qz > 0 ? qz : 0;
      return Math.sqrt(ox * ox + oy * oy + oz * oz) + Math.min(0, Math.max(qx, qy, qz)) - round;
    },
    [x0 - hx, y0 - hy, z0 - hz, x0 + hx, y0 + hy, z0 + hz],
    place,
  );
}

/** An upright slab with rounded corners in plan (x-z) and softened edges. */
export function slab(at: Point3, half: Point3, corner: number, edge: number, place: Place = {}): Part {
  const [x0, y0, z0] = at;
  const [hx, hy, hz] = half;
  return part(
    (x, y, z) => {
      const px = Math.max(0, Math.abs(x - x0) - hx + corner);
      const pz = Math.max(0, Math.abs(z - z0) - hz + corner);
      const inner = Math.min(0, Math.max(Math.abs(x - x0) - hx + corner, Math.abs(z - z0) - hz + corner));
      const plan = Math.sqrt(px * px + pz * pz) + inner - corner + edge;
      const rise = Math.abs(y - y0) - hy + edge;
      const a = plan > 0 ? plan : 0;
      const b = rise > 0 ? rise : 0;
      return Math.sqrt(a * a + b * b) + Math.min(0, Math.max(plan, rise)) - edge;
    },
    [x0 - hx, y0 - hy, z0 - hz, x0 + hx, y0 + hy, z0 + hz],
    place,
  );
}

/** A straight rod, thicker or thinner at its second end. */
export function rod(a: Point3, b: Point3, radius: number, place: Place & { end?: number } = {}): Part {
  const end = place.end ?? radius;
  const ex = b[0] - a[0];
  const ey = b[1] - a[1];
  const ez = b[2] - a[2];
  const length = ex * ex + ey * ey + ez * ez;
  const most = Math.max(radius, end);
  return part(
    (x, y, z) => {
      const px = x - a[0];
      const py = y - a[1];
      const pz = z - a[2];
      const t = Math.min(1, Math.max(0, (px * ex + py * ey + pz * ez) / length));
      const qx = px - ex * t;
      const qy = py - ey * t;
      const qz = pz - ez * t;
      return Math.sqrt(qx * qx + qy * qy + qz * qz) - (radius + (end - radius) * t);
    },
    [
      Math.min(a[0], b[0]) - most,
      Math.min(a[1], b[1]) - most,
      Math.min(a[2], b[2]) - most,
      Math.max(a[0], b[0]) + most,
      Math.max(a[1], b[1]) + most,
      Math.max(a[2], b[2]) + most,
    ],
    place,
  );
}

export function ring(at: Point3, radius: number, thickness: number, axis: 'x' | 'y' | 'z', place: Place = {}): Part {
  const [x0, y0, z0] = at;
  const half = thickness / 2;
  const wide = radius + half;
  const [bx, by, bz] = [axis === 'x' ? half : wide, axis === 'y' ? half : wide, axis === 'z' ? half : wide];
  return part(
    (x, y, z) => {
      const dx = x - x0;
      const dy = y - y0;
      const dz = z - z0;
      const along = axis === 'x' ? dx : axis === 'y' ? dy : dz;
      const round = Math.sqrt(dx * dx + dy * dy + dz * dz - along * along) - radius;
      return Math.sqrt(round * round + along * along) - half;
    },
    [x0 - bx, y0 - by, z0 - bz, x0 + bx, y0 + by, z0 + bz],
    place,
  );
}

/** The part seen from a turned and moved frame: turns by `angle` (degrees) round an axis through the origin, then moves. */
export function turn(of: Part, axis: 'x' | 'y' | 'z', angle: number, move: Point3 = [0, 0, 0]): Part {
  const c = Math.cos((angle * Math.PI) / 180);
  const s = Math.sin((angle * Math.PI) / 180);
  const back = (x: number, y: number, z: number): [number, number, number] => {
    const px = x - move[0];
    const py = y - move[1];
    const pz = z - move[2];
    if (axis === 'x') return [px, py * c + pz * s, pz * c - py * s];
    if (axis === 'y') return [px * c - pz * s, py, pz * c + px * s];
    return [px * c + py * s, py * c - px * s, pz];
  };
  const forth = (x: number, y: number, z: number): Point3 => {
    if (axis === 'x') return [x + move[0], y * c - z * s + move[1], z * c + y * s + move[2]];
    if (axis === 'y') return [x * c + z * s + move[0], y + move[1], z * c - x * s + move[2]];
    return [x * c - y * s + move[0], y * c + x * s + move[1], z + move[2]];
  };
  const surface = of.surface;
  return {
    ...of,
    distance: (x, y, z) => {
      const p = back(x, y, z);
      return of.distance(p[0], p[1], p[2]);
    },
    surface: surface
      ? (x, y, z, out) => {
          const p = back(x, y, z);
          surface(p[0], p[1], p[2], out);
        }
      : undefined,
    box: around(of.box, forth),
  };
}

function around(box: Box, forth: (x: number, y: number, z: number) => Point3): Box {
  const out: [number, number, number, number, number, number] = [1e9, 1e9, 1e9, -1e9, -1e9, -1e9];
  for (let i = 0; i < 8; i++) {
    const p = forth(box[i & 1 ? 3 : 0], box[i & 2 ? 4 : 1], box[i & 4 ? 5 : 2]);
    for (let a = 0; a < 3; a++) {
      out[a] = Math.min(out[a]!, p[a]!);
      out[a + 3] = Math.max(out[a + 3]!, p[a]!);
    }
  }
  return out;
}

/** Any distance, with its box. */
export function part(distance: Distance, box: Box, place: Place = {}): Part {
  return { distance, box, slot: place.slot ?? 'main', blend: place.blend, surface: place.surface, grain: place.grain };
}
