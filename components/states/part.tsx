'use client';
import { Component, createContext, type ReactNode, useContext } from 'react';
import { useFetched } from '#components/ui/use-fetched.ts';
import type { Message } from '#lib/messages/text.ts';

/** Stands around every part of a page, so what it shows comes only when one failed. */
const loadFault = () => import('./fault.tsx').then(({ Fault }) => Fault);
const title: Message = 'This part of the page failed';

/** The flow id of the request that brought the page: what a person quotes when a part of it fails in the browser. */
const PageFlow = createContext<string | undefined>(undefined);
export const PageFlowProvider = PageFlow.Provider;

interface CatcherProps {
  children: ReactNode;
  fallback: (retry: () => void) => ReactNode;
}

/** React gives faults of children to classes alone. */
class Catcher extends Component<CatcherProps, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  private readonly retry = () => this.setState({ failed: false });
  override render() {
    return this.state.failed ? this.props.fallback(this.retry) : this.props.children;
  }
}

function Failure({ retry }: { retry: () => void }) {
  const flow_id = useContext(PageFlow);
  const Fault = useFetched(loadFault, true);
  return (
    <div className="rounded-lg border border-line bg-surface">
      {Fault && <Fault title={title} detail="The rest of the page goes on." flow_id={flow_id} retry={retry} />}
    </div>
  );
}

const fallback = (retry: () => void) => <Failure retry={retry} />;

/** A part of a page that may fail by itself: the rest lives on, and it can be tried again. */
export const Part = ({ children }: { children: ReactNode }) => <Catcher fallback={fallback}>{children}</Catcher>;
