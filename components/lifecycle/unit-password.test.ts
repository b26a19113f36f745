import { expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { passwordFault } from './unit-password.ts';

const text = createText('en');

const rules = { shortest: 4, longest: 6, factory_values: ['gv300'], changeable: true };

it.each([
  ['', '', /Write the password/],
  ['a,b,c', '', /letters and digits/],
  ['good1', 'ba d', /letters and digits/],
  ['GV300', '', /Write a new one/],
  ['abc', '', /4 to 6/],
  ['good1', 'toolong7', /4 to 6/],
])('%j with the new one %j is refused', (password, new_password, said) => {
  expect(passwordFault({ password, new_password }, { unit_password: rules }, text)).toMatch(said);
});

it('takes what a unit may have', () => {
  expect(passwordFault({ password: 'Zk7Yq2', new_password: '' }, { unit_password: rules }, text)).toBeUndefined();
  expect(passwordFault({ password: 'gv300', new_password: 'Zk7Yq2' }, { unit_password: rules }, text)).toBeUndefined();
  const unchangeable = { unit_password: { ...rules, changeable: false } };
  expect(passwordFault({ password: 'gv300', new_password: '' }, unchangeable, text)).toMatch(/manufacturer/);
  expect(passwordFault({ password: 'anything', new_password: '' }, {}, text)).toBeUndefined();
});
