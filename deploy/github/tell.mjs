/**
 * Tells GitHub of a run: `tell.mjs comment <report> <exit code>` keeps one comment on the pull request
 * up to date, `tell.mjs pull-request <report>` opens one for $BRANCH, or keeps its text up to date.
 */
import { readFileSync } from 'node:fs';
import { env, exit } from 'node:process';

const [task, reportFile, exitCode] = process.argv.slice(2);
const mark = '<!-- wikisync -->';
const [owner, name] = env.GITHUB_REPOSITORY.split('/');

try {
  const body = `${mark}\n${readFileSync(reportFile, 'utf8')}`;
  if (task === 'comment') await keepComment(body);
  else await keepPullRequest(body);
} catch (error) {
  // A job without the right to write, such as one for a fork, has its report in the summary.
  const isComment = task === 'comment';
  console.log(`::${isComment ? 'warning' : 'error'}::The ${task} was not written: ${line(error)}`);
  exit(isComment ? 0 : 1);
}

async function keepComment(body) {
  const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
  const number = event.pull_request?.number;
  if (number === undefined) return;
  const { id, comment } = await findComment(number);
  if (comment !== undefined) {
    const input = { id: comment, body };
    await ask(
      'mutation ($input: UpdateIssueCommentInput!) { updateIssueComment(input: $input) { clientMutationId } }',
      { input },
    );
  } else if (exitCode !== '0') {
    const input = { subjectId: id, body };
    await ask(
      'mutation ($input: AddCommentInput!) { addComment(input: $input) { clientMutationId } }',
      { input },
    );
  }
}

/** The comment of an earlier run: nobody else's, whatever it says. */
async function findComment(number) {
  let before = null;
  for (;;) {
    const { repository } = await ask(
      `query ($owner: String!, $name: String!, $number: Int!, $before: String) {
        repository(owner: $owner, name: $name) {
          pullRequest(number: $number) {
            id
            comments(last: 100, before: $before) {
              nodes { id body viewerDidAuthor }
              pageInfo { hasPreviousPage startCursor }
            }
          }
        }
      }`,
      { owner, name, number, before },
    );
    const { id, comments } = repository.pullRequest;
    const own = comments.nodes.find((one) => one.viewerDidAuthor && one.body.startsWith(mark));
    if (own !== undefined || !comments.pageInfo.hasPreviousPage) return { id, comment: own?.id };
    before = comments.pageInfo.startCursor;
  }
}

async function keepPullRequest(report) {
  const body = `${report}\nThese commits hold what people changed on the wiki; runs go on adding to them until they are merged.\n`;
  const { repository } = await ask(
    `query ($owner: String!, $name: String!, $branch: String!) {
      repository(owner: $owner, name: $name) {
        id
        pullRequests(headRefName: $branch, states: OPEN, first: 10) {
          nodes { id isCrossRepository }
        }
      }
    }`,
    { owner, name, branch: env.BRANCH },
  );
  const open = repository.pullRequests.nodes.find((one) => !one.isCrossRepository);
  if (open !== undefined) {
    const input = { pullRequestId: open.id, body };
    await ask(
      'mutation ($input: UpdatePullRequestInput!) { updatePullRequest(input: $input) { clientMutationId } }',
      { input },
    );
    return;
  }
  const input = {
    repositoryId: repository.id,
    baseRefName: env.GITHUB_REF_NAME,
    headRefName: env.BRANCH,
    title: 'Changes from the wiki',
    body,
  };
  await ask(
    'mutation ($input: CreatePullRequestInput!) { createPullRequest(input: $input) { clientMutationId } }',
    { input },
  );
}

async function ask(query, variables) {
  const response = await fetch(env.GITHUB_GRAPHQL_URL, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new Error(`GitHub answered with status ${response.status}`);
  const { data, errors = [] } = await response.json();
  if (errors.length > 0) throw new Error(errors[0].message);
  return data;
}

/** On one line, as a command to the runner has it. */
function line(error) {
  return String(error.message).replace(/[%\r\n]/g, (sign) => encodeURIComponent(sign));
}
