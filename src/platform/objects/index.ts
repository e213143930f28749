export { folderObjects } from './folder.ts';
export type { ObjectHead, Objects } from './objects.ts';
export { OBJECT_NAME, typeOfName } from './objects.ts';
