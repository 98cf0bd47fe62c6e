import { mkdir } from 'node:fs/promises';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { entriesOf, LIBRARY, readManifest } from './package/entries.mjs';

const QUIET = { default: { logLevel: 'none' } };

/**
 * Writes what each sub-path offers, names with their types, into a folder: one file an entry.
 * @param {string} folder
 * @returns {Promise<string[]>} the names of the files
 */
export async function writeApiReports(folder) {
  await mkdir(folder, { recursive: true });
  const entries = Object.entries(entriesOf(await readManifest()));
  const configs = entries.map(([name, path]) => prepare(name, `${path}.d.ts`, folder));
  const compilerState = CompilerState.create(configs[0], {
    additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  });
  for (const config of configs) {
    Extractor.invoke(config, { localBuild: true, compilerState, messageCallback });
  }
  return entries.map(([name]) => `${name}.api.md`);
}

const prepare = (name, mainEntryPointFilePath, reportFolder) =>
  ExtractorConfig.prepare({
    configObject: {
      projectFolder: LIBRARY,
      mainEntryPointFilePath,
      compiler: { tsconfigFilePath: `${LIBRARY}/tsconfig.json` },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder,
        reportTempFolder: `${reportFolder}/temp`,
        includeForgottenExports: false,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: QUIET,
        extractorMessageReporting: QUIET,
        tsdocMessageReporting: QUIET,
      },
    },
    configObjectFullPath: `${LIBRARY}/api-extractor.json`,
    packageJsonFullPath: `${LIBRARY}/package.json`,
  });

function messageCallback(message) {
  message.handled = true;
  if (message.logLevel === 'error') throw new Error(message.text);
}
