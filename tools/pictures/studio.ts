import { type Capture, capture } from './capture.ts';
import { develop } from './film.ts';
import { formOf } from './forms/index.ts';
import { addLamps, type Gathered, gather, type Meets } from './gather.ts';
import { isGlass, material } from './materials/index.ts';
import type { Material, Rgb } from './materials/material.ts';
import { type Box, type Model, model } from './model.ts';
import { type Camera, frame, type Item, item, type Look, type Placing, type Scene, type Stage } from './scene.ts';
import { type Dressed, shade } from './shade.ts';
import { smoothLight } from './smooth.ts';

/** Colour of the paper sweep in linear light. */
export const PAPER_TONE = [0.845, 0.8, 0.735] as const;

/** A scene with its light measured, ready to be dressed in one finish after the other. */
export type Set = { scene: Scene; shot: Capture; light: Gathered };

export type Placed = { form: string; finish: string } & Placing;

/** Light is gathered once for all finishes when `shared` is true: what the first item throws back is then kept apart. */
export function prepare(scene: Scene, shared: boolean): Set {
  const materials = scene.items.map((one) => partMaterials(one, one.finish));
  const fine = (which: number, part: number) => materials[which]![part]!.fine ?? (materials[which]![part]!.absorbs ? 4 : 0);
  const shot = capture(scene, { fine });
  const meets: Meets = (which, part) => {
    const m = materials[which]![part]!;
    return {
      color: m.mean,
      glow: m.glow ?? NONE,
      varies: shared && which === 0 && scene.items[0]!.model.parts[part]!.slot === 'main',
      pass: m.mean,
    };
  };
  const solid = scene.items.some((one) => one.glass) ? capture(scene, { skip: (i) => scene.items[i]!.glass }, true) : shot;
  const light = gather(scene, solid, meets, scene.width >= 1000 ? 4 : 3);
  addLamps(scene, light);
  smoothLight(light, scene.size);
  return { scene, shot, light };
}

const NONE: Rgb = [0, 0, 0];

export function partMaterials(one: Item, finish: string): Material[] {
  const form = formOf(one.form);
  return one.model.parts.map(
    (part) => form.slots?.[part.slot] ?? material(part.slot === 'main' ? finish : part.slot, one.form, form.dress ?? {}),
  );
}

/** The picture of a prepared set; `finish` replaces that of the first item. */
export function expose(set: Set, finish?: string): Uint8Array {
  const parts = set.scene.items.map((one, i) => partMaterials(one, i === 0 && finish ? finish : one.finish));
  const main = set.scene.items[0]!.model.parts.findIndex((part) => part.slot === 'main');
  const dressed: Dressed = { parts, finish: parts[0]![Math.max(0, main)]!.mean };
  const light = shade(set.scene, set.shot, set.light, dressed);
  return develop(light, set.scene.width, set.scene.height, set.scene.stage.exposure);
}

/** How a piece is looked at unless its form says otherwise. */
export const DEFAULT_LOOK: Look = { pitch: 14, yaw: 0, lens: 20, fill: 0.7, lift: -0.01 };

/** A piece as items of a scene, standing on the floor. What is not glass of a glass piece becomes an item of its own. */
export function place({ form, finish, ...placing }: Placed): Item[] {
  const facts = formOf(form);
  const whole = facts.build(finish);
  const low = !facts.loose && Math.abs(whole.box[1]) < 6 && facts.stage !== 'wall' && facts.stage !== 'hung' ? lowest(whole) : 0;
  const at = placing.at ?? [0, 0, 0];
  const scale = placing.scale ?? 1;
  const where = { turn: placing.turn ?? facts.turn ?? 0, scale, at: [at[0], at[1] - low * scale, at[2]] as const };
  if (!isGlass(finish)) return [item(whole, form, finish, false, where)];
  const clear = whole.parts.filter((part) => part.slot === 'main');
  const other = whole.parts.filter((part) => part.slot !== 'main');
  const items = clear.length > 0 ? [item(model(clear, { cells: 110 }), form, finish, true, where)] : [];
  return other.length > 0 ? [...items, item(model(other), form, finish, false, where)] : items;
}

/** Height at which the model really begins; boxes are often a little larger. */
function lowest(of: Model): number {
  const [x0, y0, z0, x1, y1, z1] = of.box;
  const step = (y1 - y0) / 700;
  const n = 36;
  for (let y = y0 - step; y < y0 + (y1 - y0) / 3; y += step) {
    for (let i = 0; i <= n; i++) {
      for (let j = 0; j <= n; j++) {
        if (of.distance(x0 + ((x1 - x0) * i) / n, y, z0 + ((z1 - z0) * j) / n) < step * 0.5) return y;
      }
    }
  }
  return y0;
}

/** One piece alone on the paper. */
export function frontScene(form: string, finish: string, size: number): Scene {
  const facts = formOf(form);
  const items = place({ form, finish });
  const look = { ...DEFAULT_LOOK, ...facts.look };
  const camera = frame(look.target ? items.map((one) => one.box) : [union(items)], look, 1);
  return compose(items, camera, facts.stage ?? 'floor', size, size);
}

/** The box round all items. */
export function union(items: readonly Item[]): Box {
  const boxes = items.map((one) => one.box);
  return [0, 1, 2, 3, 4, 5].map((a) => (a < 3 ? Math.min : Math.max)(...boxes.map((b) => b[a]!))) as unknown as Box;
}

export function compose(
  items: readonly Item[],
  camera: Camera,
  stage: 'floor' | 'wall' | 'hung',
  width: number,
  height: number,
  tone: Stage['tone'] = PAPER_TONE,
): Scene {
  const low = items.filter((one) => one.form !== 'prop-table').map((one) => one.box);
  const reach = Math.max(...low.map((b) => Math.max(b[3] - b[0], b[4] - b[1], b[5] - b[2])));
  const size = Math.max(reach, Math.max(...low.map((b) => b[3])) - Math.min(...low.map((b) => b[0])));
  const back = Math.max(...items.map((one) => -one.box[2]));
  const evening = formOf(items[0]!.form).evening;
  const sweep: Stage =
    stage === 'wall'
      ? { back: back + 0.05, bend: 0, hung: true, tone, exposure: evening ? 0.6 : 1 }
      : { back: back + size * 2.6, bend: size * 2.2, hung: false, tone, exposure: evening ? 0.6 : 1 };
  const lamps = items.flatMap((one, i) =>
    (i > 0 && items[i - 1]!.form === one.form && items[i - 1]!.at === one.at ? [] : (formOf(one.form).lamps ?? [])).map((lamp) => ({
      ...lamp,
      at: [lamp.at[0] * one.scale + one.at[0], lamp.at[1] * one.scale + one.at[1], lamp.at[2] * one.scale + one.at[2]] as const,
    })),
  );
  return { items, stage: sweep, camera, width, height, lamps, size };
}
