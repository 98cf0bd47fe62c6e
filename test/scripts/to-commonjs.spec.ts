import { describe, expect, it } from '@jest/globals';
import { toCommonJs } from '../../scripts/lib/package/to-commonjs.mjs';

const HEAD = '"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); ';

describe('a module as CommonJS', () => {
  it.each([
    ['import { a as b, c } from "x";', 'const { a: b, c } = require("x");'],
    ['import * as all from "x";', 'const all = require("x");'],
    ['import one from "x";', 'const one = ((m) => (m.__esModule ? m.default : m))(require("x"));'],
    [
      'import one, { a } from "x";',
      'const one = ((m) => (m.__esModule ? m.default : m))(require("x")); const { a } = require("x");',
    ],
    ['import "x";', 'require("x");'],
    ['export { a, b as c };', 'exports.a = a; exports.c = b;'],
    ['export { a as b } from "x";', '{ const m = require("x"); exports.b = m.a; }'],
  ])('has %s as %s', (esm, commonJs) => {
    expect(toCommonJs(esm)).toBe(HEAD + commonJs);
  });

  it('has every line where it was', () => {
    const code = 'import { a } from "x";\n\nconst text = `\n import of words\n`;\nexport { text };\n';
    expect(toCommonJs(code).split('\n')).toHaveLength(code.split('\n').length);
    expect(toCommonJs(code)).toContain('const text = `\n import of words\n`;');
  });

  it.each(['export const a = 1;', 'export * from "x";', 'import x, * as y from "x" with { type: "json" };'])(
    'is not guessed: %s',
    (line) => {
      expect(() => toCommonJs(line)).toThrow(`This line has no translation to CommonJS: ${line}`);
    },
  );
});
