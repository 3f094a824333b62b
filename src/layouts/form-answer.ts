import type { PageData, Place, SentData } from '#components/form/data.ts';
import { titleOf } from '#components/form/title.ts';
import { readingText } from '#directory/reading-text.ts';
import type { Answers } from '#forms/define.ts';
import type { FormEntry } from '#forms/index.ts';
import type { FormPage, Outcome } from '#submissions/outcome.ts';

/** A form's page ready to be laid out: a place in the form, or the thanks. */
export type Shown = { status: number; title: string; place: Place; sent: SentData | null };

const empty = (answers: Answers): Place => ({
  page: '',
  answers,
  issues: [],
  returning: false,
  notice: null,
  visited: [],
  draft: '',
  id: '',
});

/**
 * Answers one request to a form: the page to lay out, or for the page's own script the same as JSON. A script asks with
 * `Accept: application/json`; what it gets tells it no more than the page would say.
 * @param answers what the address itself says, such as the service that it is about
 */
export async function answerForm(
  locals: App.Locals,
  request: Request,
  entry: FormEntry,
  data: PageData,
  answers: Answers = {},
): Promise<Shown | Response> {
  if (request.method !== 'POST') return show(data, locals.intake.open(entry.form, answers), 200);
  const outcome = await locals.intake.receive(entry, data.chrome.tag, request, locals.arrival);
  const script = request.headers.get('accept')?.startsWith('application/json') ?? false;
  const sent = outcome.kind === 'sent' ? await sentData(locals, outcome, data) : null;
  if (script) return forScript(outcome, sent);
  if (outcome.kind === 'page') return show(data, outcome.page, outcome.status);
  if (outcome.kind === 'again' && outcome.page) return show(data, outcome.page, outcome.status);
  if (outcome.kind === 'sent') {
    const place = empty(outcome.answers ?? {});
    return { status: 200, title: titleOf(data, place, sent), place, sent };
  }
  return new Response(null, { status: 'status' in outcome ? outcome.status : 400 });
}

function show(data: PageData, page: FormPage, status: number): Shown {
  const place: Place = { ...page, visited: [page.page] };
  return { status, title: titleOf(data, place, null), place, sent: null };
}

async function sentData(locals: App.Locals, outcome: Outcome & { kind: 'sent' }, data: PageData): Promise<SentData> {
  const { receipt, contact, papers, written, later } = outcome;
  const words = locals.site.words(data.chrome.tag).sent;
  return {
    ...receipt,
    words,
    written,
    reading: readingText(await locals.promise(contact, later), words, data.chrome.tag),
    papers,
  };
}

function forScript(outcome: Outcome, sent: SentData | null): Response {
  if (sent) return Response.json({ sent });
  if (outcome.kind === 'reseal') return Response.json({ reseal: true }, { status: 409 });
  if (outcome.kind === 'page') {
    const { page, issues, notice, papers } = outcome.page;
    return Response.json({ page, issues, notice, papers }, { status: outcome.status });
  }
  if (outcome.kind === 'again') return Response.json({ challenge: outcome.challenge }, { status: outcome.status });
  return Response.json({}, { status: outcome.kind === 'refused' ? outcome.status : 500 });
}
