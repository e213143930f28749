/**
 * Milliseconds of an ISO 8601 date or instant. What names no offset is UTC, a date its first moment: the same on every machine,
 * whatever its own time zone is. NaN for a day that no calendar has.
 */
export function instantMs(text: string): number {
  const [date = '', time] = text.split('T');
  const day = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return Number.NaN;
  if (time === undefined) return day;
  return Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(time) ? text : `${text}Z`);
}
