import { fromRoot } from './paths.mjs';

/** What follows `node` for Jest to run ES modules. */
export const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  fromRoot('node_modules/jest/bin/jest.js'),
];
