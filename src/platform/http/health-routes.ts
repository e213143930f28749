import { Type } from 'typebox';
import type { Health } from '../telemetry/index.ts';
import { type Route, route } from './route.ts';

const Report = Type.Object({
  status: Type.Union([Type.Literal('ready'), Type.Literal('degraded'), Type.Literal('not_ready'), Type.Literal('draining')]),
  parts: Type.Record(Type.String(), Type.Union([Type.Literal('up'), Type.Literal('down')])),
});

/** `/health/live`: the process answers. `/health/ready`: it can serve; 503 while a part it needs is away and when it is about to go. */
export function healthRoutes(health: Health): Route[] {
  return [
    route({
      method: 'GET',
      url: '/health/live',
      access: 'public',
      summary: 'Tell whether the process answers',
      tags: [],
      schema: { response: { 200: Type.Object({ status: Type.Literal('live') }) } },
      handler: () => ({ status: 'live' as const }),
    }),
    route({
      method: 'GET',
      url: '/health/ready',
      access: 'public',
      summary: 'Tell whether requests can be served',
      tags: [],
      schema: { response: { 200: Report, 503: Report } },
      handler: async (_request, reply) => {
        const report = await health.ready();
        reply.code(report.status === 'ready' || report.status === 'degraded' ? 200 : 503);
        return report;
      },
    }),
  ];
}
