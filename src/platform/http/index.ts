export type { IdempotencyStore } from './idempotency.store.ts';
export { idempotencyStore } from './idempotency.store.ts';
export type { PageRequest, PageRoute } from './page-route.ts';
export { pageRoute } from './page-route.ts';
export type { Access, Method, Route, RouteDefinition, RouteReply, RouteRequest, RouteSchema, Scope, StaffMember } from './route.ts';
export { route, SCOPES } from './route.ts';
export { Amount, Handle, Id, LanguageCode, listOf, MarketCode, ProblemSchema, pageQuery, Uuid } from './schemas.ts';
export type { HttpServer, HttpServerOptions, Limits } from './server.ts';
export { createHttpServer } from './server.ts';
