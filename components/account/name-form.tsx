'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { AccountActions } from './account-actions.ts';

export function NameForm({ name, updateMe }: { name: string } & Pick<AccountActions, 'updateMe'>) {
  const { t } = useText();
  const router = useRouter();
  const [value, setValue] = useState(name);
  const { busy, problem, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(
      () => updateMe({ body: { name: value.trim() } }),
      () => {
        notify.done(t('{name} is saved', { name: value.trim() }));
        router.refresh();
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <Field label={t('Your name')} required className="max-w-sm">
        <Input value={value} maxLength={100} autoComplete="name" onChange={(event) => setValue(event.target.value)} />
      </Field>
      <ProblemNote problem={problem} />
      <Button type="submit" busy={busy} disabled={value.trim() === '' || value.trim() === name} className="self-start">
        {t('Save name')}
      </Button>
    </form>
  );
}
