import { createTransport } from 'nodemailer';
import { fieldsOf } from './compose.ts';
import { type Mailbox, type MailPort, MailRefused, MailUnavailable } from './mail.ts';

const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;

/** A mail server, by an address such as `smtps://user:password@mail.example:465`. With `smtp:` TLS is taken up where the server offers it. */
export function smtpMail({ url, from }: { url: string; from: Mailbox }): MailPort {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail(fieldsOf(mail, from));
      } catch (error) {
        throw isFinal(error) ? new MailRefused('The mail server does not take this message.', { cause: error }) : unavailable(error);
      }
    },
    close: async () => transport.close(),
  };
}

/** A permanent answer about the receiver or the message; one about us (login, sender) may be mended and is tried again. */
function isFinal(error: unknown): boolean {
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string };
  return responseCode >= 550 && responseCode < 560 && (command === 'RCPT TO' || command === 'DATA');
}

function unavailable(error: unknown): MailUnavailable {
  return new MailUnavailable('The mail server does not take messages now.', { cause: error });
}
