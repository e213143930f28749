import { model, type Part } from '../model.ts';
import { solid } from '../outline.ts';
import { block, pot, ring, rod, slab, spin, turn, turned } from '../shapes.ts';
import type { Forms } from './form.ts';

const leg = (angle: number, top: readonly [number, number], foot: number, thick: number, slot?: string): Part => {
  const a = (angle * Math.PI) / 180;
  return rod([Math.cos(a) * top[0], top[1], Math.sin(a) * top[0]], [Math.cos(a) * foot, thick * 0.55, Math.sin(a) * foot], thick, {
    end: thick * 0.72,
    slot,
    grain: 'y',
  });
};
const rung = (from: number, to: number, r: number, y: number, thick: number): Part => {
  const [a, b] = [(from * Math.PI) / 180, (to * Math.PI) / 180];
  return rod([Math.cos(a) * r, y, Math.sin(a) * r], [Math.cos(b) * r, y, Math.sin(b) * r], thick);
};
const seat = (radius: number, y: number, thick: number): Part =>
  turned(
    [
      [0, y],
      [radius - 1.6, y],
      [radius - 0.2, y + thick * 0.45],
      [radius, y + thick * 0.8],
      [radius - 0.5, y + thick],
      [radius * 0.6, y + thick - 0.5],
      [0, y + thick - 0.8],
    ],
    0.25,
  );

export const FURNITURE: Forms = {
  'stool-round': {
    build: () =>
      model(
        [
          seat(17.5, 41.5, 3.6),
          ...[35, 155, 275].map((a) => leg(a, [10.5, 42.6], 17, 1.75)),
          rung(35, 155, 14.4, 18, 0.85),
          rung(155, 275, 14.4, 18, 0.85),
          rung(275, 35, 14.4, 18, 0.85),
        ],
        { cells: 110 },
      ),
    dress: { grain: 'x' },
    look: { pitch: 17, fill: 0.7 },
  },
  'stool-tall': {
    build: () =>
      model(
        [
          seat(17.5, 68, 3.6),
          ...[45, 135, 225, 315].map((a) => leg(a, [10.5, 69], 19.5, 1.75)),
          ...[45, 135, 225, 315].map((a) => rung(a, a + 90, 16.6, 24, 0.85)),
        ],
        { cells: 120 },
      ),
    dress: { grain: 'x' },
    look: { pitch: 12, fill: 0.76 },
    turn: 12,
  },
  'side-table': {
    build: () =>
      model(
        [
          turned(
            [
              [0, 47.4],
              [22, 47.4],
              [23, 48.2],
              [23, 49.2],
              [22.6, 49.8],
              [0, 49.8],
            ],
            0.2,
          ),
          ...[30, 150, 270].map((a) => leg(a, [14, 47.8], 19.5, 1.7)),
          ...[30, 150, 270].map((a) => rung(a, a + 180, 8.4, 45.6, 1.1)),
        ],
        { cells: 110 },
      ),
    dress: { grain: 'x' },
    look: { pitch: 18, fill: 0.7 },
    turn: 20,
  },
  bench: {
    build: () =>
      model(
        [
          slab([0, 43, 0], [58, 1.7, 16], 1.4, 0.6),
          ...[-1, 1].flatMap((s) => [-1, 1].map((t) => rod([s * 46, 42, t * 10], [s * 51, 1.2, t * 13.6], 2.1, { end: 1.5, grain: 'y' }))),
          ...[-1, 1].map((s) => rod([s * 48.6, 20, -11.6], [s * 48.6, 20, 11.6], 1)),
          rod([-48.6, 20, 0], [48.6, 20, 0], 1),
        ],
        { cells: 150 },
      ),
    dress: { grain: 'x' },
    turn: 24,
    look: { pitch: 14, fill: 0.84 },
  },
  'shelf-wall': {
    build: () =>
      model(
        [
          block([0, 0, 10], [40, 1.1, 10], 0.3),
          ...[-30, 30].flatMap((x) => [
            block([x, -7.5, 1], [1, 8, 0.4], 0.15, { slot: 'brass' }),
            rod([x, -14.6, 1.2], [x, -1.2, 17], 0.5, { slot: 'brass' }),
          ]),
          turned(
            [
              [0, 0],
              [4.5, 0],
              [5.4, 3],
              [5.6, 8],
              [3.4, 12.6],
              [2.2, 15],
              [2.8, 18],
              [0, 18],
            ],
            0.15,
            { slot: 'chalk', at: [-24, 1.1, 10] },
          ),
          ...[0, 1, 2, 3].map((i) =>
            block([8 + i * 3.1, 10.4 + (i % 2), 9.6], [1.35, 9.2 + (i % 2), 7], 0.15, {
              slot: ['moss-cloth', 'mount', 'rust-cloth', 'ink-cloth'][i]!,
            }),
          ),
          pot(
            [
              [0, 0.5],
              [3.4, 0.5],
              [5.4, 2.6],
              [6, 5.2, 0.4],
            ],
            0.5,
            { slot: 'celadon', at: [29, 1.1, 10] },
          ),
        ],
        { cells: 130 },
      ),
    dress: { grain: 'x' },
    stage: 'wall',
    look: { pitch: 9, yaw: -13, fill: 0.78 },
  },
  'mirror-round': {
    build: () =>
      model(
        [
          turn(
            spin(
              solid(
                [
                  [0, 0.4],
                  [28.4, 0.4],
                  [28.4, 0.9],
                  [0, 0.9],
                ],
                0.05,
              ),
              { slot: 'mirror' },
            ),
            'x',
            90,
          ),
          ring([0, 0, 1], 29.2, 2.4, 'z'),
        ],
        { cells: 120 },
      ),
    dress: { grain: 'x' },
    stage: 'wall',
    look: { pitch: 0, yaw: -12, fill: 0.68 },
  },
  'coat-peg': {
    build: () =>
      model(
        [
          slab([0, 0, 0], [34, 1.2, 5], 2.2, 0.4),
          ...[-26, -13, 0, 13, 26].map((x) =>
            turned(
              [
                [0, 0],
                [1.05, 0],
                [0.95, 4],
                [1.3, 6.4],
                [2, 7.4],
                [1.9, 8.4],
                [0, 8.8],
              ],
              0.1,
              { at: [x, 0.8, 0] },
            ),
          ),
        ].map((p) => turn(p, 'x', 90)),
        { cells: 130 },
      ),
    dress: { grain: 'x' },
    stage: 'wall',
    look: { pitch: 10, yaw: -16, fill: 0.78 },
  },
};
