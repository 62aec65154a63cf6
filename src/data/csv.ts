import type { DataFile, DataFormat, DataRecord } from '../core/data-file.ts';
import type { Checked, Place } from '../core/diagnostic.ts';
import { csvEdits, rowText } from './csv-edit.ts';
import { type CsvCell, type CsvRow, scanCsv } from './csv-scan.ts';
import { formulaLike } from './formula-like.ts';
import { nameProblems } from './names.ts';
import { errorsOf, type Problem } from './problem.ts';
import { textProblem } from './source-text.ts';
import { dataFormat } from './text-format.ts';

/**
 * CSV: a header with the fields' names, and a record in each row.
 *
 * An empty cell is a field that the record does not have; `""` is one that is there and empty.
 */
export const csv: DataFormat = dataFormat({
  name: 'CSV',
  extensions: ['.csv'],
  isFlat: true,
  emptyText: (fieldOrder) => `${rowText(fieldOrder, ',')}\n`,
  read: readCsv,
  lint: formulaLike,
  edits: csvEdits,
});

function readCsv(text: string, places: (offset: number) => Place): Checked<DataFile> {
  const {
    rows: [header, ...rows],
    problems,
  } = scanCsv(text);
  if (header === undefined) return { diagnostics: errorsOf([nothing], places) };
  const names = header.cells.map(({ value, start }) => ({ name: value, offset: start }));
  const all = [
    ...problems,
    ...nameProblems(names),
    ...rows
      .filter((row) => !hasAny(problems, row))
      .flatMap((row) => lengthProblems(row, names.length)),
    ...rows.flatMap((row) =>
      row.cells.flatMap((cell, column) => cellProblems(cell, names[column]?.name)),
    ),
  ];
  const columns = names.map(({ name }) => name);
  const records = rows.map((row) => readRow(row, columns, places));
  return { value: { records }, diagnostics: errorsOf(all, places) };
}

const nothing: Problem = {
  code: 'data-empty',
  message: 'The file is empty.',
  hint: 'A file without records holds the header alone; an empty one may be a mishap.',
  offset: 0,
};

function readRow(
  row: CsvRow,
  names: readonly string[],
  places: (offset: number) => Place,
): DataRecord {
  const present = row.cells.flatMap((cell, column) => {
    const name = names[column];
    const isAbsent = !cell.isQuoted && cell.value === '';
    return name === undefined || isAbsent ? [] : [{ name, cell }];
  });
  return {
    place: places(row.start),
    values: new Map(present.map(({ name, cell }) => [name, cell.value])),
    places: new Map(present.map(({ name, cell }) => [name, places(cell.start)])),
  };
}

/** A row whose quotes are wrong may be cut into any number of cells. */
function hasAny(problems: readonly Problem[], row: CsvRow): boolean {
  return problems.some(({ offset }) => offset >= row.start && offset <= row.end);
}

function lengthProblems(row: CsvRow, expected: number): readonly Problem[] {
  const { length } = row.cells;
  if (length === expected) return [];
  const hint = 'Count the delimiters; a cell that has one in it is put in quotes.';
  const message = `The row has ${length} cells, and the header ${expected}.`;
  if (length < expected) {
    return [{ code: 'csv-row-short', message, hint, offset: row.start }];
  }
  return [{ code: 'csv-row-long', message, hint, offset: row.cells[expected]?.start ?? row.start }];
}

function cellProblems(cell: CsvCell, field: string | undefined): readonly Problem[] {
  const problem = textProblem(cell.value);
  if (problem === undefined) return [];
  return [{ ...problem, offset: cell.start, ...(field === undefined ? {} : { field }) }];
}
