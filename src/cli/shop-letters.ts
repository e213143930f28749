import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Locale, Market } from '../kernel/market.ts';
import { fileMail, type Mailbox, type MailPort, readMailbox, smtpMail } from '../platform/mail/index.ts';
import type { Brand, BrandColors, LetterLinks } from '../shop/letters/index.ts';
import { links as pathsOf } from '../storefront/links.ts';
import type { ColorTokens, Theme } from '../storefront/theme.ts';

type MailConfig = Pick<Config, 'dataDir'> & Partial<Pick<Config, 'mailUrl' | 'mailFrom'>>;

/** Where mails go: the server that the settings name, else files in the data folder. Nothing is opened before the first one. */
export function mailPortOf(config: MailConfig, theme: Theme): MailPort {
  const own: Mailbox = { name: theme.name, address: theme.contact.email };
  const from = (config.mailFrom ? readMailbox(config.mailFrom) : null) ?? own;
  return config.mailUrl ? smtpMail({ url: config.mailUrl, from }) : fileMail({ folder: join(config.dataDir, 'mail'), from });
}

/** How letters look and who signs them: the theme's. */
export function brandOf({ name, contact, colors }: Theme, withdrawalDays: number): Brand {
  const { company, address, email, phone, register, vatId } = contact;
  return { name, company, address, email, phone, register, vatId, withdrawalDays, light: tones(colors.light), dark: tones(colors.dark) };
}

/** Absolute addresses of the buyer's pages. `tokenOf` is what opens an order without a login. */
export function letterLinks(config: Partial<Pick<Config, 'origin' | 'port'>>, tokenOf: (orderId: string) => string): LetterLinks {
  const origin = config.origin ?? `http://localhost:${config.port ?? 3000}`;
  const paths = (market: string, language: string) => pathsOf({ market: { code: market } as Market, language } as Locale);
  return {
    home: ({ market, language }) => origin + paths(market, language).home,
    order: ({ id, number, market, language }) => origin + paths(market, language).order(number, tokenOf(id)),
    withdrawal: ({ id, market, language }) => origin + paths(market, language).withdrawal(tokenOf(id)),
  };
}

function tones({ ground, surface, ink, muted, line, accent, onAccent }: ColorTokens): BrandColors {
  return { ground, surface, ink, muted, line, accent, onAccent };
}
