import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { CsvError, parse } from 'csv-parse/sync';
import { CreateOtpCallDto, InvalidInputError, invalidInputFromValidation } from 'nestjs-esms-voice';

/** Whom to call and what to say; `line` is where the file has it. */
export interface Row {
  readonly line: number;
  readonly phone: string;
  readonly content: string;
}

export interface BadRow {
  readonly line: number;
  readonly problems: readonly string[];
}

interface ParsedLine {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Reads a file with the columns `phone` and `content`; numbers come back in national form. */
export function readCallList(csv: string): { rows: Row[]; bad: BadRow[] } {
  const read = parseLines(csv).map(({ record, info }) => readRow(info.lines, record));
  return {
    rows: read.filter((row) => 'phone' in row),
    bad: read.filter((row) => 'problems' in row),
  };
}

function parseLines(csv: string): ParsedLine[] {
  const options = {
    columns: true,
    info: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  };
  try {
    return parse(csv, options) as unknown as ParsedLine[];
  } catch (error) {
    throw error instanceof CsvError ? new InvalidInputError([error.message]) : error;
  }
}

/** The rules are those of the library, so that nothing is found bad later on. */
function readRow(line: number, { phone, content }: ParsedLine['record']): Row | BadRow {
  const call = plainToInstance(CreateOtpCallDto, { phone, content });
  const errors = validateSync(call);
  if (errors.length > 0) return { line, problems: invalidInputFromValidation(errors).problems };
  return { line, phone: call.phone, content: call.content };
}
