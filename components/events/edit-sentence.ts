import { type IconName, life_statuses, operation_statuses, rental_statuses, type Tone } from '#lib/display.ts';
import { type ChangeReason, isChangeReason } from '#lib/domain/event.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { Text } from '#lib/messages/text.ts';

interface EditText {
  sentence: string;
  tone: Tone;
  icon: IconName;
}

type Written = (vehicle: Vehicle, text: Text) => EditText;

const written: Partial<Record<ChangeReason, Written>> = {
  LIFE_STATUS_CHANGED: ({ life_status }, { t }) => ({
    sentence: t(life_status.value === 'ONLINE' ? 'Came online' : 'Went offline'),
    tone: life_statuses[life_status.value].tone,
    icon: life_status.value === 'ONLINE' ? 'signal' : 'wifi-off',
  }),
  RENTAL_STATUS_CHANGED: ({ rental_status }, { t }) => {
    const { label, tone } = rental_statuses[rental_status.value];
    return { sentence: t('Rental: {status}', { status: t(label) }), tone, icon: 'briefcase' };
  },
  OPERATION_STATUS_CHANGED: ({ operation_status }, { t }) => {
    const { label, tone } = operation_statuses[operation_status.value];
    return { sentence: t('Operation status: {status}', { status: t(label) }), tone, icon: 'wrench' };
  },
  TAGS_CHANGED: ({ tags }, { t }) => ({
    sentence: tags.length > 0 ? t('Tags: {tags}', { tags: tags.join(', ') }) : t('Last tag removed'),
    tone: 'neutral',
    icon: 'pencil',
  }),
};

/** What an edit with a single reason made of the vehicle; undefined where only the reason can be told. */
export const editText = (data: Readonly<Record<string, unknown>>, text: Text): EditText | undefined => {
  const reasons = Array.isArray(data.reasons) ? data.reasons : [];
  const [reason] = reasons;
  const write = reasons.length === 1 && isChangeReason(reason) ? written[reason] : undefined;
  if (!write || typeof data.vehicle !== 'object' || data.vehicle === null) return undefined;
  try {
    return write(data.vehicle as Vehicle, text);
  } catch {
    // A vehicle of another version lacks the field; the reason alone is told then.
    return undefined;
  }
};
