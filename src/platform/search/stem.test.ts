import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance, fold, foldCode } from './fold.ts';
import { stem } from './stem.ts';

test('singular and plural have one form in English', () => {
  const pairs = 'vase vases|dish dishes|battery batteries|glass glasses|box boxes|knife knifes|lamp lamps|bench benches'.split('|');
  for (const pair of pairs) {
    const [one, many] = pair.split(' ');
    assert.equal(stem('en', one!), stem('en', many!), pair);
  }
  assert.deepEqual(
    ['canvas', 'bus', 'tennis', 'gas'].map((word) => stem('en', word)),
    ['canvas', 'bus', 'tennis', 'gas'],
  );
});

test('singular and plural have one form in German', () => {
  const pairs = 'Vase Vasen|Glas Gläser|Tisch Tische|Lampe Lampen|Bett Betten|Stuhl Stühle|Haus Häuser|Tasse Tassen|Teppich Teppiche'.split(
    '|',
  );
  for (const pair of pairs) {
    const [one, many] = pair.split(' ');
    assert.equal(stem('de', fold(one!)), stem('de', fold(many!)), pair);
  }
});

test('words with digits and other alphabets stay as they are', () => {
  assert.deepEqual([stem('en', 'ps5s'), stem('ja', '花瓶'), stem('fr', 'verres')], ['ps5s', '花瓶', 'verres']);
});

test('one spelling for indexing and asking', () => {
  assert.equal(fold("  Men's Café—Größe TN-2110/ä "), 'mens cafe grosse tn 2110 a');
  assert.equal(foldCode('TN-2110 / b'), 'tn2110b');
  assert.equal(fold('!!!'), '');
});

test('edits are counted with swaps as one, up to the limit', () => {
  assert.deepEqual(
    [
      editDistance('stoneware', 'stonewrae', 2),
      editDistance('vase', 'vases', 1),
      editDistance('vase', 'bowl', 2),
      editDistance('', 'a', 1),
    ],
    [1, 1, 3, 1],
  );
});
