import { fail } from '../../kernel/errors.ts';

/**
 * The instant that a field of a request names, in the form of RFC 3339. The form allows a leap second, which the runtime does not
 * know: it is taken as the second before. Throws `payload_invalid` when it is none.
 * @param path of the field: a JSON pointer, or the name of a query parameter
 */
export function instantOf(path: string, text: string): Date {
  const at = new Date(text.replace(/:60(?=[.\dzZ+-]*$)/, ':59').replace(' ', 'T'));
  if (Number.isNaN(at.getTime()))
    fail('payload_invalid', `${path.replace(/^\//, '')} is not an instant.`, {
      fields: [{ path, code: 'format', message: 'not an instant' }],
    });
  return at;
}
