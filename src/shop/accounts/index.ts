/** People whose data we hold, and the tokens of those who work here. */
export type { OpenPerson, Persons } from './person.service.ts';
export { createPersons } from './person.service.ts';
export { personStore } from './person.store.ts';
export type { StaffTokens } from './staff-token.service.ts';
export { createStaffTokens } from './staff-token.service.ts';
export { staffTokenStore } from './staff-token.store.ts';
export type { StaffToken } from './staff-token.ts';
