import type { CsvLine } from './csv-lines.js';

/** What is wrong with a row before the API has seen it. The API has the last word; these are found without asking it. */
type RowProblem =
  | 'phone-missing'
  | 'phone-odd'
  | 'kind-unknown'
  | 'nothing-to-say'
  | 'code-and-content'
  | 'code-odd'
  | 'id-twice'
  | 'too-many-cells';

/** A row as the API takes it; `problems` are codes of ours. */
export interface CsvRow {
  readonly line: number;
  readonly call: Readonly<Record<string, string | readonly string[]>>;
  readonly problems: readonly RowProblem[];
}

/** What a file says: its rows, and columns that mean nothing to us. */
export interface CsvReading {
  readonly rows: readonly CsvRow[];
  readonly unknownColumns: readonly string[];
  readonly hasPhoneColumn: boolean;
}

export const COLUMNS = [
  'phone',
  'code',
  'content',
  'kind',
  'templateId',
  'variables',
  'recordingId',
  'requestId',
  'sendAt',
] as const;

/** Between the values of a template's variables. */
const VALUE_SEPARATOR = '|';
const SAYS: Readonly<Record<string, readonly string[]>> = {
  otp: ['code', 'content'],
  template: ['templateId'],
  recording: ['recordingId'],
};

/** Reads the lines of a file, whose first one names the columns. */
export function csvRows([head, ...lines]: readonly CsvLine[]): CsvReading {
  const names = (head?.cells ?? []).map(toColumn);
  const ids = new Set<string>();
  const rows = lines.map(({ line, cells }) => {
    const fields = fieldsOf(names, cells);
    return { line, call: toCall(fields), problems: problemsOf(fields, cells.length > names.length, ids) };
  });
  const unknownColumns = names.filter((name) => !COLUMNS.some((column) => column === name) && name !== '');
  return { rows, unknownColumns, hasPhoneColumn: names.includes('phone') };
}

type Fields = Readonly<Record<string, string>>;

/** Columns may be written as `template_id` or `Template ID`. */
function toColumn(cell: string): string {
  const bare = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '');
  return COLUMNS.find((column) => bare(column) === bare(cell)) ?? cell;
}

const fieldsOf = (names: readonly string[], cells: readonly string[]): Fields =>
  Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']).filter(([, cell]) => cell !== ''));

function toCall({ variables, phone, ...fields }: Fields): CsvRow['call'] {
  const known = Object.entries(fields).filter(([name]) => COLUMNS.some((column) => column === name));
  const values = variables?.split(VALUE_SEPARATOR).map((value) => value.trim());
  return {
    ...(phone !== undefined && { phone: withZero(phone) }),
    ...Object.fromEntries(known),
    ...(values && { variables: values }),
  };
}

function problemsOf(fields: Fields, hasTooMany: boolean, ids: Set<string>): RowProblem[] {
  const { phone, code, content, kind = 'otp', requestId } = fields;
  const says = SAYS[kind];
  const isTwice = requestId !== undefined && ids.has(requestId);
  if (requestId !== undefined) ids.add(requestId);
  const checks: [boolean, RowProblem][] = [
    [phone === undefined, 'phone-missing'],
    [phone !== undefined && !looksCallable(phone), 'phone-odd'],
    [says === undefined, 'kind-unknown'],
    [says !== undefined && says.every((name) => fields[name] === undefined), 'nothing-to-say'],
    [code !== undefined && content !== undefined, 'code-and-content'],
    [code !== undefined && !/^\d{4,10}$/.test(code), 'code-odd'],
    [isTwice, 'id-twice'],
    [hasTooMany, 'too-many-cells'],
  ];
  return checks.filter(([holds]) => holds).map(([, problem]) => problem);
}

const looksCallable = (phone: string): boolean =>
  /^(\+?84|0084)?0?[35789]\d{8}$/.test(phone.replaceAll(/[\s.()-]/g, ''));

/** Spreadsheets take a number for an amount, and drop the zero in front. */
const withZero = (phone: string): string => (/^[35789]\d{8}$/.test(phone) ? `0${phone}` : phone);
