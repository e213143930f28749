import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { richText } from './rich-text.ts';

const piece = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom(
    '<p>',
    '</p>',
    '<ul>',
    '<li>',
    '</li>',
    '</ul>',
    '<strong>',
    '</strong>',
    '<br>',
    '<br/>',
    '<h1>',
    '</h1>',
    '&amp;',
    '&lt;script&gt;',
    '&nbsp;',
    '&',
    '<',
    '>',
    '\r\n',
    '<script>',
    '</script>',
    '<scr<script>ipt>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">',
    '<a href="https://x.example/?a=1&b=2" onclick="x">',
    '</a>',
    '<svg><a xlink:href="javascript:x">',
    '<style>',
    '</style>',
    '<!-- ',
    ' -->',
    '<table><tr><td>',
    '<p style="color:red">',
    '<iframe src="https://x.example">',
    '<textarea>',
    '<title>',
    '"',
    "'",
  ),
);
const html = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''));

test('cleaning twice is cleaning once, and nothing that acts comes through', () => {
  fc.assert(
    fc.property(html, (given) => {
      const clean = richText(given);
      assert.equal(richText(clean), clean);
      const tags = clean.match(/<[^>]*>/g) ?? [];
      for (const tag of tags)
        assert.match(
          tag,
          /^<\/?(p|br|hr|div|span|h[2-6]|ul|ol|li|dl|dt|dd|strong|b|em|i|u|s|del|ins|su[bp]|small|mark|abbr|q|cite|blockquote|pre|code|kbd|a|table|caption|thead|tbody|tfoot|tr|th|td|figure|figcaption)( [^>]*)?>$/,
        );
      assert.doesNotMatch(tags.join(''), /javascript:|on\w+=|style=/i);
    }),
    { numRuns: 2000 },
  );
});

test('running text keeps its form', () => {
  assert.equal(
    richText('<p>One <strong>two</strong></p>\n<ul><li>A &amp; B</li></ul>'),
    '<p>One <strong>two</strong></p>\n<ul><li>A &amp; B</li></ul>',
  );
  assert.equal(richText('<h1>Big</h1><p class="x" style="y">a<br/>b</p>'), '<h2>Big</h2><p>a<br>b</p>');
  assert.equal(richText('<a href="https://x.example" target="_blank">l</a>'), '<a href="https://x.example" rel="nofollow noopener">l</a>');
  assert.equal(richText('Fish & chips'), 'Fish &amp; chips');
  assert.equal(richText('a <b>b'), 'a <b>b</b>');
  assert.equal(richText('<script>alert(1)</script><img src=x onerror=y>'), '');
});
