import { statSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { isPackage, toChunks } from './chunks.mjs';

/**
 * Bundles modules that tsc wrote into few files: what several entries use stands in files of its own, once.
 * @param {Record<string, string>} input a module by the name of its entry
 * @param {{ ending: string, isOptional: (name: string) => boolean, plugins: import('rolldown').RolldownPluginOption[], print: import('rolldown').OutputOptions }} how
 * @returns {Promise<import('rolldown').OutputChunk[]>}
 */
export async function bundle(input, { ending, isOptional, plugins, print }) {
  let chunks;
  const chooseChunks = {
    name: 'choose-chunks',
    buildEnd() {
      chunks = toChunks(input, {
        importsOf: (id) => this.getModuleInfo(id).importedIds,
        lateImportsOf: (id) => this.getModuleInfo(id).dynamicallyImportedIds,
        sizeOf: (id) => statSync(id).size,
        isOptional,
      });
    },
  };
  const bundled = await rolldown({
    input,
    external: (id) => isPackage(id),
    platform: 'node',
    plugins: [...plugins, chooseChunks],
    preserveEntrySignatures: 'allow-extension',
    experimental: { attachDebugInfo: 'none' },
    onLog,
  });
  const { output } = await bundled.generate({
    format: 'esm',
    sourcemap: 'hidden',
    ...print,
    entryFileNames: `[name]${ending}`,
    chunkFileNames: `chunks/[name]${ending}`,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'chunks', name: (id) => chunks.get(id) ?? null }],
    },
  });
  return output.filter(({ type }) => type === 'chunk');
}

function onLog(_level, { message }) {
  throw new Error(message);
}
