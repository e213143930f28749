/** Other goods in orders that were placed: added, taken out, or sent for what came back. */
export { editRoutes } from './edit.routes.ts';
export { createOrderEditing, type Edits } from './edit.service.ts';
