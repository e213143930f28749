import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { fixturePages } from './pages.fixture.ts';
import { colourRules } from './templates/picture.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // White space is the sender's business; both spellings of a void element are valid.
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    // Numbers and marks are set by the texts; types and roles are given where they say something (role=list keeps lists lists in Safari).
    'tel-non-breaking': 'off',
    'no-implicit-button-type': 'off',
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    // Long names of anchors for the eyes of search engines.
    'long-title': 'off',
    // Several boxes of one facet share its name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
    'no-inline-style': 'error',
    'no-unknown-elements': 'error',
  },
});

for (const language of ['en', 'de']) {
  for (const [name, make] of Object.entries(fixturePages({ language }))) {
    test(`the template ${name} is valid HTML in ${language}`, async () => {
      const report = await validator.validateString(make().body);
      const faults = report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
      assert.deepEqual(faults, []);
    });
  }
}

test('no page has two elements of one id, and every reference to an id leads somewhere', () => {
  for (const [name, make] of Object.entries(fixturePages())) {
    const { body } = make();
    const ids = [...body.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]!);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
      name,
    );
    const wanted = [...body.matchAll(/ (?:for|aria-labelledby|aria-describedby|popovertarget|form)="([^"]+)"/g)].flatMap((m) =>
      m[1]!.split(' '),
    );
    assert.deepEqual(
      wanted.filter((id) => !ids.includes(id)),
      [],
      name,
    );
  }
});

test('no inline style and no inline handler stands in any page: the policy would block them', () => {
  for (const make of Object.values(fixturePages())) assert.doesNotMatch(make().body, / (?:style|on[a-z]+)="/);
});

test('colours become one rule each, in order, and only colours do', () => {
  assert.equal(
    colourRules('<i class="dot hx-aabbcc"></i><i class="hx-000000 dot"></i><i class="hx-aabbcc">hx-xyz</i>'),
    '.hx-000000{--own:#000000}.hx-aabbcc{--own:#aabbcc}',
  );
});
