import { describe, expect, it } from '@jest/globals';
import { csvLines } from './csv-lines.js';
import { csvRows } from './csv-rows.js';
import { problemsByLine } from './server-problems.js';

const read = (text: string) => csvRows(csvLines(text));

describe('a CSV of calls', () => {
  it('is read with its lines, though a field holds line ends', () => {
    const { rows } = read('\uFEFFphone,content\r\n0901888484,"one\r\ntwo"\r\n\r\n0901888485,three\r\n');
    expect(rows.map(({ line, call }) => [line, call])).toEqual([
      [2, { phone: '0901888484', content: 'one\r\ntwo' }],
      [5, { phone: '0901888485', content: 'three' }],
    ]);
  });

  it('takes semicolons, other spellings of columns, and values between bars', () => {
    const { rows, unknownColumns } = read(
      'Phone;Template ID;variables;kind;Note\n0901888484;7;An | 12:30;template;x\n',
    );
    expect(rows[0]!.call).toEqual({
      phone: '0901888484',
      templateId: '7',
      variables: ['An', '12:30'],
      kind: 'template',
    });
    expect(unknownColumns).toEqual(['Note']);
  });

  it.each([
    [',686868,,,', ['phone-missing']],
    ['12,686868,,,', ['phone-odd']],
    ['0901888484,,,,', ['nothing-to-say']],
    ['0901888484,686868,x,,', ['code-and-content']],
    ['0901888484,12a,,,', ['code-odd']],
    ['0901888484,,,fax,', ['kind-unknown']],
    ['0901888484,,,template,', ['nothing-to-say']],
    ['0901888484,686868,,,r,more', ['too-many-cells']],
    ['0901888484,686868,,,', []],
    ['"+84 901-888.484",686868,,,', []],
  ])('%p: %j', (row, problems) => {
    expect(read(`phone,code,content,kind,requestId\n${row}`).rows[0]!.problems).toEqual(problems);
  });

  it('gives a number the zero back that a spreadsheet dropped', () => {
    expect(read('phone,code\n901888484,1234').rows[0]).toMatchObject({ call: { phone: '0901888484' }, problems: [] });
  });

  it('names the second use of an id', () => {
    const { rows } = read('phone,code,requestId\n0901888484,1234,r\n0901888485,1234,r\n');
    expect(rows.map(({ problems }) => problems)).toEqual([[], ['id-twice']]);
  });

  it('says that no column is the phone', () => {
    expect(read('number\n0901888484').hasPhoneColumn).toBe(false);
    expect(read('').rows).toEqual([]);
  });
});

describe('problemsByLine', () => {
  it('finds the lines of the calls that the API names', () => {
    const { rows } = read('phone,code\n0901888484,1234\n\n0901888485,1234\n');
    expect(problemsByLine(['calls[1]: code is odd', 'calls[0]: phone is odd', 'batchId is odd'], rows)).toEqual({
      lines: [
        { line: 2, problem: 'phone is odd' },
        { line: 4, problem: 'code is odd' },
      ],
      rest: ['batchId is odd'],
    });
  });
});
