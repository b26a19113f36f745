import { describe, expect, it } from 'vitest';
import { problem_advice } from '#components/docs/problem-advice.ts';
import { Problem, type ProblemKind, problemBody, problems } from '#lib/domain/problem.ts';
import { ProblemBody } from '#lib/domain/problem-schema.ts';

/** Specification 1.7, copied by hand. */
const specified = `
400 validation-error | Request is not valid
400 referenced-resource-not-found | Something named in the body is missing
401 missing-credentials | No access token
401 invalid-credentials | Access token not accepted
403 forbidden-resource | Scope missing
403 missing-permissions | Permission missing
404 resource-not-found | Not found
405 method-not-allowed | Method not allowed
409 conflicting-resource | Conflicts with another resource
409 vehicle/command-not-supported | Vehicle lacks this command
409 vehicle/conflicting-command | Another command is running
409 vehicle/conflicting-state | Vehicle state forbids this
409 vehicle/conflicting-setup-status | Setup not finished
409 vehicle/shared-with-partner | Vehicle is shared
409 incompatible-telematics-unit-model | Unit model lacks this setting
409 incompatible-installation-variant | Installation lacks this setting
412 resource-modified | Changed meanwhile
413 payload-too-large | Body too large
415 unsupported-media-type | Send JSON
422 idempotency-key-reused | Key used with another request
429 too-many-requests | Too many requests
500 internal-server-error | Internal error
500 telematics-unit/error | Unit reported an error
502 third-party/error | Manufacturer service failed
503 service-unavailable | Temporarily unavailable
504 vehicle/no-connection | No connection to the vehicle
504 vehicle/command-outcome-unknown | Outcome of the command unknown
`;
const rows = [...specified.matchAll(/^(\d+) (\S+) \| (.+)$/gm)].map(([, status, kind = '', title]) => ({
  kind,
  status: Number(status),
  title,
}));
const kinds = Object.keys(problems) as ProblemKind[];

it('knows the problems of the specification, and no others', () => {
  expect(kinds.map((kind) => ({ kind, status: problems[kind].status, title: problems[kind].title }))).toEqual(rows);
});

describe.each(kinds)('%s', (kind) => {
  it('says whose fault it is, as its status does', () => {
    const { owner, status } = problems[kind];
    expect(['client', 'vehicle', 'third_party', 'us']).toContain(owner);
    if (owner === 'client') expect(status).toBeLessThan(500);
    if (owner === 'us' || owner === 'third_party') expect(status).toBeGreaterThanOrEqual(500);
  });

  it('has a page that says when it appears and what to do', () => {
    const { when, advice, retry } = problem_advice[kind];
    expect(when.length).toBeGreaterThan(20);
    expect(advice.length).toBeGreaterThan(0);
    expect(retry).toBeTruthy();
  });

  it('has a body of the documented form, without its cause', () => {
    const problem = new Problem(kind, 'What happened.', {
      cause: new Error('canary'),
      command_id: 'c',
      outcome: 'UNKNOWN',
      retry_safe: false,
    });
    const body = problemBody(problem, 'flow', 'https://motorpool.example');
    expect(ProblemBody.strict().parse(body)).toEqual({
      type: `/problems/${kind}`,
      type_documentation: `https://motorpool.example/docs/problems/${kind}`,
      title: problems[kind].title,
      status: problems[kind].status,
      detail: 'What happened.',
      flow_id: 'flow',
      command_id: 'c',
      outcome: 'UNKNOWN',
      retry_safe: false,
    });
    expect(JSON.stringify(body)).not.toContain('canary');
  });
});
