import type { BrandDefinition } from '#lib/domain/telematics.ts';
import type { Text } from '#lib/messages/text.ts';

/** What is wrong with the password of a unit as it stands in the form; undefined: nothing. The server judges anew. */
export const passwordFault = (
  { password, new_password }: { password: string; new_password: string },
  { unit_password: rules }: Pick<BrandDefinition, 'unit_password'>,
  { t }: Text,
): string | undefined => {
  if (password === '') return t('Write the password of the unit.');
  if (/[^0-9A-Za-z]/.test(password + new_password)) return t('Passwords of units are of letters and digits alone.');
  if (!rules) return undefined;
  const is_factory = rules.factory_values.includes(password.toLowerCase());
  if (is_factory && new_password === '') {
    return t(
      rules.changeable
        ? 'Units leave the factory with this password. Write a new one; it is changed when the unit connects.'
        : 'Units leave the factory with this password. Change it by the manufacturer’s tool first.',
    );
  }
  const lasting = new_password || password;
  if (lasting.length >= rules.shortest && lasting.length <= rules.longest) return undefined;
  return t('A password of this brand has {shortest} to {longest} letters and digits.', {
    shortest: rules.shortest,
    longest: rules.longest,
  });
};
