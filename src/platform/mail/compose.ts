import { createTransport } from 'nodemailer';
import type { Mail, Mailbox } from './mail.ts';

/** The fields of a message as the library takes them. Marked as made by a machine, so that no absence notice answers it. */
export function fieldsOf(mail: Mail, from: Mailbox) {
  return {
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id}@${from.address.split('@')[1]}>`,
    headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

/** The bytes of a message (RFC 5322). */
export async function compose(mail: Mail, from: Mailbox): Promise<Buffer> {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await writer.sendMail(fieldsOf(mail, from));
  return message as Buffer;
}
