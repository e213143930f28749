import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Quote, QuoteInput } from '../../src/shop/totals/index.ts';
import { quoteOf } from '../../src/shop/totals/index.ts';
import { anyLine, anyQuoteInput, assertPartsSum } from '../../src/shop/totals/totals.fixture.ts';
import type { Scenario } from '../stage.ts';

const SEQUENCES = 10_000;

type Cart = { input: QuoteInput; quote: Quote };

/** What a shopper or the staff do to a cart, each with what it must not do to the sums. */
class Change implements fc.Command<Cart, null> {
  readonly #name: string;
  readonly #apply: (input: QuoteInput) => QuoteInput;
  readonly #holds: (before: Quote, after: Quote) => void;
  constructor(name: string, apply: (input: QuoteInput) => QuoteInput, holds: (before: Quote, after: Quote) => void = () => {}) {
    this.#name = name;
    this.#apply = apply;
    this.#holds = holds;
  }
  check(): boolean {
    return true;
  }
  run(cart: Cart): void {
    const input = this.#apply(cart.input);
    const quote = quoteOf(input);
    assertPartsSum(quote);
    assert.deepEqual(quoteOf(input), quote, 'the same cart has the same sum');
    this.#holds(cart.quote, quote);
    cart.input = input;
    cart.quote = quote;
  }
  toString(): string {
    return this.#name;
  }
}

const sameGoods = (before: Quote, after: Quote) => {
  assert.equal(after.total, before.total, 'how it is paid changes nothing of what is owed');
  assert.deepEqual(after.lines, before.lines);
};

const commands = [
  anyLine.map((line) => new Change('add a line', (input) => ({ ...input, lines: [...input.lines, line].slice(-8) }))),
  fc.nat(7).map((at) => new Change(`remove line ${at}`, (input) => ({ ...input, lines: input.lines.filter((_, index) => index !== at) }))),
  fc.tuple(fc.nat(7), fc.nat(12)).map(
    ([at, quantity]) =>
      new Change(`line ${at} has ${quantity} pieces`, (input) => ({
        ...input,
        lines: input.lines.map((line, index) => (index === at ? { ...line, quantity } : line)),
      })),
  ),
  fc
    .nat({ max: 100_000 })
    .map(
      (balance) => new Change(`a gift card of ${balance}`, (input) => ({ ...input, giftCards: [{ code: 'card', balance }] }), sameGoods),
    ),
  fc
    .nat({ max: 100_000 })
    .map((storeCredit) => new Change(`store credit of ${storeCredit}`, (input) => ({ ...input, storeCredit }), sameGoods)),
  anyQuoteInput.map(({ promotions = [] }) => new Change('other promotions', (input) => ({ ...input, promotions }))),
  anyQuoteInput.map(({ delivery = [] }) => new Change('another delivery', (input) => ({ ...input, delivery }))),
  fc
    .constantFrom('line' as const, 'unit' as const, 'order' as const)
    .map((tax) => new Change(`tax rounded by ${tax}`, (input) => ({ ...input, rounding: { ...input.rounding, tax } }))),
  fc.boolean().map(
    (isTaxExempt) =>
      new Change(
        isTaxExempt ? 'a buyer without tax' : 'a buyer with tax',
        (input) => ({ ...input, customer: { isTaxExempt } }),
        (_, after) => {
          if (isTaxExempt) assert.equal(after.tax, 0);
        },
      ),
  ),
];

export const totalsModel: Scenario = {
  name: 'totals-model',
  about: 'carts changed by random commands: parts sum to the total to the last penny, in currencies of 0, 2 and 3 decimals',
  needsInside: false,
  async run(stage) {
    const sequences = Math.ceil((SEQUENCES * Math.min(stage.rounds, 20)) / 20);
    const setup = (input: QuoteInput) => () => ({ model: { input, quote: quoteOf(input) }, real: null });
    const property = fc.property(anyQuoteInput, fc.commands(commands, { maxCommands: 12 }), (input, sequence) =>
      fc.modelRun(setup(input), sequence),
    );
    const result = fc.check(property, { numRuns: sequences, seed: stage.random.below(2 ** 31) });
    const breaches = result.failed
      ? [`seed ${result.seed}, path ${result.counterexamplePath}: ${String(result.errorInstance ?? '').split('\n')[0]}`]
      : [];
    return { breaches, rounds: sequences, facts: `${result.numRuns} sequences of up to 12 commands` };
  },
};
