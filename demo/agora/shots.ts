import { readFileSync } from 'node:fs';
import type { MediaRef } from '../../src/shop/catalog/catalog-line.ts';
import { finishInText } from './finishes.ts';
import { FORMS, pictureName, sceneName, type View } from './pictures.ts';
import type { Pair } from './words.ts';

const DIRECTORY = new URL('./pictures/', import.meta.url);

/** Names of the pictures that have been rendered and kept. */
const RENDERED: ReadonlySet<string> = readNames();

function readNames(): Set<string> {
  let text: string;
  try {
    text = readFileSync(new URL('pictures.json', DIRECTORY), 'utf8');
  } catch {
    return new Set();
  }
  const known: unknown = JSON.parse(text);
  if (Array.isArray(known)) return new Set(known.map((one) => (typeof one === 'string' ? one : String((one as { name: unknown }).name))));
  return new Set(Object.keys(known as object));
}

/** Those of the wanted finishes that the form is pictured in, in the wanted order. */
export function finishesOf(form: string, wanted: readonly string[]): string[] {
  const pictured = FORMS[form]?.finishes ?? [];
  const found = wanted.filter((finish) => pictured.includes(finish));
  if (found.length === 0) throw new Error(`${form} is not pictured in any of: ${wanted.join(', ')}`);
  return found;
}

/** A front for every finish, and of the first finish whatever else has been rendered. */
export function mediaOf(form: string, finishes: readonly string[], title: Pair): MediaRef[] {
  const fronts = finishes.map((finish) => shot(form, finish, 'front', title));
  const more = (['detail', 'group'] as const).flatMap((view) => {
    const finish = finishes.find((one) => RENDERED.has(pictureName(form, one, view)));
    return finish ? [shot(form, finish, view, title)] : [];
  });
  return [...fronts.slice(0, 1), ...more, ...fronts.slice(1)];
}

const VIEWS: Readonly<Record<View, Pair>> = {
  front: ['', ''],
  detail: [', close up', ', Nahaufnahme'],
  group: [', with others of its kind', ', mit anderen seiner Art'],
};

/** One picture of a form in a finish, with its alternative text. */
export function shot(form: string, finish: string, view: View, title: Pair): MediaRef {
  const name = finishInText(finish);
  const [en, de] = VIEWS[view];
  return {
    src: `demo:${pictureName(form, finish, view)}`,
    kind: 'image',
    alt: { en: `${title[0]}, ${name[0]}${en}`, de: `${title[1]}, ${name[1]}${de}` },
  };
}

/** The styled picture of that name. */
export const scene = (name: string): string => `demo:${sceneName(name)}`;
