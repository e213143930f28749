import { randomBytes } from 'node:crypto';

/** Without 0, O, 1, I, L and U, so that what is read aloud or copied by hand stays the same. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 13;

/** A code that nobody guesses: 13 letters of 30, about 63 bits, behind the prefix. */
export function newCode(prefix: string): string {
  let code = '';
  while (code.length < LENGTH)
    for (const byte of randomBytes(LENGTH)) if (byte < 240 && code.length < LENGTH) code += LETTERS[byte % LETTERS.length];
  return prefix + code;
}
