import { writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { pictureName, sceneName, type View } from '../../demo/agora/pictures.ts';
import { closeScene, groupScene } from './compositions.ts';
import { encodeMaster } from './film.ts';
import { isGlass } from './materials/index.ts';
import type { Scene } from './scene.ts';
import { sceneOf } from './scenes.ts';
import { expose, frontScene, prepare } from './studio.ts';

/** Pictures that share a shape and its light: one form, one view, several finishes; or one styled scene (`form` is its name). */
export type Errand = { view: View | 'scene'; form: string; finishes: readonly string[] };

/** A finished picture as the index lists it. `color` is its mean colour, `#rrggbb`. */
export type Entry = { name: string; width: number; height: number; color: string; bytes: number };

export type Settings = { folder: string; size: number; quality: number; pngFolder: string | null };

const settings = workerData as Settings;

parentPort?.on('message', async (errand: Errand) => {
  const started = performance.now();
  const entries: Entry[] = [];
  try {
    for (const finishes of alike(errand)) entries.push(...(await render(errand, finishes)));
    parentPort?.postMessage({ errand, entries, seconds: (performance.now() - started) / 1000 });
  } catch (error) {
    parentPort?.postMessage({ errand, entries, error: error instanceof Error ? error.stack : String(error) });
  }
});

/** Finishes that may share one shape and one measurement of light: glass stands alone, since light goes through it. */
function alike(errand: Errand): (readonly string[])[] {
  if (errand.view === 'scene') return [['']];
  const solid = errand.finishes.filter((finish) => !isGlass(finish));
  const alone = errand.view === 'group' ? errand.finishes : errand.finishes.filter(isGlass);
  return [...(errand.view === 'group' || solid.length === 0 ? [] : [solid]), ...alone.map((finish) => [finish])];
}

async function render(errand: Errand, finishes: readonly string[]): Promise<Entry[]> {
  const scene = sceneFor(errand, finishes[0]!);
  if (!scene) return [];
  const set = prepare(scene, finishes.length > 1);
  const entries: Entry[] = [];
  for (const finish of finishes) {
    const name = errand.view === 'scene' ? sceneName(errand.form) : pictureName(errand.form, finish, errand.view);
    const pixels = expose(set, errand.view === 'scene' ? undefined : finish);
    const master = await encodeMaster(pixels, scene.width, scene.height, settings.quality, settings.pngFolder !== null);
    writeFileSync(`${settings.folder}/${name}.avif`, master.avif);
    if (settings.pngFolder && master.png) writeFileSync(`${settings.pngFolder}/${name}.png`, master.png);
    entries.push({ name, width: scene.width, height: scene.height, color: master.color, bytes: master.avif.length });
  }
  return entries;
}

function sceneFor(errand: Errand, finish: string): Scene | null {
  if (errand.view === 'scene') return sceneOf(errand.form, settings.size);
  if (errand.view === 'detail') return closeScene(errand.form, finish, settings.size);
  if (errand.view === 'group') return groupScene(errand.form, finish, settings.size);
  return frontScene(errand.form, finish, settings.size);
}
