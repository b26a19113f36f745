import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { type SetUpRequest, setUpErrors } from './set-up-request.ts';

const text = createText('en');

const sound: SetUpRequest = {
  token: ' og_VikP99M1FVQRdY_gXrF4B ',
  fleet_name: 'Windmill',
  time_zone: 'America/Montevideo',
  name: 'Rosa Diaz',
  email: ' rosa@example.org ',
  password: 'violet harbour',
};

describe('setUpErrors', () => {
  it('finds nothing wrong with a sound request, blanks around pasted values included', () => {
    expect(setUpErrors(sound, text)).toEqual({});
  });

  it('names each field that is missing, with its first message', () => {
    const empty: SetUpRequest = { token: ' ', fleet_name: '', time_zone: '', name: '', email: '', password: '' };
    expect(setUpErrors(empty, text)).toEqual({
      token: 'Copy the token from the console.',
      fleet_name: 'Give the fleet a name.',
      time_zone: 'Choose a time zone.',
      name: 'Write your name.',
      email: 'Write your e-mail address.',
      password: 'At least 12 characters.',
    });
  });

  it('tells a malformed address and a short password', () => {
    expect(setUpErrors({ ...sound, email: 'rosa', password: 'short' }, text)).toEqual({
      email: 'This is not an e-mail address.',
      password: 'At least 12 characters.',
    });
  });
});
