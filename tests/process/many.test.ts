/** Thousands of pages: what a run over them asks of the wiki, and how much memory it takes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { itemKeys, type ManyPages, manyPages } from '../support/many-pages.ts';
import { buildProgram, type Program } from '../support/program.ts';

let program: Program;

beforeAll(() => {
  program = buildProgram();
});

afterAll(() => program.remove());

/** Few and many; `WIKISYNC_PAGES=5000` plays it with more. */
const counts = [250, Number(process.env['WIKISYNC_PAGES'] ?? 1500)] as const;

/** Mebibytes of the program's heap: with more pages there are not more of them. */
const heap = 72;

const listings = `  lists:
    wiki: w
    pages: { prefix: Lists/ }
    data: ../data/<page>.yaml
${itemKeys}`;

interface Ran {
  readonly code: number | undefined;
  /** The last line of the report. */
  readonly total: string;
  /** Requests, and those among them that ask for texts. */
  readonly asked: readonly [number, number];
  /** Mebibytes at the most, with all that is no heap. */
  readonly memory: number;
}

/** With data files that say what the pages say. */
async function pagesInStep(count: number): Promise<ManyPages> {
  const many = await manyPages(count, listings);
  for (let index = 1; index <= count; index += 1) {
    many.place.write(
      `data/List_${index}.yaml`,
      `records:\n  - name: A ${index}\n    note: as it was\n  - name: B ${index}\n`,
    );
  }
  return many;
}

async function sync(many: ManyPages): Promise<Ran> {
  const { lab, place } = many;
  const environment = {
    WIKISYNC_W_USERNAME: lab.username,
    WIKISYNC_W_PASSWORD: lab.password,
    NODE_OPTIONS: `--max-old-space-size=${heap}`,
  };
  const preload = ['tests/support/measured.mjs'];
  const started = program.start({ cwd: place.folder, args: ['sync'], environment, preload });
  const { code, out, err } = await started.ended;
  const asked = many.requests();
  const texts = asked.filter((params) => (params.get('rvprop') ?? '').includes('content'));
  return {
    code,
    total: out.trimEnd().split('\n').at(-1) ?? '',
    asked: [asked.length, texts.length],
    memory: Number(/peak memory: (\d+) MiB/.exec(err)?.[1]),
  };
}

it('asks in proportion to the pages, and takes as much memory for thousands as for a few', async () => {
  const peaks: number[] = [];
  for (const count of counts) {
    const many = await pagesInStep(count);
    // 500 titles in a list, 50 in any other answer.
    const lists = Math.ceil(count / 500);
    // With the template, whose other names are asked for with the first pages.
    const revisions = Math.ceil((count + 1) / 50);

    const first = await sync(many);
    const quiet = await sync(many);

    const total = `${count} listings: ${count} in sync.`;
    expect([first.code, first.total]).toEqual([0, total]);
    expect([quiet.code, quiet.total]).toEqual([0, total]);
    expect(quiet.asked).toEqual([lists + revisions, 0]);
    // Each chunk of 500 pages has an answer that is not full.
    expect(first.asked[1]).toBeLessThanOrEqual(revisions + lists);
    expect(first.asked[0]).toBe(lists + first.asked[1]);
    peaks.push(Math.max(first.memory, quiet.memory));
  }
  const [few = 0, thousands = Number.POSITIVE_INFINITY] = peaks;
  expect(thousands).toBeLessThan(200);
  expect(thousands - few).toBeLessThan(60);
}, 600_000);
