export { appendEvent } from './outbox.ts';
