import type { Form, Issue } from '#forms/define.ts';
import { issueText } from '#forms/present.ts';
import type { PageData, Place } from './data.ts';
import { faultTexts, papersId } from './papers.ts';

type Props = {
  data: PageData;
  form: Form;
  issues: Issue[];
  papers?: NonNullable<Place['papers']>['faults'] | undefined;
};

/** What is to be mended, first on the page and announced; each line leads to its question. */
export function ErrorSummary({ data, form, issues, papers = [] }: Props) {
  if (issues.length + papers.length === 0) return null;
  return (
    <section class="summary" role="alert" tabIndex={-1} id="problems" aria-labelledby="problems-title">
      <h2 id="problems-title">{data.ui.errorTitle}</h2>
      <ul>
        {issues.map((issue) => (
          <li key={issue.field}>
            <a href={`#${issue.field}`} data-focus={issue.field}>
              {issueText(form, issue, data.words, data.errors)}
            </a>
          </li>
        ))}
        {faultTexts(papers, data).map((text) => (
          <li key={text}>
            <a href={`#${papersId}`} data-focus={papersId}>
              <bdi>{text}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
