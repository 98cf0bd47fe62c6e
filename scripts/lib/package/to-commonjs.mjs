const IMPORT =
  /^import (?:(?<fallback>[\w$]+)(?:, )?)?(?:\{ (?<names>.*) \})?(?:\* as (?<all>[\w$]+))?(?: from )?"(?<from>[^"]+)";$/;
const EXPORT = /^export \{ (?<names>.*) \}(?: from "(?<from>[^"]+)")?;$/;

/**
 * A bundled ES module as CommonJS, line by line: every line keeps its number and its text, but for imports and exports. So both share
 * one source map, and packed side by side the second costs next to nothing.
 * @param {string} code as rolldown prints it: no import or export has more than a line
 */
export function toCommonJs(code) {
  const lines = code.split('\n').map((line) => {
    if (line.startsWith('import ')) return importLine(line);
    return line.startsWith('export ') ? exportLine(line) : line;
  });
  return `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); ${lines.join('\n')}`;
}

function importLine(line) {
  const { fallback, names, all, from } = groupsOf(IMPORT, line);
  const required = `require("${from}")`;
  if (all) return `const ${all} = ${required};`;
  const parts = [
    ...(fallback ? [`const ${fallback} = ((m) => (m.__esModule ? m.default : m))(${required});`] : []),
    ...(names ? [`const { ${names.replaceAll(' as ', ': ')} } = ${required};`] : []),
  ];
  return parts.length === 0 ? `${required};` : parts.join(' ');
}

function exportLine(line) {
  const { names, from } = groupsOf(EXPORT, line);
  const owner = from ? 'm.' : '';
  const assignments = names.split(', ').map((name) => {
    const [local, exported = local] = name.split(' as ');
    return `exports.${exported} = ${owner}${local};`;
  });
  return from ? `{ const m = require("${from}"); ${assignments.join(' ')} }` : assignments.join(' ');
}

function groupsOf(pattern, line) {
  const found = pattern.exec(line);
  if (!found) throw new Error(`This line has no translation to CommonJS: ${line}`);
  return found.groups;
}
