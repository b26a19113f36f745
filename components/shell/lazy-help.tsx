'use client';
import { useState } from 'react';
import { useFetchAtFirstGesture, useFetched } from '#components/ui/use-fetched.ts';
import type { KeyboardHelpProps } from './keyboard-help.tsx';

const loadHelp = () => import('./keyboard-help.tsx').then((module) => module.KeyboardHelp);
const at_first_gesture = [loadHelp];

/** The help sheet, fetched apart from the page. */
export function LazyHelp(props: KeyboardHelpProps) {
  const [was_open, setWasOpen] = useState(props.open);
  if (props.open && !was_open) setWasOpen(true);
  const Help = useFetched(loadHelp, was_open);
  useFetchAtFirstGesture(at_first_gesture);
  return Help && <Help {...props} />;
}
