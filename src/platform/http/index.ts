export type { PageRequest, PageRoute } from './page-route.ts';
export { pageRoute } from './page-route.ts';
export type { Access, Method, Route, RouteDefinition, RouteReply, RouteRequest, RouteSchema, Scope, StaffMember } from './route.ts';
export { route, SCOPES } from './route.ts';
