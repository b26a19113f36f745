'use client';
import { Field } from '#components/ui/field.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { PasswordMeter } from './password-meter.tsx';
import { passwordStrength } from './password-strength.ts';

export interface NewPasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** What others know about the person. */
  known: readonly string[];
  label?: string;
  /** Show what is wrong with it rather than how strong it is. */
  judged: boolean;
}

/** A password to be chosen, with its strength. */
export function NewPasswordField({ value, onChange, known, label, judged }: NewPasswordFieldProps) {
  const text = useText();
  const strength = passwordStrength(value, known, text);
  return (
    <Field
      label={label ?? text.t('Password')}
      required
      {...(judged && strength.grade === 0 ? { error: strength.text } : { hint: <PasswordMeter strength={strength} /> })}
    >
      <PasswordInput value={value} autoComplete="new-password" onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
