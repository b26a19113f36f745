'use client';
import { Fault } from '#components/states/fault.tsx';
import type { Message } from '#lib/messages/text.ts';

interface Props {
  error: unknown;
  retry: () => void;
}

const title: Message = 'Something went wrong on this page';

const digestOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined;

export default function ErrorPage({ error, retry }: Props) {
  return <Fault title={title} detail="This page could not be made." flow_id={digestOf(error)} retry={retry} />;
}
