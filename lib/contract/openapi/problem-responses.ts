import { type ProblemKind, problems } from '#lib/domain/problem.ts';
import { ProblemBody } from '#lib/domain/problem-schema.ts';
import { problemExample } from '../examples/problem-examples.ts';
import type { Components, Reference, Response } from './document-types.ts';
import { headerReferences, rate_limit_headers } from './headers.ts';
import type { Schemas } from './schemas.ts';

const lastWord = (kind: ProblemKind) => kind.replaceAll('/', '.');

const with_retry_after: readonly ProblemKind[] = ['vehicle/conflicting-command', 'service-unavailable', 'too-many-requests'];

const headersOf = (status: number, kinds: readonly ProblemKind[]): string[] => [
  'X-INVERS-Flow-ID',
  ...(status === 401 ? ['WWW-Authenticate'] : []),
  ...(kinds.some((kind) => with_retry_after.includes(kind)) ? ['Retry-After'] : []),
  ...(kinds.includes('too-many-requests') ? rate_limit_headers : []),
  ...(kinds.some((kind) => kind.startsWith('vehicle/')) ? ['X-Motorpool-Command-ID'] : []),
];

const describeKinds = (kinds: readonly ProblemKind[]): string =>
  kinds.map((kind) => `\`/problems/${kind}\`: ${problems[kind].title}`).join('\n\n');

/** Makes error answers: one response per status, which lists the problem types it can carry. Equal ones are shared. */
export const createProblemResponses = (schemas: Schemas, app_url: string, components: Pick<Components, 'responses' | 'examples'>) => {
  const schema = schemas.refer(ProblemBody, 'output', 'Problem');

  const exampleOf = (kind: ProblemKind): Reference => {
    components.examples[lastWord(kind)] ??= { summary: problems[kind].title, value: problemExample(kind, app_url) };
    return { $ref: `#/components/examples/${lastWord(kind)}` };
  };

  const responseOf = (status: number, kinds: readonly ProblemKind[]): Response => ({
    description: describeKinds(kinds),
    headers: headerReferences(...headersOf(status, kinds)),
    content: { 'application/json': { schema, examples: Object.fromEntries(kinds.map((kind) => [lastWord(kind), exampleOf(kind)])) } },
  });

  return (kinds: readonly ProblemKind[]): Record<string, Reference> => {
    const statuses = [...new Set(kinds.map((kind) => problems[kind].status))];
    return Object.fromEntries(
      statuses.map((status) => {
        const here = kinds.filter((kind) => problems[kind].status === status);
        const name = `${status}.${here.map((kind) => kind.split('/').at(-1)).join('.')}`;
        components.responses[name] ??= responseOf(status, here);
        return [String(status), { $ref: `#/components/responses/${name}` }];
      }),
    );
  };
};
