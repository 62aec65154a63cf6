/** Where the state is: a folder, or a database that an address names. */

/** An address of a database, taken apart. */
export interface StateAddress {
  /** As PostgreSQL's clients take it; the password is in it if it was given. */
  readonly url: string;
  /** The schema that the tables are in. */
  readonly schema: string;
  /** Without user and password. */
  readonly place: string;
  readonly hasPassword: boolean;
}

/** The schema where the address names none. */
const defaultSchema = 'wikisync';

/** Whether a state is meant to be in a database. */
export function isStateAddress(text: string): boolean {
  return /^postgres(?:ql)?:/i.test(text);
}

/** Takes an address apart, or says in a clause, without showing any of it, what is wrong. */
export function parseStateAddress(text: string): StateAddress | string {
  if (!URL.canParse(text)) return 'it is no address';
  const url = new URL(text);
  const schema = url.searchParams.get('schema') ?? defaultSchema;
  if (!/^[a-z_][a-z0-9_]{0,39}$/.test(schema)) {
    return 'its schema is no name of up to 40 small letters, digits and _';
  }
  const database = url.pathname.slice(1);
  if (database === '') return 'it names no database';
  url.searchParams.delete('schema');
  const host = url.host === '' ? (url.searchParams.get('host') ?? 'this machine') : url.host;
  return {
    url: url.href,
    schema,
    place: `${host}/${database}`,
    hasPassword: url.password !== '' || url.searchParams.has('password'),
  };
}
