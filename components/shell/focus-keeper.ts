/** A person without a mouse stands on one control. When it vanishes or is switched off under him, he must not be thrown back to the top of the page. */
const look_interval_ms = 200;
/** Looks after which something that is open, and was open before, is not going to take the focus by itself. */
const most_waits = 5;
const tabbable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';
const overlay = '[role=dialog], [role=alertdialog], [role=menu]';
/** What stands over the page for a while: who was there goes back to where he came from. */
const passing = `${overlay}, [data-sonner-toaster]`;

interface Place {
  element: Element;
  ancestors: Element[];
  x: number;
  y: number;
}

const placeOf = (element: Element): Place => {
  const ancestors: Element[] = [];
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) ancestors.push(one);
  const { x, y } = element.getBoundingClientRect();
  return { element, ancestors, x, y };
};

const isUsable = (element: Element): boolean => element.isConnected && !element.matches(':disabled');

const controlsIn = (part: Element): HTMLElement[] =>
  [...part.querySelectorAll<HTMLElement>(tabbable)].filter((one) => one.tabIndex >= 0 && one.checkVisibility());

/** The control nearest to where the person stood, in the smallest part around it that is still there. */
const nearestTo = ({ ancestors, x, y }: Place): HTMLElement | undefined => {
  for (const part of ancestors) {
    if (!part.isConnected) continue;
    const found = controlsIn(part);
    const distance = (one: HTMLElement): number => {
      const box = one.getBoundingClientRect();
      return Math.hypot(box.x - x, box.y - y);
    };
    const [nearest] = found.sort((a, b) => distance(a) - distance(b));
    if (nearest) return nearest;
  }
  return undefined;
};

/** Gives the focus to a neighbour when the control that had it is gone; after a dialog or a message, to where it was before, or a neighbour of that. Ends with the signal. */
export const keepFocus = (signal: AbortSignal): void => {
  let last: Place | undefined;
  let outside: Place | undefined;
  let waits = 0;
  const remember = (element: Element) => {
    last = placeOf(element);
    if (!element.closest(passing)) outside = last;
  };
  const look = () => {
    const focused = document.activeElement;
    if (!last || (focused && focused !== document.body) || isUsable(last.element)) {
      waits = 0;
      return;
    }
    // What has just opened takes the focus itself, and would close again if it went elsewhere.
    const open = [...document.querySelectorAll(overlay)];
    const over = last.ancestors.some((part) => open.includes(part)) ? undefined : open.at(-1);
    if (over && ++waits < most_waits) return;
    const next = over
      ? controlsIn(over)[0]
      : (nearestTo(last) ?? (outside && (isUsable(outside.element) ? outside.element : nearestTo(outside))));
    last = undefined;
    waits = 0;
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  };
  if (document.activeElement && document.activeElement !== document.body) remember(document.activeElement);
  document.addEventListener('focusin', ({ target }) => target instanceof Element && remember(target), { signal });
  const timer = setInterval(look, look_interval_ms);
  signal.addEventListener('abort', () => clearInterval(timer));
};
