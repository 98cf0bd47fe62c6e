import { describe, expect, it } from '@jest/globals';
import { packedReadme } from '../../scripts/lib/package/packed-readme.mjs';

const MANIFEST = { name: 'lib', version: '1.2.3', homepage: 'https://github.com/o/r#readme' };
const BLOB = 'https://github.com/o/r/blob/lib@1.2.3';
const RAW = 'https://github.com/o/r/raw/lib@1.2.3';

describe('the packed README', () => {
  it.each([
    ['[a](docs/a.md)', `[a](${BLOB}/docs/a.md)`],
    ['[a](./docs/a.md#part)', `[a](${BLOB}/docs/a.md#part)`],
    ['![p](docs/p.png)', `![p](${RAW}/docs/p.png)`],
    ['[![p](docs/p.png)](docs/a.md)', `[![p](${RAW}/docs/p.png)](${BLOB}/docs/a.md)`],
    ['[`a`](docs/a.md)', `[\`a\`](${BLOB}/docs/a.md)`],
    ['<img alt="p" src="docs/p.svg">', `<img alt="p" src="${RAW}/docs/p.svg">`],
    ['<a href="docs/a.md">a</a>', `<a href="${BLOB}/docs/a.md">a</a>`],
    ['\n[a]: docs/a.md', `\n[a]: ${BLOB}/docs/a.md`],
    ['[![p](docs/p.png)](https://x.example)', `[![p](${RAW}/docs/p.png)](https://x.example)`],
  ])('has %s as %s', (link, packed) => {
    expect(packedReadme(`before ${link} after`, MANIFEST)).toBe(`before ${packed} after`);
  });

  it.each([
    '[a](https://x.example/a)',
    '[a](#part)',
    '[a](mailto:a@x.example)',
    '`call[0](b)`',
    '```ts\ncall[0](b);\n```',
  ])('leaves %s alone', (text) => {
    expect(packedReadme(text, MANIFEST)).toBe(text);
  });
});
