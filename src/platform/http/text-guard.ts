import { ShopError } from '../../kernel/errors.ts';

/**
 * Refuses text that no database column can hold: NUL, and halves of surrogate pairs. `source` is the JSON as it came; only when
 * it holds an escape that could spell such a character is the parsed value walked through.
 */
export function refuseUnstorableText(value: unknown, source: string): void {
  if (!/\\u(0000|[dD][89a-fA-F])/.test(source)) return;
  if (hasUnstorable(value))
    throw new ShopError('payload_invalid', 'The body holds characters that are no text (NUL or half a surrogate pair).');
}

export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** Whether what is escaped in the query of an address is UTF-8: decoding would silently put a replacement character there. */
export function isUtf8Query(url: string): boolean {
  const mark = url.indexOf('?');
  if (mark < 0 || !url.includes('%', mark)) return true;
  try {
    for (const [escapes] of url.slice(mark).matchAll(/(?:%[0-9a-f]{2})+/gi)) decodeURIComponent(escapes);
    return true;
  } catch {
    return false;
  }
}

/** Iterative: a body may be nested as deeply as its size allows. */
function hasUnstorable(root: unknown): boolean {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string' && !isStorable(value)) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (!isStorable(key)) return true;
      open.push(inner);
    }
  }
  return false;
}
