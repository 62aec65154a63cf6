/** What is known of a run that is to be taken back, wherever that is known from. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { UndoneRun } from '../../core/plan/plan-input.ts';
import type { Base, BaseRecord } from '../../core/reconcile/base.ts';
import { recordKey } from '../../core/record.ts';
import { fieldChange, type RecordSchema } from '../../core/schema.ts';
import { composeChanges } from '../../core/undo/compose.ts';
import { withWholeMoves } from '../../core/undo/moves-of-run.ts';
import type { RunTexts } from '../../core/undo/text-back.ts';
import type { UndoneChange } from '../../core/undo/undone.ts';
import type { SettledRun, SettledWrite } from '../read-runs.ts';

/** A run, with what both sides agreed on before it. */
export interface RunToUndo extends UndoneRun {
  readonly before: Base;
  /** What was held back before it, as another run was taken back. */
  readonly undone: readonly UndoneChange[];
  /** What is made of the listing's records, and whether the run wrote it, as far as is known. */
  readonly made?: { readonly names: readonly string[]; readonly isWritten: boolean };
  /** What of it is not known. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A run's parts in the log: a listing's, and those of its other pages. */
export interface LoggedParts {
  readonly run: string;
  /** `undefined` if the run wrote nothing of the listing, or of this page of it. */
  readonly own: SettledRun | undefined;
  readonly others: readonly SettledRun[];
}

/** The run as the log has it: all that may have been done, and nothing that certainly was not. */
export function runFromLog({ run, own, others }: LoggedParts, schema: RecordSchema): RunToUndo {
  const writes = own === undefined ? [] : doneWrites(own);
  const [page, data] = [ofSide(writes, 'page'), ofSide(writes, 'data')];
  const pageTexts = textsOf(page);
  const dataTexts = textsOf(data);
  const elsewhere = others.flatMap(doneWrites);
  return {
    run,
    changes: {
      page: withWholeMoves(
        changesOf(page, schema),
        changesOf(ofSide(elsewhere, 'page'), schema),
        schema,
      ),
      data: changesOf(data, schema),
    },
    texts: {
      ...(pageTexts === undefined ? {} : { page: pageTexts }),
      ...(dataTexts === undefined ? {} : { data: dataTexts }),
    },
    before: baseBeforeWrites([...writes, ...elsewhere], schema),
    undone: writes.flatMap(({ undone = [] }) => undone),
    diagnostics: [],
  };
}

/** Whether the run took a record from the page, or brought one, even if it wrote another page only. */
export function movesRecordOf(run: SettledRun, schema: RecordSchema): boolean {
  const { pages } = schema;
  return ofSide(doneWrites(run), 'page').some(({ changes }) =>
    changes.some(({ kind, fields }) => {
      const step = pages && kind === 'move' ? fieldChange(fields, pages.field) : undefined;
      return step !== undefined && [step.before, step.after].includes(pages?.value);
    }),
  );
}

function doneWrites({ writes }: SettledRun): readonly SettledWrite[] {
  return writes.filter(({ result }) => result !== 'not-done');
}

function ofSide(
  writes: readonly SettledWrite[],
  side: SettledWrite['side'],
): readonly SettledWrite[] {
  return writes.filter((write) => write.side === side);
}

function changesOf(writes: readonly SettledWrite[], schema: RecordSchema) {
  return writes.reduce<SettledWrite['changes']>(
    (all, { changes }) => composeChanges(all, changes, schema),
    [],
  );
}

/** Around all writes of a side; `undefined` if somebody wrote between them, or if they are not kept. */
function textsOf(writes: readonly SettledWrite[]): RunTexts | undefined {
  const [first] = writes;
  const isJoined = writes.every(
    ({ texts }, index) =>
      index === 0 || (texts !== undefined && texts.before === writes[index - 1]?.texts?.after),
  );
  const after = writes.at(-1)?.texts?.after;
  const before = first?.texts?.before;
  return isJoined && before !== undefined && after !== undefined ? { before, after } : undefined;
}

/** What the first write of each record found: the later ones found what that had made of it. */
function baseBeforeWrites(writes: readonly SettledWrite[], schema: RecordSchema): Base {
  const records = new Map<string, BaseRecord>();
  const unmet = new Set<string>();
  const seen = new Set<string>();
  for (const { base, changes } of writes) {
    const keys = changes.flatMap(({ key, fields }) => {
      const renamed = fieldChange(fields, schema.key)?.after;
      return typeof renamed === 'string' ? [key, recordKey(renamed)] : [key];
    });
    for (const key of keys.filter((each) => !seen.has(each))) {
      seen.add(key);
      const record = base?.records.get(key);
      if (record !== undefined) records.set(key, record);
      else if (base === undefined || base.unmet.has(key)) unmet.add(key);
    }
  }
  return { records, unmet };
}
