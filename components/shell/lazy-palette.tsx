'use client';
import { useLayoutEffect, useState } from 'react';
import { useFetchAtFirstGesture, useFetched } from '#components/ui/use-fetched.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { CommandPaletteProps } from './command-palette.tsx';

const loadPalette = () => import('./command-palette.tsx').then((module) => module.CommandPalette);
const at_first_gesture = [loadPalette];

type PaletteEntryProps = Pick<CommandPaletteProps, 'onOpenChange'> & { typed: string; onType: (text: string) => void };

/** Takes the focus and what is typed until the palette is there; gives the focus back, so that the palette does so too. */
function PaletteEntry({ typed, onType, onOpenChange }: PaletteEntryProps) {
  const { t } = useText();
  const [focused_before] = useState(() => document.activeElement);
  useLayoutEffect(
    () => () => {
      if (focused_before instanceof HTMLElement) focused_before.focus();
    },
    [focused_before],
  );
  return (
    <div
      role="dialog"
      aria-modal
      aria-label={t('Find a vehicle, page or action')}
      className="fixed inset-x-0 top-0 z-50 mx-auto w-full border border-line bg-raised px-3.5 shadow-dialog sm:top-[12vh] sm:max-w-xl sm:rounded-lg"
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: a person has just asked to write here
        autoFocus
        aria-label={t('Find')}
        aria-busy
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onOpenChange(false)}
        onBlur={() => onOpenChange(false)}
        placeholder={t('Plate, VIN, vehicle id, page or action')}
        className="h-11 w-full bg-transparent text-base outline-none"
      />
    </div>
  );
}

/** The palette, fetched apart from the page. It opens at once: until it is there, its first line stands in for it. */
export function LazyPalette(props: Omit<CommandPaletteProps, 'typed'>) {
  const [was_open, setWasOpen] = useState(props.open);
  const [typed, setTyped] = useState('');
  if (props.open && !was_open) setWasOpen(true);
  const Palette = useFetched(loadPalette, was_open);
  useFetchAtFirstGesture(at_first_gesture);
  const change = (open: boolean) => {
    if (!open) setTyped('');
    props.onOpenChange(open);
  };
  if (Palette) return <Palette {...props} onOpenChange={change} typed={typed} />;
  return props.open && <PaletteEntry typed={typed} onType={setTyped} onOpenChange={change} />;
}
