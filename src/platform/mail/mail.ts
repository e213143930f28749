export type Mailbox = { name: string; address: string };

/** One message in two forms of the same words. */
export type Mail = {
  /** Letters, digits and dashes; names the message for good: the same id is the same message, also to whoever receives it twice. */
  id: string;
  to: Mailbox;
  subject: string;
  html: string;
  text: string;
  /** ISO 639-1. */
  language: string;
};

/** Sends messages. The sender's own address belongs to the adapter. */
export type MailPort = {
  /** Resolves once somebody else answers for the message. Throws MailUnavailable (try again) or MailRefused (do not). */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
};

/** Nobody took the message: try again later. Messages of servers may quote addresses, so they are the cause and never the text. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable';
}

/** This message will never be taken: there is no such mailbox, or the server wants none of it. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

const ADDRESS = /^[^\s<>"(),:;@[\]\\]+@[^\s<>"(),:;@[\]\\]+$/;

/** `Shop <shop@example.org>` or a bare address; null when it is neither. */
export function readMailbox(text: string): Mailbox | null {
  const match = /^(?:"?([^"<>]*?)"?\s*<([^<>]+)>|([^<>\s]+))$/.exec(text.trim());
  const address = (match?.[2] ?? match?.[3] ?? '').trim();
  return ADDRESS.test(address) ? { name: (match?.[1] ?? '').trim(), address } : null;
}
