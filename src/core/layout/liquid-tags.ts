/** The tags that layouts have besides LiquidJS's own. */
import type { Context, Liquid, Parser, TagToken, Template, TopLevelToken, Value } from 'liquidjs';
import { liquidPackage } from '../packages.ts';
import { mark } from './marks.ts';
import { textOf } from './wikitext.ts';

/** What a round of a loop costs beside its text: so many characters could be read meanwhile. */
const perRound = 20;

/** Each round of a loop costs what its body has of text. */
export function countedFor() {
  const { ForTag } = liquidPackage();
  return class CountedFor extends ForTag {
    constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
      super(token, rest, liquid, parser);
      if (/\|/.test(token.args.replace(/\(.*\)|"[^"]*"|'[^']*'/g, ''))) {
        throw new Error('filters of a loop stand in parentheses: for x in (records | reverse)');
      }
      const end = rest[0]?.begin ?? token.input.length;
      const cost = perRound + Math.max(0, end - token.end);
      const count = { token, render: (context: Context) => context.memoryLimit.use(cost) };
      this.templates.unshift(count);
    }
  };
}

/** `<% spot name %>…<% endspot %>`, and `<% list name %>…<% endlist %>`. */
export function spotTag() {
  const { Tag } = liquidPackage();
  return class SpotTag extends Tag {
    readonly label: string;
    readonly templates: Template[] = [];

    constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
      super(token, rest, liquid);
      this.label = token.args.trim();
      if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(this.label)) {
        throw new Error(`'${this.label}' cannot name a ${token.name}: letters, digits, - and _`);
      }
      const end = `end${token.name}`;
      const stream = parser.parseStream(rest);
      stream
        .on('template', (template: Template) => this.templates.push(template))
        .on(`tag:${end}`, () => stream.stop())
        .on('end', () => {
          throw new Error(`the ${token.name} '${this.label}' has no ${end}`);
        });
      stream.start();
    }

    override *render(context: Context, emitter: { write(text: string): void }) {
      emitter.write(mark(this.name === 'list' ? 'list' : 'spot', this.label));
      yield this.liquid.renderer.renderTemplates(this.templates, context, emitter as never);
      emitter.write(mark('end', ''));
    }
  };
}

/** `<% entry person.name %>`: what follows, to the next one, is the entry about that name. */
export function entryTag() {
  const { Tag, Tokenizer, Value: ValueOf } = liquidPackage();
  return class EntryTag extends Tag {
    readonly value: Value;

    constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
      super(token, rest, liquid);
      this.value = new ValueOf(
        new Tokenizer(token.args, liquid.options.operators).readFilteredValue(),
        liquid,
      );
    }

    override *render(context: Context, emitter: { write(text: string): void }) {
      const name: unknown = yield this.value.value(context, false);
      emitter.write(mark('entry', textOf(name)));
    }
  };
}
