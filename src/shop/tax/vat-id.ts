/** A VAT identification number as it is written without blanks: country prefix (`EL` for Greece, `XI` for Northern Ireland) and number. */
export type VatId = { prefix: string; number: string /** ISO 3166-1 alpha-2. */; country: string };

export type VatIdReading = { id: VatId; fault: null } | { id: null; fault: 'country' | 'format' | 'checkDigits' };

type Rule = { form: RegExp; holds?: (number: string) => boolean };

/**
 * Reads a VAT id and checks its form and, where the country has them, its check digits. That it was ever given to somebody only the
 * register of its country knows.
 */
export function readVatId(text: string): VatIdReading {
  const plain = text.toUpperCase().replace(/[\s.\-/]/g, '');
  const prefix = plain.startsWith('GR') ? 'EL' : plain.startsWith('CHE') ? 'CH' : plain.slice(0, 2);
  const number = plain.startsWith('CHE') ? plain.slice(3) : plain.slice(2);
  const rule = RULES[prefix];
  if (!rule) return { id: null, fault: 'country' };
  if (!rule.form.test(number)) return { id: null, fault: 'format' };
  if (rule.holds && !rule.holds(number)) return { id: null, fault: 'checkDigits' };
  return { id: { prefix, number, country: prefix === 'EL' ? 'GR' : prefix === 'XI' ? 'GB' : prefix }, fault: null };
}

const digits = (text: string): number[] => [...text].map(Number);
const weighted = (text: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0);
const last = (text: string): number => Number(text.at(-1));

/** ISO 7064, mod 11, 10: Germany, Croatia. */
function mod1110(text: string): boolean {
  let rest = 10;
  for (const digit of digits(text.slice(0, -1))) {
    const sum = (rest + digit) % 10 || 10;
    rest = (sum * 2) % 11;
  }
  return (11 - rest) % 10 === last(text);
}

