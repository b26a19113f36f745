import type { Message } from '#lib/messages/text.ts';

/** Meaning that a colour may carry. The colours themselves are tokens of the style sheet, named alike. */
export const tones = ['neutral', 'accent', 'ok', 'warning', 'danger', 'moving', 'idle', 'parked', 'charging', 'alarm', 'offline'] as const;
export type Tone = (typeof tones)[number];

/** Outline drawn beside the colour, so that no meaning rests on colour alone. */
export const shapes = ['disc', 'ring', 'arrow', 'square', 'bolt', 'triangle', 'cross', 'check', 'half', 'dash'] as const;
export type Shape = (typeof shapes)[number];

export interface StatusDisplay {
  label: Message;
  tone: Tone;
  shape: Shape;
  /** One sentence that says what the status means. */
  hint: Message;
}
