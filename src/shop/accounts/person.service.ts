import { fail } from '../../kernel/errors.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import type { DataKey, Keys, Place } from '../../platform/keys/index.ts';
import type { PersonScope, PersonStore } from './person.store.ts';

/** A person whose data can be sealed and opened: the data key is held in memory for one operation. */
export type OpenPerson = { id: string; key: DataKey };

export type Persons = ReturnType<typeof createPersons>;

/** People whose personal data the shop holds, each with a data key of their own. */
export function createPersons({ store, keys }: { store: PersonStore; keys: Keys }) {
  return {
    /** Makes the key; nothing is stored until the `row` is written in the caller's transaction, by `save` or with rows of his own. */
    create(): OpenPerson & { row: { id: string; wrappedKey: Buffer; masterKeyId: string }; save(on: PersonScope): Promise<void> } {
      const id = uuidv7();
      const { key, wrapped, masterKeyId } = keys.newPersonKey();
      const row = { id, wrappedKey: wrapped, masterKeyId };
      return { id, key, row, save: (on) => store.insert(on, row) };
    },
    /** Null when there is no such person or the person has been erased. */
    async open(id: string): Promise<OpenPerson | null> {
      const row = await store.byId(id);
      return row?.wrappedKey ? { id, key: keys.unwrap(row.wrappedKey, row.masterKeyId) } : null;
    },
    seal: (person: OpenPerson, place: Place, text: string): Buffer => keys.seal(person.key, place, text),
    unseal: (person: OpenPerson, place: Place, sealed: Buffer): string => keys.open(person.key, place, sealed),
    /** The hash under which an e-mail address is found; case and surrounding spaces do not matter. */
    emailLookup: (email: string): Buffer => keys.lookup('email', email.trim().toLowerCase().normalize('NFC')),
    /** Stops the start when the key file is not the one this database was written with: its orders could not be read. */
    async checkKeys(): Promise<void> {
      const known = await store.keyFingerprint(keys.fingerprint);
      if (known !== keys.fingerprint)
        fail(
          'key_file_mismatch',
          'The key file is not the one this database was written with, so names and addresses could not be read. Restore keys/master.key from its backup, or point the shop at its own data folder.',
        );
    },
  };
}