/** The usual check of cards: every second digit from the right counts twice. */
function luhn(text: string): boolean {
  const sum = digits(text)
    .reverse()
    .reduce((all, digit, i) => all + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

const mod97 = (text: string): number => [...text].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);

const RULES: Readonly<Record<string, Rule>> = {
  AT: {
    form: /^U\d{8}$/,
    holds: (text) => {
      const sum = digits(text.slice(1, 8)).reduce(
        (all, digit, i) => all + (i % 2 === 0 ? digit : Math.floor(digit / 5) + ((digit * 2) % 10)),
        0,
      );
      return (96 - sum) % 10 === last(text);
    },
  },
  BE: { form: /^[01]\d{9}$/, holds: (text) => 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8)) },
  BG: { form: /^\d{9,10}$/, holds: (text) => (text.length === 9 ? bulgarianFirm(text) : bulgarianPerson(text)) },
  CY: { form: /^(?!12)\d{8}[A-Z]$/, holds: cypriot },
  CZ: { form: /^\d{8,10}$/, holds: czech },
  DE: { form: /^[1-9]\d{8}$/, holds: mod1110 },
  DK: { form: /^[1-9]\d{7}$/, holds: (text) => weighted(text, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 },
  EE: { form: /^\d{9}$/, holds: (text) => weighted(text, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 },
  EL: {
    form: /^\d{9}$/,
    holds: (text) => (weighted(text, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(text),
  },
  ES: { form: /^([A-Z]\d{7}[A-Z\d]|\d{8}[A-Z])$/, holds: spanish },
  FI: { form: /^\d{8}$/, holds: (text) => weighted(text, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0 },
  FR: { form: /^[A-HJ-NP-Z\d]{2}\d{9}$/, holds: french },
  GB: { form: /^(\d{9}|\d{12}|GD[0-4]\d{2}|HA[5-9]\d{2})$/, holds: british },
  XI: { form: /^(\d{9}|\d{12}|GD[0-4]\d{2}|HA[5-9]\d{2})$/, holds: british },
  HR: { form: /^\d{11}$/, holds: mod1110 },
  HU: { form: /^\d{8}$/, holds: (text) => weighted(text, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0 },
  IE: { form: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/, holds: irish },
  IT: { form: /^\d{7}(0\d{2}|100|12[01]|888|999)\d$/, holds: (text) => text.slice(0, 7) !== '0000000' && luhn(text) },
  LT: { form: /^(\d{7}1\d|\d{10}1\d)$/, holds: lithuanian },
  LU: { form: /^\d{8}$/, holds: (text) => Number(text.slice(0, 6)) % 89 === Number(text.slice(6)) },
  LV: { form: /^\d{11}$/, holds: latvian },
  MT: { form: /^[1-9]\d{7}$/, holds: (text) => weighted(text, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0 },
  NL: { form: /^\d{9}B\d{2}$/, holds: dutch },
  PL: { form: /^\d{10}$/, holds: (text) => weighted(text, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(text) },
  PT: { form: /^[1-9]\d{8}$/, holds: (text) => ((11 - (weighted(text, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === last(text) },
  RO: {
    form: /^[1-9]\d{1,9}$/,
    holds: (text) => ((weighted(text.slice(0, -1).padStart(9, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === last(text),
  },
  SE: { form: /^\d{10}01$/, holds: (text) => luhn(text.slice(0, 10)) },
  SI: { form: /^[1-9]\d{7}$/, holds: (text) => slovene(weighted(text, [8, 7, 6, 5, 4, 3, 2]) % 11) === last(text) },
  SK: { form: /^[1-9]\d{9}$/, holds: (text) => Number(text) % 11 === 0 },
  CH: {
    form: /^\d{9}(MWST|TVA|IVA)?$/,
    holds: (text) => (11 - (weighted(text, [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === Number(text[8]),
  },
};

/** A remainder of 1 would need the digit 10, which becomes 0; of 0 no number is given out. */
function slovene(rest: number): number {
  return rest === 0 ? -1 : (11 - rest) % 10;
}

function bulgarianFirm(text: string): boolean {
  const first = weighted(text, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  const check = first < 10 ? first : (weighted(text, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10;
  return check === last(text);
}

/** Citizens, foreigners and others each have a check of their own. */
function bulgarianPerson(text: string): boolean {
  const citizen = (weighted(text, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
  const foreigner = weighted(text, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
  const other = (11 - (weighted(text, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return [citizen, foreigner, other].includes(last(text));
}

function cypriot(text: string): boolean {
  const odd: readonly number[] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
  const sum = digits(text.slice(0, 8)).reduce((all, digit, i) => all + (i % 2 === 0 ? odd[digit]! : digit), 0);
  return String.fromCharCode(65 + (sum % 26)) === text[8];
}

function czech(text: string): boolean {
  if (text.length === 8) {
    const check = (11 - (weighted(text, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10;
    return text[0] !== '9' && check === last(text);
  }
  if (text.length === 9 && text[0] === '6') {
    const rest = weighted(text.slice(1), [8, 7, 6, 5, 4, 3, 2]) % 11;
    return [8, 7, 6, 5, 4, 3, 2, 1, 0, 9, 8][(10 - rest + 11) % 11] === last(text);
  }
  const month = (Number(text.slice(2, 4)) % 50) % 20;
  const day = Number(text.slice(4, 6));
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  // Births before 1954 have nine digits and no check.
  if (text.length === 9) return Number(text.slice(0, 2)) < 54 || Number(text.slice(0, 2)) >= 80;
  return (Number(text.slice(0, 9)) % 11) % 10 === last(text);
}

const SPANISH_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

function spanish(text: string): boolean {
  if (/^\d/.test(text)) return SPANISH_LETTERS[Number(text.slice(0, 8)) % 23] === text[8];
  if (/^[XYZ]/.test(text)) return SPANISH_LETTERS[Number(`${'XYZ'.indexOf(text[0]!)}${text.slice(1, 8)}`) % 23] === text[8];
  if (/^[KLM]/.test(text)) return SPANISH_LETTERS[Number(text.slice(1, 8)) % 23] === text[8];
  const sum = digits(text.slice(1, 8)).reduce(
    (all, digit, i) => all + (i % 2 === 1 ? digit : Math.floor((digit * 2) / 10) + ((digit * 2) % 10)),
    0,
  );
  const check = (10 - (sum % 10)) % 10;
  const letter = 'JABCDEFGHI'[check]!;
  return /^[ABCDEFGHJNPQRSUVW]/.test(text) && (text[8] === String(check) || text[8] === letter);
}

const FRENCH_SIGNS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function french(text: string): boolean {
  const key = text.slice(0, 2);
  const siren = text.slice(2);
  // Monaco's numbers carry no check of the register of firms.
  if (!siren.startsWith('000') && !luhn(siren)) return false;
  if (/^\d\d$/.test(key)) return Number(key) === mod97(`${siren}12`);
  const [a, b] = [FRENCH_SIGNS.indexOf(key[0]!), FRENCH_SIGNS.indexOf(key[1]!)];
  const value = /^\d/.test(key) ? a * 24 + b - 10 : a * 34 + b - 100;
  return (Number(siren) + 1 + Math.floor(value / 11)) % 11 === value % 11;
}

function british(text: string): boolean {
  if (/^[A-Z]/.test(text)) return true;
  const rest = (weighted(text, [8, 7, 6, 5, 4, 3, 2]) + Number(text.slice(7, 9))) % 97;
  // Since 2010 numbers from 100 on may differ by 42 or 55.
  return rest === 0 || (Number(text.slice(0, 3)) >= 100 && (rest === 42 || rest === 55));
}

function irish(text: string): boolean {
  const letters = 'WABCDEFGHIJKLMNOPQRSTUV';
  if (/^\d[A-Z+*]/.test(text)) return letters[weighted(`0${text.slice(2, 7)}${text[0]}`, [8, 7, 6, 5, 4, 3, 2]) % 23] === text[7];
  const extra = text.length === 9 ? 9 * (text.charCodeAt(8) - 64) : 0;
  return letters[(weighted(text, [8, 7, 6, 5, 4, 3, 2]) + extra) % 23] === text[7];
}

function lithuanian(text: string): boolean {
  const long = text.length === 12;
  const first = weighted(text, long ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2] : [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  const check = first < 10 ? first : (weighted(text, long ? [3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4] : [3, 4, 5, 6, 7, 8, 9, 1]) % 11) % 10;
  return check === last(text);
}

/** Firms begin with 4 and up; persons with their day of birth or, since 2017, with 32. */
function latvian(text: string): boolean {
  if (text[0]! > '3') return weighted(text, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3;
  if (text.startsWith('32')) return true;
  const [day, month] = [Number(text.slice(0, 2)), Number(text.slice(2, 4))];
  if (day < 1 || day > 31 || month < 1 || month > 12) return false;
  return ((1 + weighted(text, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 === last(text);
}

/** Firms by the older check of their number; sole traders, since 2020, over prefix and all signs. */
function dutch(text: string): boolean {
  const rest = weighted(text, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  if (rest < 10 && rest === Number(text[8])) return true;
  return mod97([...`NL${text}`].map((sign) => (/\d/.test(sign) ? sign : String(sign.charCodeAt(0) - 55))).join('')) === 1;
}
