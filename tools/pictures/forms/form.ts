import type { Dress, Material } from '../materials/material.ts';
import type { Model } from '../model.ts';
import type { Lamp, Look } from '../scene.ts';

/** One form of the range: its shape, how it is dressed and how it is looked at. */
export type Form = {
  /** `glass` asks for the walls that glass needs. */
  build: (finish: string) => Model;
  dress?: Dress;
  look?: Partial<Look>;
  stage?: 'floor' | 'wall' | 'hung';
  /** Keeps the height it was built at; other pieces are set down on the floor. */
  loose?: boolean;
  /** Taken in a darker room, so that lamps and flames can be seen to shine. */
  evening?: boolean;
  /** Degrees by which the piece is turned on its place. */
  turn?: number;
  lamps?: readonly Lamp[];
  /** Materials of the form's own slots that are not in the common list. */
  slots?: Readonly<Record<string, Material>>;
  /** Where a close look goes: a point in cm and how wide the picture is there. */
  close?: { at: readonly [number, number, number]; wide: number };
};

export type Forms = Readonly<Record<string, Form>>;
