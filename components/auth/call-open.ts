import { ApiFailure, type CallInput, call } from '#lib/client/api.ts';
import { no_answer } from '#lib/client/request.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';

type OpenOperation = 'acceptInvitation' | 'resetPassword' | 'requestPasswordReset';

/** Does what needs no sign-in; undefined when it is done, else what was refused. */
export const callOpen = async <K extends OpenOperation>(
  id: K,
  body: NonNullable<CallInput<K>['body']>,
): Promise<ProblemBody | undefined> => {
  try {
    await call<OpenOperation>(id, { body } as CallInput<OpenOperation>);
    return undefined;
  } catch (error) {
    return error instanceof ApiFailure ? error.problem : no_answer;
  }
};
