import sanitizeHtml from 'sanitize-html';
import { manyLines } from './plain-text.ts';

const TAGS = (
  'p br hr div span h2 h3 h4 h5 h6 ul ol li dl dt dd strong b em i u s del ins sub sup small mark abbr q cite blockquote pre code kbd ' +
  'a table caption thead tbody tfoot tr th td figure figcaption'
).split(' ');

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    abbr: ['title'],
    ol: ['start', 'reversed', 'type'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
    '*': ['lang', 'dir'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'iframe', 'template', 'title', 'svg', 'math', 'object', 'select'],
  nestingLimit: 60,
  transformTags: {
    h1: 'h2',
    a: (tagName, { href, title, lang, dir }) => {
      const kept = Object.entries({ href, title, lang, dir }).filter((entry): entry is [string, string] => entry[1] !== undefined);
      return { tagName, attribs: { ...Object.fromEntries(kept), ...(href ? { rel: 'nofollow noopener' } : {}) } };
    },
  },
};

const PLAIN = /^[^<>&\r]*(?:(?:<\/?(?:p|ul|ol|li|strong|em|b|i|h2|h3|h4)>|<br>|&amp;)[^<>&\r]*)*$/;
const PLAIN_TAG = /<(\/?)(p|ul|ol|li|strong|em|b|i|h2|h3|h4)>/g;

/**
 * HTML that may be shown as it is: an allow-list of tags for running text, no styles, classes, scripts, frames or pictures;
 * links get `rel="nofollow noopener"`. Applying it twice gives the same as once.
 */
export function richText(html: string): string {
  // As the parser does with an ampersand that starts no entity; spares it most texts.
  const text = manyLines(html).replace(/&(?![a-zA-Z#])/g, '&amp;');
  if (isPlain(text)) return text;
  let last = '';
  let next = text;
  // Taking a tag out may bring parts together to a new one, so it is applied until nothing changes.
  for (let round = 0; round < 5 && next !== last; round += 1) {
    last = next;
    next = manyLines(sanitizeHtml(last, OPTIONS).replace(/<(br|hr)([^<>]*?) ?\/>/g, '<$1$2>'));
  }
  return next;
}

/** Pictures in the text, which are not shown: for a note to the merchant. */
export function hasPictures(html: string): boolean {
  return /<img[\s/>]/i.test(html);
}

/** Balanced simple tags without attributes are the usual case, and ten times faster to see than to parse. */
function isPlain(text: string): boolean {
  if (!text.includes('<') && !text.includes('&') && !text.includes('>') && !text.includes('\r')) return true;
  if (!PLAIN.test(text)) return false;
  const open: string[] = [];
  for (const [, closing, name] of text.matchAll(PLAIN_TAG)) {
    if (!closing) {
      // A paragraph ends a paragraph, an item an item: left to the parser.
      if ((name === 'p' && open.length > 0) || (name === 'li' && open.at(-1) === 'li')) return false;
      open.push(name!);
    } else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}
