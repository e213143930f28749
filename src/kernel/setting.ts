import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';

/** A value that is given as text. */
export type Setting<T> = {
  /** Text to value; throws a sentence that says what is accepted. */
  parse(text: string): T;
  fallback: T | (() => T);
  /** How the default reads in docs/reference/settings.md. */
  fallbackText: string;
  about: string;
};

export function oneOf<const T extends string>(choices: readonly T[], fallback: T, about: string): Setting<T> {
  const parse = (given: string) => {
    const found = choices.find((choice) => choice === given);
    if (!found) throw new Error(`"${given}" is none of ${choices.join(', ')}`);
    return found;
  };
  return { parse, fallback, fallbackText: `\`${fallback}\``, about: `${about} One of ${choices.map((c) => `\`${c}\``).join(', ')}.` };
}

export function integer(least: number, most: number, fallback: () => number, fallbackText: string, about: string): Setting<number> {
  const parse = (given: string) => {
    const value = Number(given);
    if (!/^\d+$/.test(given) || value < least || value > most) throw new Error(`"${given}" is not a whole number from ${least} to ${most}`);
    return value;
  };
  return { parse, fallback, fallbackText, about };
}

export function port(fallback: number, about: string): Setting<number> {
  return { ...integer(0, 65535, () => fallback, `\`${fallback}\``, `${about} 0 takes a free one.`) };
}

export function optionalPort(about: string): Setting<number | null> {
  return { ...integer(0, 65535, () => 0, '', about), fallback: null, fallbackText: 'absent' };
}

export function ratio(fallback: number, about: string): Setting<number> {
  const parse = (given: string) => {
    const value = Number(given);
    if (!(value >= 0 && value <= 1)) throw new Error(`"${given}" is not a number from 0 to 1`);
    return value;
  };
  return { parse, fallback, fallbackText: `\`${fallback}\``, about };
}

export function host(fallback: string, about: string): Setting<string> {
  const parse = (given: string) => {
    if (!isIP(given) && !isHostName(given)) throw new Error(`"${given}" is neither an IP address nor a host name`);
    return given;
  };
  return { parse, fallback, fallbackText: `\`${fallback}\``, about };
}

/** Four numbers are an address, and a wrong one when it is none; a name ends in a word. */
function isHostName(given: string): boolean {
  return (
    given.length <= 253 && /^(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*(?=[^.]*[a-z])[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i.test(given)
  );
}

export function pattern(form: RegExp, fallback: string, accepted: string, about: string): Setting<string> {
  const parse = (given: string) => {
    if (!form.test(given)) throw new Error(`"${given}" is not ${accepted}`);
    return given;
  };
  return { parse, fallback, fallbackText: `\`${fallback}\``, about };
}

/** The value itself is never repeated. */
export function secret(about: string): Setting<string | null> {
  const parse = (given: string) => {
    if (!/^[\x21-\x7e]{16,512}$/.test(given)) throw new Error('not 16 to 512 characters without blanks');
    return given;
  };
  return { parse, fallback: null, fallbackText: 'absent', about: `${about} Never logged.` };
}

export function folder(fallback: string, about: string): Setting<string> {
  return { parse: (given) => (isAbsolute(given) ? given : resolve(given)), fallback, fallbackText: `\`${fallback}\``, about };
}

export function proxies(about: string): Setting<string[]> {
  const parse = (given: string) => {
    const parts = given
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    const wrong = parts.filter((part) => !isAddressRange(part));
    if (wrong.length > 0)
      throw new Error(`${wrong.map((part) => `"${part}"`).join(', ')}: neither an IP address nor a range such as 10.0.0.0/8`);
    return parts;
  };
  return { parse, fallback: () => [], fallbackText: 'none', about };
}

function isAddressRange(given: string): boolean {
  const [address = '', bits, ...rest] = given.split('/');
  const family = address.includes('%') ? 0 : isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

function url(given: string, protocols: readonly string[]): URL {
  const parsed = URL.canParse(given) ? new URL(given) : null;
  // The value is not repeated: an address may carry a password.
  if (!parsed || !protocols.includes(parsed.protocol))
    throw new Error(`not an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`);
  return parsed;
}

export function origin(about: string): Setting<string | null> {
  const parse = (given: string) => {
    const parsed = url(given, ['http:', 'https:']);
    if (parsed.href !== `${parsed.origin}/`)
      throw new Error(`more than an origin: ${parsed.origin} alone, without path, query, hash or login`);
    return parsed.origin;
  };
  return { parse, fallback: null, fallbackText: 'what the request names, see below', about };
}

export function optionalUrl(about: string): Setting<string | null> {
  const parse = (given: string) => {
    const parsed = url(given, ['http:', 'https:']);
    if (/[?#]/.test(parsed.href)) throw new Error('an address without query and hash is wanted, since paths are put behind it');
    return parsed.href;
  };
  return { parse, fallback: null, fallbackText: 'absent', about };
}

export function urlOrOff(fallback: string, about: string): Setting<string | null> {
  const { parse } = optionalUrl(about);
  return { parse: (given) => (given === 'off' ? null : parse(given)), fallback, fallbackText: fallback, about };
}

export function mailUrl(about: string): Setting<string | null> {
  const parse = (given: string) => {
    url(given, ['smtp:', 'smtps:']);
    return given;
  };
  return { parse, fallback: null, fallbackText: 'absent', about };
}

export function sender(about: string): Setting<string | null> {
  const parse = (given: string) => {
    if (!/^(?:[^"<>]*<)?[^\s<>"(),:;@[\]\\]+@[^\s<>"(),:;@[\]\\]+>?$/.test(given)) throw new Error(`"${given}" is no mail address`);
    return given;
  };
  return { parse, fallback: null, fallbackText: 'the shop’s contact address', about };
}

export function databaseUrl(about: string): Setting<string | null> {
  const parse = (given: string) => {
    const { username, password, pathname } = url(given, ['postgres:', 'postgresql:']);
    try {
      decodeURIComponent(username + password + pathname);
    } catch {
      throw new Error('a % in user, password or database name must be written as %25');
    }
    return given;
  };
  return { parse, fallback: null, fallbackText: 'absent', about };
}
