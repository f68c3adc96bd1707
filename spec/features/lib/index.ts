// Features of OpenAPI as operations that a contract may get, for whatever tries what would come of them.
export { addFeature, type Feature, idsOf, readFeatures } from './features.ts';
export { addFolder, idsInFolder, NotLaid } from './lay.ts';
export { manyFeatures } from './many-operations.ts';
