import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, jsonScript, raw, render } from './html.ts';

test('values are escaped in text and attributes', () => {
  assert.equal(render(html`<a title="${'"<x>'}">${"a & b's"}</a>`), '<a title="&quot;&lt;x&gt;">a &amp; b&#39;s</a>');
});

test('lists are joined, nothing prints for null, undefined and booleans, markup is not escaped twice', () => {
  assert.equal(render(html`${[html`<i>${1}</i>`, 'x<', null]}${false}${undefined}${raw('<b></b>')}`), '<i>1</i>x&lt;<b></b>');
});

test('JSON inside a script element cannot close it', () => {
  assert.equal(render(jsonScript({ a: '</script><!--' })), '{"a":"\\u003c/script\\u003e\\u003c!--"}');
});
