import { FORMS } from '../../demo/agora/pictures.ts';
import { formOf } from './forms/index.ts';
import { frame, type Scene } from './scene.ts';
import { compose, DEFAULT_LOOK, place, union } from './studio.ts';

/** The piece from nearby: the upper part of it, a little from above. */
export function closeScene(form: string, finish: string, size: number): Scene {
  const facts = formOf(form);
  const items = place({ form, finish });
  const box = union(items);
  const [wide, tall, deep] = [box[3] - box[0], box[4] - box[1], box[5] - box[2]];
  const stage = facts.stage ?? 'floor';
  const look = { ...DEFAULT_LOOK, ...facts.look };
  const reach = Math.max(Math.min(wide, tall * 1.2), Math.min(tall, wide * 1.2), deep * 0.5);
  const target = facts.close?.at ?? [
    box[0] + wide * (stage === 'wall' ? 0.3 : 0.56),
    box[1] + tall * (stage === 'wall' ? 0.66 : tall < wide * 0.4 ? 0.5 : 0.74),
    box[5] - deep * (tall < wide * 0.4 ? 0.3 : 0.25),
  ];
  const spread = Math.tan((18 * Math.PI) / 360);
  const distance = ((facts.close?.wide ?? reach * 0.62) / 2 / spread) * 1.0 + deep * 0.2;
  const camera = frame([box], { ...look, pitch: Math.min(50, look.pitch + 8), yaw: look.yaw + 9, lens: 18, lift: 0, target, distance }, 1);
  return compose(items, camera, stage, size, size);
}

/** The piece among others of its kind: two more, in other finishes and sizes, behind and beside it. */
export function groupScene(form: string, finish: string, size: number): Scene | null {
  const facts = formOf(form);
  if (facts.stage === 'hung') return null;
  const others = FORMS[form]!.finishes.filter((one) => one !== finish);
  const first = place({ form, finish });
  const box = union(first);
  const [wide, tall, deep] = [box[3] - box[0], box[4] - box[1], box[5] - box[2]];
  const [second, third] = [others[Math.floor(others.length * 0.34)] ?? finish, others[Math.floor(others.length * 0.78)] ?? finish];
  const turn = facts.turn ?? 0;
  const items =
    facts.stage === 'wall'
      ? [
          ...first,
          ...place({ form, finish: second, at: [wide * 1.16, tall * 0.0, 0], turn, scale: 1 }),
          ...place({ form, finish: third, at: [wide * -1.16, 0, 0], turn, scale: 1 }),
        ]
      : [
          ...first,
          ...place({ form, finish: second, at: [wide * 0.78, 0, -deep * 0.92], turn: turn - 34, scale: 1.0 }),
          ...place({ form, finish: third, at: [-wide * 0.92, 0, -deep * 0.5], turn: turn + 40, scale: tall > wide ? 0.8 : 0.92 }),
        ];
  const look = { ...DEFAULT_LOOK, ...facts.look, fill: facts.stage === 'wall' ? 0.84 : 0.78 };
  const camera = frame([union(items)], { ...look, target: undefined, distance: undefined }, 1);
  return compose(items, camera, facts.stage ?? 'floor', size, size);
}
