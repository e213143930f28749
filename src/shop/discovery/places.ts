import { translate } from '../../kernel/translated.ts';
import type { Structure } from './structure.ts';

/** Categories with everything above them, by rising id. */
export type Places = { ids: readonly number[]; texts: readonly string[]; names: Map<string, string> };

/** Of products with one category, which most have; they go with the structure that they were made from. */
const known = new WeakMap<Structure, Map<number, Places>>();

export function placesOf(categories: readonly number[], structure: Structure): Places {
  const [first] = categories;
  if (first === undefined || categories.length > 1) return made(categories, structure);
  let list = known.get(structure);
  if (!list) {
    list = new Map();
    known.set(structure, list);
  }
  let places = list.get(first);
  if (!places) {
    places = made(categories, structure);
    list.set(first, places);
  }
  return places;
}

/** Their names in one language, as words to search by. */
export function namesOf(places: Places, structure: Structure, language: string): string {
  let names = places.names.get(language);
  if (names === undefined) {
    names = places.ids.map((id) => translate(structure.categories.get(id)!.name, language)).join(' ');
    places.names.set(language, names);
  }
  return names;
}

function made(categories: readonly number[], structure: Structure): Places {
  const ids = [...new Set(categories.flatMap((id) => structure.categories.get(id)?.path ?? []))].sort((a, b) => a - b);
  return { ids, texts: ids.map(String), names: new Map() };
}
