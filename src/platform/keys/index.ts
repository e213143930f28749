/** Encryption of personal data under a key per person, and keyed hashes for looking it up. */
export { KeyFileError } from './key-file.ts';
export type { DataKey, Keys, Place } from './keys.ts';
export { KeysError, openKeys } from './keys.ts';
