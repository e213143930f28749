import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileMail, type Mail, type MailPort, MailRefused, MailUnavailable, readMailbox, smtpMail } from './index.ts';
import { smtpServer } from './smtp-server.fixture.ts';

const from = { name: 'Agora', address: 'hello@agora.example' };
const mail: Mail = {
  id: '018f-1',
  to: { name: 'Zoë Müller', address: 'zoe@example.org' },
  subject: 'Ihre Bestellung: 12,50 €',
  html: '<p>Schöne Grüße, 12,50 €</p>',
  text: 'Schöne Grüße, 12,50 €\n.\nEnde',
  language: 'de',
};

const folder = mkdtempSync(join(tmpdir(), 'stoa-mail-'));
const server = await smtpServer();
const smtp = smtpMail({ url: server.url, from });
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await smtp.close();
  await server.close();
});

const adapters: { name: string; port: MailPort; sent: () => string[] }[] = [
  {
    name: 'files',
    port: fileMail({ folder: join(folder, 'mail'), from }),
    sent: () => readdirSync(join(folder, 'mail')).map((file) => readFileSync(join(folder, 'mail', file), 'utf8')),
  },
  { name: 'a mail server', port: smtp, sent: () => server.received.map(({ data }) => data) },
];

for (const { name, port, sent } of adapters)
  test(`${name}: a message arrives with both its forms, its names and a stable id`, async () => {
    await port.send(mail);
    const [text = '', ...more] = sent();
    assert.deepEqual(more, []);
    assert.match(text, /^Message-ID: <018f-1@agora\.example>/m);
    assert.match(text, /^From: Agora <hello@agora\.example>/m);
    assert.match(text, /^To: =\?UTF-8\?.*<zoe@example\.org>/m);
    assert.match(text, /^Content-Language: de/m);
    assert.match(text, /^Auto-Submitted: auto-generated/m);
    assert.match(text, /multipart\/alternative/);
    assert.match(text, /text\/plain; charset=utf-8/);
    assert.match(text, /text\/html; charset=utf-8/);
  });

test('a file of a message is for its owner alone', () => {
  assert.equal(statSync(join(folder, 'mail', `${mail.id}.eml`)).mode & 0o777, 0o600);
});

test('a receiver that does not exist is refused for good; a server that is away or busy is asked again', async () => {
  server.state.answer = () => '550 no such mailbox';
  await assert.rejects(smtp.send(mail), MailRefused);
  server.state.answer = () => '451 later';
  await assert.rejects(smtp.send(mail), MailUnavailable);
  server.state.answer = () => '250 ok';
  const nobody = smtpMail({ url: 'smtp://127.0.0.1:1', from });
  await assert.rejects(nobody.send(mail), (error: Error) => error instanceof MailUnavailable && !error.message.includes('zoe'));
  await nobody.close();
  await smtp.send(mail);
  assert.equal(server.received.length, 2);
});

test('a mailbox is read from its two forms', () => {
  assert.deepEqual(readMailbox('Agora <hello@agora.example>'), from);
  assert.deepEqual(readMailbox('hello@agora.example'), { name: '', address: 'hello@agora.example' });
  for (const wrong of ['', 'Agora', 'a@b@c', 'Agora <hello>', 'a b@c.example']) assert.equal(readMailbox(wrong), null);
});
