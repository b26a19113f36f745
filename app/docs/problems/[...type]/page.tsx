import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CodeText } from '#components/docs/code-text.tsx';
import { owner_texts, problem_advice } from '#components/docs/problem-advice.ts';
import { ProblemList } from '#components/docs/problem-list.tsx';
import { PlainPage } from '#components/shell/plain-page.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { DataList } from '#components/ui/data-list.tsx';
import { problemKind, problems, problemType } from '#lib/domain/problem.ts';

interface Props {
  params: Promise<{ type: string[] }>;
}

const findKind = async (params: Props['params']) => problemKind((await params).type.join('/'));

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => {
  const kind = await findKind(params);
  return { title: kind ? problems[kind].title : 'Unknown problem' };
};

export default async function ProblemPage({ params }: Props) {
  const kind = await findKind(params);
  if (!kind) notFound();
  const { status, owner, title } = problems[kind];
  const { when, advice, retry } = problem_advice[kind];
  const facts = [
    {
      label: 'Type',
      value: (
        <Copyable value={problemType(kind)} label="Type" mono>
          {problemType(kind)}
        </Copyable>
      ),
    },
    { label: 'HTTP status', value: status },
    { label: 'Lies with', value: owner_texts[owner].name },
    { label: 'Send the same again', value: retry.charAt(0).toUpperCase() + retry.slice(1) },
  ];
  return (
    <PlainPage>
      <div className="grid gap-10 md:grid-cols-[1fr_15rem]">
        <article className="min-w-0">
          <h1 className="font-semibold text-2xl">{title}</h1>
          <p className="mt-2 max-w-prose text-base text-ink-soft">
            <CodeText text={when} />
          </p>
          <DataList items={facts} className="mt-5 max-w-xl rounded-lg border border-line bg-surface px-3 py-1" />
          <h2 className="mt-7 font-semibold text-lg">What to do</h2>
          <ul className="mt-2 flex max-w-prose list-disc flex-col gap-1.5 pl-5 text-base marker:text-ink-faint">
            {advice.map((step) => (
              <li key={step}>
                <CodeText text={step} />
              </li>
            ))}
          </ul>
          <p className="mt-7 max-w-prose text-ink-faint">
            Programs branch on the type alone; title and detail may be worded anew. Quote the flow id of the answer when you ask for help.
          </p>
        </article>
        <ProblemList current={kind} />
      </div>
    </PlainPage>
  );
}
