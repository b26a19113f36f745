'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { fromWallTime, toWallTime } from '#lib/display/zoned-time.ts';

export interface TimeJumpProps {
  look_at: string | undefined;
  onJump: (at: string) => void;
}

/** Leads to any time, given in the fleet's zone. Give it a `key` of the time that is looked at. */
export function TimeJump({ look_at, onJump }: TimeJumpProps) {
  const { t } = useText();
  const { time_zone } = useClock();
  const [text, setText] = useState(look_at ? toWallTime(Date.parse(look_at), time_zone) : '');
  const jump = (event: FormEvent) => {
    event.preventDefault();
    const at_ms = fromWallTime(text, time_zone);
    if (at_ms !== undefined) onJump(new Date(at_ms).toISOString());
  };
  return (
    <form onSubmit={jump} className="flex items-center gap-1.5" data-print="never">
      <Input
        type="datetime-local"
        required
        aria-label={t('Jump to a time ({zone})', { zone: time_zone })}
        title={time_zone}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="h-7! w-46! text-xs"
      />
      <Button type="submit" size="sm">
        {t('Jump')}
      </Button>
    </form>
  );
}
