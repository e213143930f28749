import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, documentOf } from '../contract.documents.ts';
import { createEngine } from './engine.ts';

function found(
  titles: readonly string[],
  text: string,
  { language = 'en', synonyms = '' } = {},
): { titles: string[]; corrected: string | null } {
  const engine = createEngine({ synonyms: { [language]: synonyms } });
  for (const [i, title] of titles.entries()) engine.put(documentOf(i + 1, title));
  const { ids, corrected } = engine.search(ask({ text, language }));
  return { titles: ids.map((id) => titles[id - 1]!), corrected };
}

test('German compounds are found by their last part, and by parts that stand alone', () => {
  const titles = ['Tischlampe', 'Tisch', 'Lampe', 'Vase aus Glas'];
  assert.deepEqual(found(titles, 'lampe', { language: 'de' }).titles.sort(), ['Lampe', 'Tischlampe']);
  assert.deepEqual(found(titles, 'glasvase', { language: 'de' }).titles, ['Vase aus Glas']);
});

test('words are the same whether they are written as one or as two', () => {
  assert.deepEqual(found(['Headset stereo', 'Desk'], 'head set').titles, ['Headset stereo']);
  assert.deepEqual(found(['Mouse pad grey', 'Desk'], 'mousepad').titles, ['Mouse pad grey']);
  assert.deepEqual(found(['Printer TN-2110', 'Desk'], 'tn2110').titles, ['Printer TN-2110']);
  assert.deepEqual(found(['Printer TN2110', 'Desk'], 'tn 2110').titles, ['Printer TN2110']);
  assert.deepEqual(found(['Memory 4 GB', 'Memory 8 GB'], '4gb').titles, ['Memory 4 GB']);
  assert.deepEqual(found(['Monitor 27"', 'Monitor 24"'], '27 inch').titles, ['Monitor 27"']);
});

test('one edit is forgiven from four letters on, two from eight, and what was meant is named', () => {
  const titles = ['Keyboard', 'Lamp', 'Vase', 'Pen'];
  assert.deepEqual(found(titles, 'keybaord'), { titles: ['Keyboard'], corrected: 'keyboard' });
  assert.deepEqual(found(titles, 'kexbpard'), { titles: ['Keyboard'], corrected: 'keyboard' });
  assert.deepEqual(found(titles, 'lmap'), { titles: ['Lamp'], corrected: 'lamp' });
  assert.deepEqual(found(titles, 'lnap'), { titles: [], corrected: null });
  assert.deepEqual(found(titles, 'pem'), { titles: [], corrected: null });
});

test('synonyms go both ways or one, and the word itself comes first', () => {
  const titles = ['Sofa', 'Couch', 'Jeans', 'Trousers'];
  const synonyms = 'sofa, couch\njeans > trousers';
  assert.deepEqual(found(titles, 'couch', { synonyms }).titles, ['Couch', 'Sofa']);
  assert.deepEqual(found(titles, 'sofas', { synonyms }).titles, ['Sofa', 'Couch']);
  assert.deepEqual(found(titles, 'jeans', { synonyms }).titles, ['Jeans', 'Trousers']);
  assert.deepEqual(found(titles, 'trousers', { synonyms }).titles, ['Trousers']);
});

test('what is made for a thing comes after the thing itself, unless it is asked for', () => {
  const titles = ['Notebook case', 'Acme Notebook Silver 40 cm', 'Beta Notebook PC', 'Gamma notebook 15 inch', 'Notebook lock'];
  assert.deepEqual(found(titles, 'notebook').titles.slice(3).sort(), ['Notebook case', 'Notebook lock']);
  assert.deepEqual(found(titles, 'notebook case').titles[0], 'Notebook case');
});
