import { z } from 'zod';
import { type ApiFailure, no_answer } from '#lib/client/api.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { password_limits } from './password-strength.ts';

const text = (message: string, longest = 100) => z.string().trim().min(1, message).max(longest, `At most ${longest} characters.`);

/** What makes the first fleet and its first person. */
export const SetUpRequest = z.strictObject({
  token: text('Copy the token from the console.', 200),
  fleet_name: text('Give the fleet a name.'),
  time_zone: text('Choose a time zone.'),
  name: text('Write your name.'),
  email: text('Write your e-mail address.').pipe(z.email('This is not an e-mail address.')),
  password: z
    .string()
    .min(password_limits.shortest, `At least ${password_limits.shortest} characters.`)
    .max(password_limits.longest, `At most ${password_limits.longest} characters.`),
});
export type SetUpRequest = z.infer<typeof SetUpRequest>;
export type SetUpField = keyof SetUpRequest;

export type SetUpErrors = Partial<Record<SetUpField, string>>;

/** The first message of each field; empty when the request is sound. */
export const setUpErrors = (request: SetUpRequest): SetUpErrors => {
  const parsed = SetUpRequest.safeParse(request);
  const errors: SetUpErrors = {};
  for (const issue of parsed.error?.issues ?? []) errors[issue.path[0] as SetUpField] ??= issue.message;
  return errors;
};

/** Sends the request; undefined when the fleet was made. */
export const requestSetUp = async (request: SetUpRequest): Promise<ApiFailure['problem'] | undefined> => {
  try {
    const answer = await fetch('/api/v1/set-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(SetUpRequest.parse(request)),
    });
    if (answer.ok) return undefined;
    return (await answer.json()) as ProblemBody;
  } catch {
    return no_answer;
  }
};
