/** On hand of a variant, at most: well within the integers of the database, whatever is added in one go. */
export const MOST_PIECES = 1_000_000_000;
