import type { Message } from '#lib/messages/text.ts';
import type { Shape, StatusDisplay, Tone } from './tone.ts';

export const status = (label: Message, tone: Tone, shape: Shape, hint: Message): StatusDisplay => ({ label, tone, shape, hint });
