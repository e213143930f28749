import type { Refusal } from '../totals/index.ts';

const DETAILS: Readonly<Record<Refusal, string>> = {
  unknownCode: 'There is no such code.',
  notStarted: 'The code does not hold yet.',
  ended: 'The code has run out.',
  limitReached: 'The code has been used as often as it may be.',
  customerLimitReached: 'You have used this code as often as you may.',
  otherCurrency: 'The code does not hold in this currency.',
  otherCountry: 'The code does not hold in this country.',
  otherCustomerGroup: 'The code is for other customers.',
  nothingFits: 'Nothing in the cart is covered by the code.',
  leastAmountNotReached: 'The goods that the code is for do not come to enough yet.',
  leastQuantityNotReached: 'There are not enough pieces that the code is for yet.',
  nothingToReduce: 'There is nothing that the code could reduce.',
  notCombinable: 'The code cannot be combined with another discount that gives more.',
};

/** A refusal in a sentence, for the API; pages have their own words. */
export function refusalDetail(refusal: Refusal): string {
  return DETAILS[refusal];
}
