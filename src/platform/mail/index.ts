/** Messages to people: one interface, files in development, a mail server in production. */
export { fileMail } from './file-mail.ts';
export type { Mail, Mailbox, MailPort } from './mail.ts';
export { MailRefused, MailUnavailable, readMailbox } from './mail.ts';
export { smtpMail } from './smtp-mail.ts';
