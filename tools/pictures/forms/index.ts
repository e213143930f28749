import { CERAMICS } from './ceramics.ts';
import type { Form, Forms } from './form.ts';
import { FURNITURE } from './furniture.ts';
import { GARDEN } from './garden.ts';
import { GLASS } from './glass.ts';
import { KITCHEN } from './kitchen.ts';
import { LIGHTING } from './lighting.ts';
import { PRINTS } from './prints.ts';
import { PROPS } from './props.ts';
import { STORAGE } from './storage.ts';
import { TEXTILES } from './textiles.ts';

const ALL: Forms = {
  ...CERAMICS,
  ...GLASS,
  ...LIGHTING,
  ...KITCHEN,
  ...TEXTILES,
  ...PRINTS,
  ...FURNITURE,
  ...STORAGE,
  ...GARDEN,
  ...PROPS,
};

export function formOf(name: string): Form {
  const form = ALL[name];
  if (!form) throw new Error(`no such form: ${name}`);
  return form;
}

export const hasForm = (name: string): boolean => name in ALL;
