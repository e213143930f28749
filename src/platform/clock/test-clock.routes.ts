import { Type } from 'typebox';
import { failField } from '../../kernel/errors.ts';
import { instantOf, type Route, route } from '../http/index.ts';
import type { TestClock } from './test-clock.ts';

const ClockSchema = Type.Object(
  {
    now: Type.String({ format: 'date-time', description: 'What the shop takes for the time.' }),
    isRunning: Type.Boolean({ description: 'False: it stands still.' }),
    isReal: Type.Boolean({ description: 'True: it is the time of the system.' }),
  },
  { $id: 'TestClock', additionalProperties: false },
);

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** There only where `STOA_TEST_CLOCK` is on: schedules, expiry and price history can be tried from outside. */
export function testClockRoutes(clock: TestClock): Route[] {
  const shown = () => {
    const state = clock.state();
    const isRunning = 'offsetMs' in state;
    return { now: clock.now().toISOString(), isRunning, isReal: isRunning && state.offsetMs === 0 };
  };
  const common = { access: { staff: 'settings:write' }, tags: ['Staff: test clock'], schema: { response: { 200: ClockSchema } } } as const;
  return [
    route({
      ...common,
      method: 'GET',
      url: '/api/staff/test-clock',
      summary: 'Tell the time of the shop',
      operationId: 'getTestClock',
      handler: shown,
    }),
    route({
      ...common,
      method: 'PUT',
      url: '/api/staff/test-clock',
      summary: 'Move the time of the shop',
      description: 'What is done by the clock is done at once, and finished pages are made anew.',
      operationId: 'setTestClock',
      schema: {
        ...common.schema,
        body: Type.Object(
          {
            now: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'null: the time of the system again.' }),
            isRunning: Type.Optional(Type.Boolean({ default: true, description: 'False: it stands still from here on.' })),
          },
          { $id: 'TestClockChange', additionalProperties: false },
        ),
      },
      async handler({ body }) {
        const at = body.now === null ? null : instantOf('/now', body.now);
        if (at !== null && !(at.getTime() >= EARLIEST && at.getTime() < LATEST)) {
          failField('/now', 'out_of_range', 'A time from 2000 to 2099 is wanted.');
        }
        await clock.set(at, body.isRunning ?? true);
        return shown();
      },
    }),
  ];
}
