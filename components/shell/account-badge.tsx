'use client';
import { useText } from '#lib/client/text-provider.tsx';

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase() ?? '').join('') || '?';
};

export const account_button_class =
  'flex size-8 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-ink text-xs hover:bg-pressed pointer-coarse:size-10';

/** What the button of the account menu shows. */
export const AccountBadge = ({ name }: { name: string }) => {
  const { t } = useText();
  return (
    <>
      <span aria-hidden>{initials(name)}</span>
      <span className="sr-only">{t('Account of {name}', { name })}</span>
    </>
  );
};
