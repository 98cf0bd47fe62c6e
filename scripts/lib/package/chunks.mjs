import { isBuiltin } from 'node:module';

/**
 * gzip looks back 32 KB. A file below that, packed beside its twin of the other module system, costs its length once; comments and
 * imports that go make a bundled file about a third smaller than its modules.
 */
const MOST_BYTES = 33000;

/** What is neither of the library nor relative comes with the application. */
export const isPackage = (id) => !/^[./]/.test(id);

/**
 * What is known of a module by its id; sizes are bytes. Some packages are optional.
 * @typedef {{
 *   importsOf(id: string): string[],
 *   lateImportsOf(id: string): string[],
 *   sizeOf(id: string): number,
 *   isOptional(name: string): boolean,
 * }} Graph
 */

/**
 * Which file each module goes into. A module belongs to the first entry that reaches it, apart from those that need other packages: so
 * an entry loads no package that only another one needs, and files import no circle.
 * @param {Record<string, string>} entries ids of modules by name, in their order
 * @param {Graph} graph
 * @returns {Map<string, string>} names of files by id of module; an entry's own module stays in the entry's own file
 */
export function toChunks(entries, graph) {
  const tierOf = tiersOf(graph);
  const groups = new Map();
  for (const [entry, ids] of membersOf(entries, graph)) {
    for (const id of ids) {
      const name = entry + tierOf(id);
      groups.set(name, [...(groups.get(name) ?? []), id]);
    }
  }
  return new Map([...groups].flatMap(([name, ids]) => piecesOf(name, ids, graph)));
}

/**
 * The modules of each entry but its own, each after all that it imports; what is imported late comes last.
 * @returns {[entry: string, ids: string[]][]}
 */
function membersOf(entries, { importsOf, lateImportsOf }) {
  const seen = new Set();
  const visit = (id) => {
    if (seen.has(id) || isPackage(id)) return [];
    seen.add(id);
    return [...importsOf(id).flatMap(visit), id];
  };
  return Object.entries(entries).map(([name, entry]) => {
    const ids = visit(entry);
    for (const id of ids) ids.push(...lateImportsOf(id).flatMap(visit));
    return [name, ids.filter((id) => id !== entry)];
  });
}

/** A module needs no package, or those that everybody has, or one that only some have. */
const TIERS = ['-plain', '', '-own'];

function tiersOf({ importsOf, isOptional }) {
  const known = new Map();
  const tierOf = (id) => {
    if (isBuiltin(id)) return 0;
    if (isPackage(id)) return isOptional(id) ? 2 : 1;
    if (!known.has(id)) known.set(id, Math.max(0, ...importsOf(id).map(tierOf)));
    return known.get(id);
  };
  return (id) => TIERS[tierOf(id)];
}

function piecesOf(name, ids, { sizeOf }) {
  const total = ids.reduce((sum, id) => sum + sizeOf(id), 0);
  const count = Math.max(1, Math.ceil(total / MOST_BYTES));
  let before = 0;
  return ids.map((id) => {
    const piece = 1 + Math.min(count - 1, Math.floor(((before + sizeOf(id) / 2) * count) / total));
    before += sizeOf(id);
    return [id, count === 1 ? name : `${name}-${piece}`];
  });
}
