'use client';
import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { Input } from './input.tsx';

/** What is typed stays hidden until its owner asks to see it. */
export function PasswordInput(props: Omit<ComponentProps<typeof Input>, 'type' | 'icon'>) {
  const { t } = useText();
  const [shown, setShown] = useState(false);
  const Glyph = shown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input spellCheck={false} autoCapitalize="none" {...props} type={shown ? 'text' : 'password'} className="pr-9!" />
      <button
        type="button"
        aria-label={t(shown ? 'Hide what is typed' : 'Show what is typed')}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-px right-px flex w-8 items-center justify-center rounded-md text-ink-faint hover:text-ink pointer-coarse:w-10"
      >
        <Glyph aria-hidden size={14} />
      </button>
    </span>
  );
}
