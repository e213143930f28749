export { folderObjects } from './folder.ts';
export type { ObjectHead, Objects, PutOptions } from './objects.ts';
export { OBJECT_NAME, typeOfName } from './objects.ts';
