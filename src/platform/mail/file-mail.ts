import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compose } from './compose.ts';
import { type Mailbox, type MailPort, MailUnavailable } from './mail.ts';

/** For development: every message is a file `ID.eml` that mail programs open. The folder is for its owner alone. */
export function fileMail({ folder, from }: { folder: string; from: Mailbox }): MailPort {
  return {
    async send(mail) {
      const bytes = await compose(mail, from);
      const file = join(folder, `${mail.id}.eml`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(`${file}.part`, bytes, { mode: 0o600 });
        await rename(`${file}.part`, file);
      } catch (error) {
        throw new MailUnavailable('The folder of mails cannot be written to.', { cause: error });
      }
    },
    close: async () => undefined,
  };
}
