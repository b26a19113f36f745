import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCommand, type RequestDraft, requestPath } from './curl.ts';

const draft: RequestDraft = {
  method: 'PATCH',
  path: '/vehicles/{vehicle_id}/master-data',
  parameters: [
    { name: 'vehicle_id', in: 'path', value: 'A/B', list: false },
    { name: 'tags', in: 'query', value: 'one two, three', list: true },
    { name: 'q', in: 'query', value: 'a,b', list: false },
    { name: 'sort', in: 'query', value: '', list: false },
    { name: 'If-Match', in: 'header', value: '"3"', list: false },
  ],
  body: `{"remark":"it's $HOME \`here\`"}`,
  media_type: 'application/json',
};

/** What a shell hands to curl. */
const wordsOf = (command: string): string[] =>
  execFileSync('/bin/sh', ['-c', `curl() { printf '%s\\n' "$@"; }\nTOKEN=secret\n${command}`])
    .toString()
    .trimEnd()
    .split('\n');

describe('a request for the terminal', () => {
  it('reaches curl word by word, whatever the values hold', () => {
    expect(wordsOf(curlCommand(draft, 'https://fleet.example/api/v1', true))).toEqual([
      '-X',
      'PATCH',
      'https://fleet.example/api/v1/vehicles/A%2FB/master-data?tags=one+two&tags=three&q=a%2Cb',
      '-H',
      'Authorization: Bearer secret',
      '-H',
      'Content-Type: application/json',
      '-H',
      'If-Match: "3"',
      '-d',
      draft.body,
    ]);
  });

  it('leaves out what is empty, and shows the holes that are left', () => {
    const bare = { ...draft, method: 'GET', parameters: [], body: ' ' };
    expect(curlCommand(bare, 'https://fleet.example/api/v1', false)).toBe(
      "curl 'https://fleet.example/api/v1/vehicles/{vehicle_id}/master-data'",
    );
    expect(requestPath(bare)).toBe('/vehicles/{vehicle_id}/master-data');
  });
});
