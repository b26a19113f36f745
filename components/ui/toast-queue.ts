export interface NotifyOptions {
  description?: string;
  action?: { label: string; onClick: () => void };
}

export interface ToastMessage extends NotifyOptions {
  kind: 'success' | 'warning' | 'info' | 'error';
  title: string;
  duration_ms?: number;
}

/** Messages wait here until the list that shows them is on the page; then each is handed over once, in order. */
export const createToastQueue = () => {
  let waiting: ToastMessage[] = [];
  let wanted = false;
  const listeners = new Set<() => void>();
  return {
    push: (message: ToastMessage): void => {
      waiting.push(message);
      wanted = true;
      for (const listener of [...listeners]) listener();
    },
    take: (): ToastMessage[] => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    /** Whether there ever was a message. */
    wanted: (): boolean => wanted,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const toast_queue = createToastQueue();
