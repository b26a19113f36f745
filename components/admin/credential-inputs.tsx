'use client';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { CredentialField } from '#lib/domain/telematics.ts';
import type { Text } from '#lib/messages/text.ts';
import type { CredentialValues } from './credential-values.ts';

export interface CredentialInputsProps {
  fields: readonly CredentialField[];
  values: CredentialValues;
  errors: Readonly<Record<string, string>>;
  /** Secrets may stay as they are. */
  keeps_secrets?: boolean;
  onChange: (name: string, value: string) => void;
}

const hintOf = (field: CredentialField, keeps_secrets: boolean, { t, translate }: Text): string | undefined => {
  const hint = field.hint && translate(field.hint);
  if (!field.secret) return hint;
  const about = t(keeps_secrets ? 'Empty keeps the present one.' : 'Stored sealed; it is never shown again.');
  return hint ? `${hint} ${about}` : about;
};

/** The fields that the catalogue declares for a brand. */
export function CredentialInputs({ fields, values, errors, keeps_secrets = false, onChange }: CredentialInputsProps) {
  const text = useText();
  return fields.map((field) => {
    const Control = field.secret ? PasswordInput : Input;
    const hint = hintOf(field, keeps_secrets, text);
    const error = errors[field.name];
    return (
      <Field
        key={field.name}
        label={text.translate(field.label)}
        required={field.required && !(field.secret && keeps_secrets)}
        {...(hint && { hint })}
        {...(error && { error })}
      >
        <Control
          name={field.name}
          value={values[field.name] ?? ''}
          maxLength={4096}
          autoComplete={field.secret ? 'new-password' : 'off'}
          spellCheck={false}
          autoCapitalize="none"
          placeholder={field.default_value ?? ''}
          onChange={(event) => onChange(field.name, event.target.value)}
        />
      </Field>
    );
  });
}
