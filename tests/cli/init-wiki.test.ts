/** Pages of a wiki are adopted, with what the wiki knows of their template. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';
import { type FakeLab, fakeLab } from '../support/fake-mediawiki/lab.ts';

const page = `== Spring ==
{{Event|1=Walk|Day=2024-03-04|Kind=outside|Fee=3|Open=1|Text=Bring ''shoes''.|Host=Ida|Old=x}}
{{event|1=Choir|Day=2024-03-11|Kind=insid|Fee=0|Open=0|Text=Plain.|Host=Bo}}
== Autumn ==
{{Veranstaltung|1=Fair|Day=2024-09-30|Kind=outside|Fee=5|Open=1|Text=Plain.|Wirt=Cy}}
`;

const described = `<templatedata>{
  "params": {
    "1": { "label": "Name of the event", "type": "line", "required": true },
    "Day": { "label": "Day", "type": "date", "required": true },
    "Kind": { "type": "string", "suggestedvalues": ["inside", "outside", "online"] },
    "Fee": { "type": "number" },
    "Open": { "type": "boolean", "required": true },
    "Text": { "type": "content" },
    "Host": { "type": "wiki-user-name", "aliases": ["Wirt"], "required": true },
    "Old": { "type": "line", "deprecated": "Use Text." },
    "Gone": { "deprecated": true },
    "Website": { "label": "Page on the web", "type": "url" },
    "Rooms": { "suggestedvalues": ["Hall", "Attic"] }
  }
}</templatedata>`;

describe('init of a page of a wiki', () => {
  let lab: FakeLab;
  let place: Workplace;

  beforeEach(async () => {
    lab = await fakeLab();
    place = workplace();
    await lab.put('Events', page);
    await lab.put('Template:Event', described);
    await lab.put('Template:Veranstaltung', '#REDIRECT [[Vorlage:Event]]');
  });

  afterEach(() => lab.close());

  const adopt = (...options: readonly string[]) =>
    place.run('init', 'Events', '--api', lab.edge.api, '--yes', ...options);

  async function fieldsOf(...options: readonly string[]): Promise<readonly string[]> {
    const made = await adopt(...options);
    expect(made).toMatchObject({ code: 0 });
    const config = place.read('config/wikisync.yaml');
    return config.split('\n').filter((line) => /^ {6}(?:# )?\S.*\{ parameter/.test(line));
  }

  it("takes from TemplateData what the page's values let it", async () => {
    expect((await fieldsOf()).map((line) => line.trim())).toEqual([
      'name-of-the-event: { parameter: 1, type: text, required: true } # Name of the event',
      'day: { parameter: Day, type: date, required: true, formats: [yyyy-MM-dd] }',
      "kind: { parameter: Kind, type: choice, values: { inside: [inside, insid], outside: [outside], online: [online] } } # 'insid' is taken for 'inside'",
      'fee: { parameter: Fee, type: number }',
      'open: { parameter: Open, type: flag, required: true }',
      'text: { parameter: Text, type: wikitext }',
      'host: { parameter: Host, type: text } # in 2 of 3; the template says that it is required, and a call lacks it',
      'old: { parameter: Old, type: text } # in 1 of 3; the template says that it is not to be used any more: Use Text',
      'wirt: { parameter: Wirt, type: text } # in 1 of 3',
      '# website: { parameter: Website, type: url } # Page on the web',
      '# rooms: { parameter: Rooms, type: choice, values: { hall: [Hall], attic: [Attic] } }',
    ]);
    const { out } = await place.run('plan', '--format', 'json');
    const [listing] = JSON.parse(out).listings;
    expect(listing.changes).toEqual({ page: [], data: [] });
    expect(await lab.text('Events')).toBe(page);
    expect(place.read('config/wikisync.yaml')).toContain(
      "'Wirt' and 'Host' are names of one parameter, and two fields here",
    );
  });

  it('goes by the values alone on a wiki without it', async () => {
    lab.store.hasTemplateData = false;

    const fields = await fieldsOf();

    expect(fields.join('\n')).toContain('value-1: { parameter: 1, type: text, required: true }');
    expect(fields.join('\n')).toContain('open: { parameter: Open, type: number }');
  });

  it('finds the calls under the names of redirects, and takes the template for one of them', async () => {
    await fieldsOf('--template', 'Veranstaltung');

    expect(place.read('config/wikisync.yaml')).toContain('template: Event #');
    expect(place.read('data/events.yaml').match(/name-of-the-event/g)).toHaveLength(3);
  });

  it('asks for the page, the template and the page again, and for nothing else', async () => {
    await fieldsOf();

    const asked = lab.edge.requests.map((params) => params.get('action'));
    expect(asked).toEqual(['query', 'query', 'templatedata', 'query']);
    expect(lab.edge.requests.every((params) => !params.has('lgpassword'))).toBe(true);
  });

  it('reads a private wiki with the credentials of its name', async () => {
    lab.store.private = true;

    const without = await adopt('--wiki', 'ours');
    expect(without.err).toContain('credentials-missing');
    expect(without.err).toContain('Set WIKISYNC_OURS_USERNAME and WIKISYNC_OURS_PASSWORD');
    expect(() => place.read('config/wikisync.yaml')).toThrow();
    const environment = {
      WIKISYNC_OURS_USERNAME: lab.username,
      WIKISYNC_OURS_PASSWORD: lab.password,
    };
    const line = ['init', 'Events', '--api', lab.edge.api, '--yes', '--wiki', 'ours'];
    expect(await place.runWith(environment, ...line)).toMatchObject({ code: 0 });
    const planned = await place.runWith(environment, 'plan', '--exit-code');
    expect(planned).toMatchObject({ code: 0 });
  });

  it.each([
    ['No such page', 'page-missing'],
    ['Template:Veranstaltung', 'page-unusable'],
  ])('says so of a page that cannot be adopted: %s', async (title, code) => {
    const made = await place.run('init', title, '--api', lab.edge.api, '--yes');

    expect(made.code).toBe(1);
    expect(made.err).toContain(code);
    expect(() => place.read('config/wikisync.yaml')).toThrow();
  });
});
