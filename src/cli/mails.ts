import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AGORA } from '../../demo/agora/theme.ts';
import { writeLetter } from '../shop/letters/index.ts';
import { type Command, UsageError } from './command.ts';
import { sampleLetters } from './mails-sample.ts';
import { brandOf, letterLinks } from './shop-letters.ts';

const LANGUAGES = ['en', 'de'];

export const command: Command = {
  name: 'mails',
  summary: 'Writes a sample of every e-mail into a folder, to be looked at.',
  usage: '--out DIR',
  help: 'One HTML and one text file for each kind and language, about an invented order. Sends nothing.',
  options: { out: { type: 'string', value: 'DIR', about: 'Folder to write into; it is made when it is not there.' } },
  async run({ config, text, print }) {
    const out = text('out');
    if (!out) throw new UsageError('Say where to: --out DIR.');
    const folder = resolve(out);
    await mkdir(folder, { recursive: true });
    const links = letterLinks(config, () => 'sample');
    for (const language of LANGUAGES)
      for (const { kind, content } of sampleLetters(language)) {
        const letter = writeLetter(content, brandOf(AGORA, config.withdrawalDays), links);
        await writeFile(join(folder, `${kind}.${language}.html`), letter.html);
        await writeFile(join(folder, `${kind}.${language}.txt`), `${letter.subject}\n\n${letter.text}`);
        print(`${kind}.${language}  ${letter.subject}`);
      }
    return 0;
  },
};
