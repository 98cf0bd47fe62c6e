import { readFile } from 'node:fs/promises';

/** Gives the bundler the map that tsc wrote beside each module. */
export const mapsOfTsc = {
  name: 'maps-of-tsc',
  async load(id) {
    const [code, map] = await Promise.all([readFile(id, 'utf8'), readFile(`${id}.map`, 'utf8')]);
    return { code, map };
  },
};
