/** What the action asks of GitHub's GraphQL API, by the names of the fields that are asked for. */
import { type Answer, type Received, startReceiver } from './receiver.ts';

/** A comment on the one pull request. */
export interface Comment {
  readonly id: string;
  body: string;
  readonly viewerDidAuthor: boolean;
}

/** An open pull request for a branch. */
export interface OpenPull {
  readonly id: string;
  readonly isCrossRepository: boolean;
  body: string;
  readonly headRefName?: string;
  readonly baseRefName?: string;
  readonly title?: string;
}

/** GitHub, as the token sees it. */
export interface FakeGitHub {
  readonly url: string;
  readonly comments: Comment[];
  readonly pulls: OpenPull[];
  readonly received: readonly Received[];
  /** Whether the token may write; it may if absent. */
  mayWrite: boolean;
}

/** Comments on one page of an answer. */
const most = 2;

interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> & {
    readonly input?: Readonly<Record<string, string>>;
    readonly before?: string | null;
  };
}

/** Begins to listen on this machine. */
export async function startGitHub(): Promise<FakeGitHub> {
  const { origin, received } = await startReceiver(({ body, headers }) => {
    if (headers.authorization !== 'Bearer the-token') return { status: 401 };
    return answered(github, JSON.parse(body));
  });
  const github: FakeGitHub = {
    url: `${origin}/graphql`,
    comments: [],
    pulls: [],
    received,
    mayWrite: true,
  };
  return github;
}

function answered(github: FakeGitHub, { query, variables }: Question): Answer {
  const isWrite = query.startsWith('mutation');
  if (isWrite && !github.mayWrite) {
    const message = 'Resource not accessible by integration\n::error::x';
    return ok({ data: null, errors: [{ type: 'FORBIDDEN', message }] });
  }
  const input = variables.input ?? {};
  if (query.includes('addComment(')) {
    const id = `C${github.comments.length}`;
    github.comments.push({ id, body: input['body'] ?? '', viewerDidAuthor: true });
  } else if (query.includes('updateIssueComment(')) change(github.comments, input['id'], input);
  else if (query.includes('updatePullRequest('))
    change(github.pulls, input['pullRequestId'], input);
  else if (query.includes('createPullRequest(')) {
    const { body = '', headRefName = '', baseRefName = '', title = '' } = input;
    const own = { id: `P${github.pulls.length}`, isCrossRepository: false };
    github.pulls.push({ ...own, body, headRefName, baseRefName, title });
  } else if (query.includes('pullRequests(')) {
    return ok({ data: { repository: { id: 'R', pullRequests: { nodes: github.pulls } } } });
  } else return ok({ data: { repository: { pullRequest: commentsOf(github, variables.before) } } });
  return ok({ data: {} });
}

function commentsOf({ comments }: FakeGitHub, before: string | null | undefined) {
  const end = before === null || before === undefined ? comments.length : Number(before);
  const start = Math.max(0, end - most);
  const pageInfo = { hasPreviousPage: start > 0, startCursor: String(start) };
  return { id: 'PR', comments: { nodes: comments.slice(start, end), pageInfo } };
}

function change(
  all: readonly { readonly id: string; body: string }[],
  id: string | undefined,
  { body = '' }: Readonly<Record<string, string>>,
): void {
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  found.body = body;
}

function ok(content: object): Answer {
  return { status: 200, body: JSON.stringify(content) };
}
