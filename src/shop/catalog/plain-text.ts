// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be found
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be found
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be found
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g;

/** A text of one line: control characters and line breaks become a space, ends are trimmed. */
export function oneLine(text: string): string {
  const clean = CONTROL.test(text) ? text.replace(CONTROLS, ' ') : text;
  return wellFormed(clean).trim();
}

/** A text whose line breaks and tabs matter; other control characters go. Ends are kept. */
export function manyLines(text: string): string {
  return wellFormed(text.replace(UNSTORABLE, ''));
}

/** PostgreSQL stores no NUL and JSON no half of a surrogate pair. */
export function storable(text: string): string {
  return wellFormed(text.includes('\0') ? text.replaceAll('\0', '') : text);
}

function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}
