import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { randomPart } from '../../kernel/ids.ts';
import { type KeyMaterial, readKeyFile } from './key-file.ts';

/** Where a sealed value lies. It is authenticated with the value, so that a value copied elsewhere does not open. */
export type Place = { table: string; column: string; row: string };

/** A person's data key, in the clear; keep it no longer than the operation that needs it. */
export type DataKey = { readonly secret: KeyObject };

export type Keys = {
  /** A fresh data key and its wrapped form for the database. */
  newPersonKey(): { key: DataKey; wrapped: Buffer; masterKeyId: string };
  /** Throws a KeysError when the master key is not in the key file or the wrapped key was changed. */
  unwrap(wrapped: Buffer, masterKeyId: string): DataKey;
  /** AES-256-GCM: `form (1) | key number (1) | nonce (12) | ciphertext | tag (16)`, bound to `place`. */
  seal(key: DataKey, place: Place, text: string): Buffer;
  /** Throws a KeysError when the value was changed, moved to another place or sealed under another key. */
  open(key: DataKey, place: Place, sealed: Buffer): string;
  /** HMAC-SHA-256 (32 bytes) under a key of its own for each purpose. The caller normalises the value. */
  lookup(purpose: string, value: string): Buffer;
  /** Names the key file without giving anything away; kept in the database to notice a wrong file at the start. */
  readonly fingerprint: string;
};

export class KeysError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'KeysError';
  }
}

const FORM = 1;
const FIRST_DATA_KEY = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 2;

/** Opens (or creates) the key file and answers with everything that is done under its keys. Throws a KeyFileError. */
export function openKeys({ file }: { file: string }): Keys {
  return keysOf(readKeyFile(file));
}

function keysOf(material: KeyMaterial): Keys {
  // A key object is made once: from plain bytes each use would make one, which takes four times as long as to encrypt a name.
  const masters = new Map([...material.masters].map(([number, bytes]) => [number, createSecretKey(bytes)]));
  const lookupKeys = new Map<string, KeyObject>();
  const lookupKey = (purpose: string) => {
    let key = lookupKeys.get(purpose);
    if (!key) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', material.derive, Buffer.alloc(0), `stoa/lookup/${purpose}`, 32)));
      lookupKeys.set(purpose, key);
    }
    return key;
  };
  const lookup = (purpose: string, value: string) => createHmac('sha256', lookupKey(purpose)).update(value, 'utf8').digest();

  return {
    newPersonKey() {
      const bytes = randomBytes(32);
      const wrapped = encrypt(masters.get(material.current)!, material.current, 'stoa/person-key', bytes);
      return { key: { secret: createSecretKey(bytes) }, wrapped, masterKeyId: String(material.current) };
    },
    unwrap(wrapped, masterKeyId) {
      const master = masters.get(Number(masterKeyId));
      if (!master) throw new KeysError(`The key file has no master key ${masterKeyId}; restore the file that was in use.`);
      return { secret: createSecretKey(decrypt(master, Number(masterKeyId), 'stoa/person-key', wrapped)) };
    },
    seal: (key, place, text) => encrypt(key.secret, FIRST_DATA_KEY, address(place), Buffer.from(text, 'utf8')),
    open: (key, place, sealed) => decrypt(key.secret, FIRST_DATA_KEY, address(place), sealed).toString('utf8'),
    lookup,
    fingerprint: lookup('fingerprint', 'stoa').subarray(0, 12).toString('hex'),
  };
}

/** The header is authenticated too. Parts of a place never contain the separator: they are names and ids. */
function address(place: Place): string {
  return `${place.table}|${place.column}|${place.row}`;
}

function encrypt(key: KeyObject, number: number, about: string, plain: Buffer): Buffer {
  const header = Buffer.from([FORM, number]);
  const nonce = randomPart(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([header, Buffer.from(about, 'utf8')]));
  return Buffer.concat([header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, number: number, about: string, sealed: Buffer): Buffer {
  if (sealed.length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES || sealed[0] !== FORM || sealed[1] !== number)
    throw new KeysError('A sealed value has an unknown form.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.concat([sealed.subarray(0, HEADER_BYTES), Buffer.from(about, 'utf8')]));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new KeysError('A sealed value does not open: it was changed, moved or sealed under another key.', error);
  }
}
