'use client';
import { useSyncExternalStore } from 'react';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Text } from '#lib/messages/text.ts';
import { type NotifyOptions, toast_queue } from './toast-queue.ts';
import { useFetchAtFirstGesture, useFetched } from './use-fetched.ts';

const loadToastList = () => import('./toast-list.tsx').then((module) => module.ToastList);
const at_first_gesture = [loadToastList];
const never = () => false;

/** Short messages at the bottom edge. Put once, in the layout; what draws them is fetched apart from the page. */
export const Toaster = () => {
  const wanted = useSyncExternalStore(toast_queue.subscribe, toast_queue.wanted, never);
  const ToastList = useFetched(loadToastList, wanted);
  useFetchAtFirstGesture(at_first_gesture);
  return ToastList && <ToastList />;
};

export const notify = {
  done: (title: string, options: NotifyOptions = {}) => toast_queue.push({ kind: 'success', title, ...options }),
  warn: (title: string, options: NotifyOptions = {}) => toast_queue.push({ kind: 'warning', title, duration_ms: 8000, ...options }),
  tell: (title: string, options: NotifyOptions = {}) => toast_queue.push({ kind: 'info', title, ...options }),
  /** Stays until dismissed: title, what happened, and the flow id to quote. */
  problem: ({ title, detail, flow_id }: Pick<ProblemBody, 'title' | 'detail' | 'flow_id'>, { t, translate }: Text) =>
    toast_queue.push({
      kind: 'error',
      title: translate(title),
      description: [translate(detail), flow_id && t('Flow id {id}', { id: flow_id })].join(' '),
      duration_ms: Number.POSITIVE_INFINITY,
    }),
};
