/** As it is written on a card: 16 letters and digits in groups of four. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/** 80 bits of a keyed hash as a code: whoever knows the card's id and the shop's key can write it down again; nobody else can. */
export function codeOf(hash: Buffer): string {
  let bits = 0n;
  for (const byte of hash.subarray(0, (LENGTH * 5) / 8)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let place = LENGTH - 1; place >= 0; place -= 1) code += LETTERS[Number((bits >> BigInt(place * 5)) & 31n)];
  return code;
}

/** In groups, for people. */
export function writtenCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** A code as it may be typed: blanks, hyphens and case aside, and letters that look like digits read as those. Null when it cannot be one. */
export function readCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1').replaceAll('U', 'V');
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
}
