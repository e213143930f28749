/** A text by language: ISO 639-1 code -> text. At least one language is present in a valid value. */
export type Translated = Readonly<Record<string, string>>;

/** The text in `language`, else in the shop's `fallback` language, else in any; an empty string when there is none. */
export function translate(text: Translated | null | undefined, language: string, fallback = 'en'): string {
  if (!text) return '';
  return text[language] ?? text[fallback] ?? Object.values(text)[0] ?? '';
}
