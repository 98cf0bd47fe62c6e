const BEGIN = '<!-- consumers -->';
const END = '<!-- /consumers -->';

const COLUMNS = [
  'Application',
  'NestJS',
  'Modules',
  'Platform',
  'Tests',
  'TypeScript',
  'Installed by',
  'Node.js',
  'On',
];

/**
 * The README with the table of these results between its markers.
 * @param {string} readme
 * @param {Record<string, string | string[]>[]} results as `npm run consumers` wrote them
 * @returns {string}
 */
export function withConsumersTable(readme, results) {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`The README lacks ${BEGIN} or ${END}.`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${table(results)}\n\n${readme.slice(end)}`;
}

function table(results) {
  const lines = results.map(({ name, shows, nest, modules, platform, runner, typescript, installer, nodes, date }) => {
    const application = `[${name}](test/consumers/${name}): ${shows}`;
    return [application, nest, modules, platform, runner, typescript, installer, nodes.join(', '), date];
  });
  return [COLUMNS, COLUMNS.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
