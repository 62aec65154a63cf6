import type { DataChange } from '../core/data-file.ts';
import type { FieldValue } from '../core/value.ts';
import type { TextEdit } from '../core/wikitext/text-edit.ts';
import { planChanges, sameText, type Values } from './changes.ts';
import { type CsvRow, type CsvTable, scanCsv } from './csv-scan.ts';

/** A table with the columns that it is to have. */
interface Target {
  readonly header: CsvRow;
  readonly rows: readonly CsvRow[];
  readonly delimiter: string;
  /** The header's names. */
  readonly names: readonly string[];
  /** Names of columns that come behind them. */
  readonly newNames: readonly string[];
}

/**
 * The edits of a CSV file that make the changes. A field without a column gets one at the end.
 *
 * @throws {Error} for a list or mapping, which a cell cannot hold: whoever calls writes it as text
 */
export function csvEdits(
  text: string,
  changes: readonly DataChange[],
  fieldOrder: readonly string[],
): readonly TextEdit[] {
  const target = targetOf(scanCsv(text), changes, fieldOrder);
  const { header, rows, delimiter, newNames } = target;
  const plan = planChanges(changes, rows.length);
  const edits: TextEdit[] = [];
  if (newNames.length > 0) {
    const names = newNames.map((name) => delimiter + cellText(name, false));
    edits.push({ start: header.end, end: header.end, newText: names.join('') });
  }
  edits.push(...insertedRows(header.end, plan.inserts.get(-1), target));
  for (const [index, row] of rows.entries()) {
    const change = plan.records.get(index);
    if (change?.kind === 'remove') edits.push({ start: row.start - 1, end: row.end, newText: '' });
    else edits.push(...rowEdits(row, change?.fields ?? new Map(), target));
    edits.push(...insertedRows(row.end, plan.inserts.get(index), target));
  }
  return edits;
}

/** Writes a row, or a header from its names. */
export function rowText(values: readonly (FieldValue | undefined)[], delimiter: string): string {
  return values.map((value) => cellText(value, false)).join(delimiter);
}

function targetOf(
  { delimiter, rows: [header, ...rows] }: CsvTable,
  changes: readonly DataChange[],
  fieldOrder: readonly string[],
): Target {
  if (header === undefined) throw new Error('A data file was edited that cannot be read.');
  const names = header.cells.map((cell) => cell.value);
  const written = changes.flatMap((change) => {
    if (change.kind === 'insert') return [...change.values.keys()];
    return change.kind === 'set' ? [change.field] : [];
  });
  const ordered = [...fieldOrder.filter((name) => written.includes(name)), ...written];
  const newNames = [...new Set(ordered)].filter((name) => !names.includes(name));
  return { header, rows, delimiter, names, newNames };
}

function rowEdits(
  row: CsvRow,
  fields: ReadonlyMap<string, FieldValue | undefined>,
  target: Target,
): readonly TextEdit[] {
  const edits = row.cells.flatMap((cell, column): readonly TextEdit[] => {
    const name = target.names[column] ?? '';
    if (!fields.has(name)) return [];
    const value = fields.get(name);
    const old = cell.isQuoted || cell.value !== '' ? cell.value : undefined;
    if (old === value || (old !== undefined && value !== undefined && sameText(old, value))) {
      return [];
    }
    const newText = cellText(value, cell.isQuoted || isQuotedByHabit(target, column));
    return [{ start: cell.start, end: cell.end, newText }];
  });
  if (target.newNames.length === 0) return edits;
  const cells = target.newNames.map((name) => target.delimiter + cellText(fields.get(name), false));
  return [...edits, { start: row.end, end: row.end, newText: cells.join('') }];
}

function insertedRows(
  at: number,
  records: readonly Values[] | undefined,
  target: Target,
): readonly TextEdit[] {
  return (records ?? []).map((values) => {
    const cells = [...target.names, ...target.newNames].map((name, column) =>
      cellText(values.get(name), isQuotedByHabit(target, column)),
    );
    return { start: at, end: at, newText: `\n${cells.join(target.delimiter)}` };
  });
}

/** Whether a column is quoted where it need not be: in the first row, else in the header. */
function isQuotedByHabit({ header, rows }: Target, column: number): boolean {
  const cell = (rows[0] ?? header).cells[column];
  return cell?.isQuoted === true && cellText(cell.value, false) === cell.value;
}

/** An absent value is an empty cell; an empty one is a pair of quotes. */
function cellText(value: FieldValue | undefined, isQuoted: boolean): string {
  if (value === undefined) return '';
  if (typeof value === 'object') throw new Error('A CSV cell cannot hold a list or a mapping.');
  const text = String(value);
  const needsQuotes = text === '' || /[",;\t\n]/.test(text) || text !== text.trim();
  return isQuoted || needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
