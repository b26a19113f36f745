import { type ApiFailure, no_answer } from '#lib/client/api.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { password_limits } from './password-strength.ts';

/** What makes the first fleet and its first person. */
export interface SetUpRequest {
  token: string;
  fleet_name: string;
  time_zone: string;
  name: string;
  email: string;
  password: string;
}
export type SetUpField = keyof SetUpRequest;

export type SetUpErrors = Partial<Record<SetUpField, string>>;

const asked: Record<Exclude<SetUpField, 'password'>, { missing: Message; longest: number }> = {
  token: { missing: 'Copy the token from the console.', longest: 200 },
  fleet_name: { missing: 'Give the fleet a name.', longest: 100 },
  time_zone: { missing: 'Choose a time zone.', longest: 100 },
  name: { missing: 'Write your name.', longest: 100 },
  email: { missing: 'Write your e-mail address.', longest: 200 },
};

/** Blanks around pasted values do not count; a password is taken as it is. */
const trimmed = (request: SetUpRequest): SetUpRequest => {
  const texts = Object.entries(request).map(([field, text]) => [field, field === 'password' ? text : text.trim()]);
  return Object.fromEntries(texts);
};

const fieldError = (field: SetUpField, text: string, { t }: Text): string | undefined => {
  if (field === 'password') {
    if (text.length < password_limits.shortest) return t('At least {count} characters.', { count: password_limits.shortest });
    return text.length > password_limits.longest ? t('At most {count} characters.', { count: password_limits.longest }) : undefined;
  }
  const { missing, longest } = asked[field];
  if (text === '') return t(missing);
  if (text.length > longest) return t('At most {count} characters.', { count: longest });
  return field === 'email' && !/^[^\s@]+@[^\s@]+[.][^\s@.]+$/.test(text) ? t('This is not an e-mail address.') : undefined;
};

/** What is wrong with each field, as far as the browser can tell; empty when the request is sound. The server judges anew. */
export const setUpErrors = (request: SetUpRequest, words: Text): SetUpErrors => {
  const errors = Object.entries(trimmed(request)).flatMap(([field, text]) => {
    const error = fieldError(field as SetUpField, text, words);
    return error ? [[field, error]] : [];
  });
  return Object.fromEntries(errors);
};

/** Sends the request; undefined when the fleet was made. */
export const requestSetUp = async (request: SetUpRequest): Promise<ApiFailure['problem'] | undefined> => {
  try {
    const answer = await fetch('/api/v1/set-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(trimmed(request)),
    });
    if (answer.ok) return undefined;
    return (await answer.json()) as ProblemBody;
  } catch {
    return no_answer;
  }
};
