import { basename, dirname, relative } from 'node:path';
import { dts } from 'rolldown-plugin-dts';
import { bundle } from './bundle.mjs';
import { entriesOf, LIBRARY, MODULES } from './entries.mjs';
import { fillFolder } from './fill-folder.mjs';
import { toLineMap } from './line-map.mjs';
import { mapsOfTsc } from './maps-of-tsc.mjs';
import { toCommonJs } from './to-commonjs.mjs';

const DIST = `${LIBRARY}/dist`;
const PROGRAM = 'cli';

/** Lines, functions and classes stay, so stack traces and Nest's logs read as before; it takes a tenth off the tarball. */
const SHORT_VARIABLES = {
  compress: false,
  mangle: { toplevel: true, keepNames: true },
  codegen: { removeWhitespace: false },
};

/** Writes dist, which is what is packed, from the modules that tsc wrote. */
export async function writeLibrary(manifest) {
  const entries = entriesOf(manifest);
  const isOptional = (name) => name in manifest.peerDependenciesMeta;
  const [code, types] = await Promise.all([bundleCode(entries, isOptional), bundleTypes(entries, isOptional)]);
  const shared = reachedFrom(Object.keys(entries), code);
  const files = [
    ...code.flatMap((chunk) => moduleFiles(chunk, manifest)),
    ...code.filter((chunk) => shared.has(chunk)).map(commonJsFile),
    ...types.flatMap(({ fileName, code: text }) => ['esm', 'cjs'].map((system) => [`${system}/${fileName}`, text])),
    ['cjs/package.json', '{ "type": "commonjs" }\n'],
  ];
  await fillFolder(DIST, new Map(files));
}

const bundleCode = (entries, isOptional) =>
  bundle(
    mapValues({ ...entries, [PROGRAM]: `${MODULES}/cli/main` }, (path) => `${path}.js`),
    {
      ending: '.js',
      isOptional,
      plugins: [mapsOfTsc],
      print: { comments: false, minify: SHORT_VARIABLES },
    },
  );

const bundleTypes = (entries, isOptional) =>
  bundle(
    mapValues(entries, (path) => `${path}.d.ts`),
    {
      ending: '.d.ts',
      isOptional,
      plugins: [dts({ dtsInput: true, tsconfig: false, sourcemap: false })],
      print: { comments: true },
    },
  );

const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

function reachedFrom(names, chunks) {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set();
  const visit = (chunk) => {
    if (!chunk || reached.has(chunk)) return;
    reached.add(chunk);
    for (const file of chunk.imports) visit(byFile.get(file));
  };
  for (const { isEntry, name, fileName } of chunks) if (isEntry && names.includes(name)) visit(byFile.get(fileName));
  return reached;
}

function moduleFiles({ fileName, code, map }, manifest) {
  const file = `esm/${fileName}`;
  const module = [file, code + mapLine(map, `${basename(file)}.map`)];
  return map ? [module, [`${file}.map`, toLineMap(map, aboutMap(file, manifest))]] : [module];
}

/** The lines are those of the other one, and so is the map. */
function commonJsFile({ fileName, code, map }) {
  const file = `cjs/${fileName}`;
  return [file, toCommonJs(code) + mapLine(map, relative(dirname(file), `esm/${fileName}.map`))];
}

/** A file that only passes names on has no map. */
const mapLine = (map, url) => (map ? `//# sourceMappingURL=${url}\n` : '');

function aboutMap(file, { name, version, repository }) {
  const [, owner] = /github\.com\/(.+)\.git$/.exec(repository.url);
  return {
    file: basename(file),
    sourceRoot: `https://raw.githubusercontent.com/${owner}/${name}@${version}/${repository.directory}/`,
    nameOf: (source) => source.slice(source.lastIndexOf('/src/') + 1),
  };
}
