import { expect, it } from 'vitest';
import { passwordFault } from './unit-password.ts';

const rules = { shortest: 4, longest: 6, factory_values: ['gv300'], changeable: true };

it.each([
  ['', '', /Write the password/],
  ['a,b,c', '', /letters and digits/],
  ['good1', 'ba d', /letters and digits/],
  ['GV300', '', /Write a new one/],
  ['abc', '', /4 to 6/],
  ['good1', 'toolong7', /4 to 6/],
])('%j with the new one %j is refused', (password, new_password, text) => {
  expect(passwordFault({ password, new_password }, { unit_password: rules })).toMatch(text);
});

it('takes what a unit may have', () => {
  expect(passwordFault({ password: 'Zk7Yq2', new_password: '' }, { unit_password: rules })).toBeUndefined();
  expect(passwordFault({ password: 'gv300', new_password: 'Zk7Yq2' }, { unit_password: rules })).toBeUndefined();
  const unchangeable = { unit_password: { ...rules, changeable: false } };
  expect(passwordFault({ password: 'gv300', new_password: '' }, unchangeable)).toMatch(/manufacturer/);
  expect(passwordFault({ password: 'anything', new_password: '' }, {})).toBeUndefined();
});
