'use client';
import { useSyncExternalStore } from 'react';

const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);
const neverChanges = () => () => undefined;

const texts: Record<string, [apple: string, other: string]> = {
  mod: ['⌘', 'Ctrl'],
  shift: ['⇧', 'Shift'],
  alt: ['⌥', 'Alt'],
  enter: ['⏎', 'Enter'],
  esc: ['Esc', 'Esc'],
  up: ['↑', '↑'],
  down: ['↓', '↓'],
};

/** Keys of a shortcut: `mod+k` shows ⌘ K or Ctrl K. A space separates keys that are pressed one after another: `g f`. Hidden where there is likely no keyboard. */
export function Kbd({ keys }: { keys: string }) {
  const apple = useSyncExternalStore(neverChanges, isApple, () => false);
  const caps = keys.split(/[+ ]/).map((key) => texts[key]?.[apple ? 0 : 1] ?? key.toUpperCase());
  return (
    <span className="inline-flex items-center gap-0.5 whitespace-nowrap pointer-coarse:hidden">
      {caps.map((cap) => (
        <kbd
          key={cap}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line-strong bg-sunken px-1 font-medium font-sans text-[0.6875rem] text-ink-soft leading-none"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
