import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { FORMS, pictureName, SCENES, sceneName } from './pictures.ts';

const FOLDER = new URL('./pictures/', import.meta.url);
const MOST_BYTES = 15_000_000;

type Entry = { name: string; width: number; height: number; color: string; bytes: number };

const index: Entry[] = JSON.parse(readFileSync(new URL('pictures.json', FOLDER), 'utf8'));
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.avif'));

test('every form has its front in every finish listed', () => {
  const wanted = Object.entries(FORMS).flatMap(([form, { finishes }]) => finishes.map((finish) => pictureName(form, finish, 'front')));
  const there = new Set(files.map((file) => file.replace('.avif', '')));
  assert.deepEqual(
    wanted.filter((name) => !there.has(name)),
    [],
  );
});

test('every styled scene has its picture', () => {
  const there = new Set(files);
  assert.deepEqual(
    SCENES.filter((name) => !there.has(`${sceneName(name)}.avif`)),
    [],
  );
});

test('the index names every file with its true size, and nothing else', () => {
  assert.deepEqual(
    index.map((entry) => `${entry.name}.avif`),
    files.toSorted((a, b) => (a.replace('.avif', '') < b.replace('.avif', '') ? -1 : 1)),
  );
  for (const entry of index) assert.equal(entry.bytes, statSync(new URL(`${entry.name}.avif`, FOLDER)).size, entry.name);
});

test('the index gives pixels and a colour for every picture', () => {
  for (const { name, width, height, color } of index) {
    assert.match(color, /^#[0-9a-f]{6}$/, name);
    assert.deepEqual([width, height], name.startsWith('scene--') ? [1600, 1000] : [1200, 1200], name);
  }
});

test('all masters together weigh 15 MB at most', () => {
  const bytes = files.reduce((sum, file) => sum + statSync(new URL(file, FOLDER)).size, 0);
  assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
});

test('every form lists its typical finish first and no finish twice', () => {
  for (const [form, { finishes, typical }] of Object.entries(FORMS)) {
    assert.equal(finishes[0], typical, form);
    assert.equal(new Set(finishes).size, finishes.length, form);
  }
});
