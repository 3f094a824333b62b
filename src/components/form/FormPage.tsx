import type { Form } from '#forms/define.ts';
import { answersOnPath, checkPage, offersSending, pageBefore, stepsFor } from '#forms/path.ts';
import { pageHref } from '../site/chrome.ts';
import { Footer } from '../site/Footer.tsx';
import { Header } from '../site/Header.tsx';
import { CheckPage } from './CheckPage.tsx';
import type { PageData, Place, Scripted, Sending, SentData } from './data.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Notice } from './Notice.tsx';
import { PapersAgain } from './PapersAgain.tsx';
import { SentPage } from './SentPage.tsx';
import { Spare } from './Spare.tsx';
import { StepPage } from './StepPage.tsx';

type Props = {
  data: PageData;
  form: Form;
  place: Place;
  sent: SentData | null;
  sending?: Sending;
  scripted?: Scripted;
};

/** A form's whole page, around any of its steps, the check page and the thanks. The same on the server and in the browser. */
export function FormPage({ data, form, place, sent, sending = 'no', scripted }: Props) {
  const { chrome } = data;
  return (
    <>
      <Header chrome={chrome} languages={sent ? 'none' : 'buttons'} covered={scripted?.idle} />
      {scripted?.idle && (
        <div class="idle" role="alert">
          <p>{data.ui.idle}</p>
          <button class="button main" type="button" onClick={scripted.uncover}>
            {data.ui.uncover}
          </button>
        </div>
      )}
      <main id="main" tabIndex={-1} hidden={scripted?.idle}>
        {sent ? (
          // What was answered on a way that was left again was not sent, and nobody will act on it.
          <SentPage data={data} form={form} sent={sent} answers={answersOnPath(form, place.answers)} />
        ) : (
          <Asking data={data} form={form} place={place} sending={sending} scripted={scripted} />
        )}
      </main>
      <Footer chrome={chrome} covered={scripted?.idle} />
    </>
  );
}

function Asking({ data, form, place, sending = 'no', scripted }: Omit<Props, 'sent'>) {
  const { ui } = data;
  const check = place.page === checkPage;
  const waiting = sending !== 'no';
  const back = pageBefore(form, place.page, place.answers);
  const steps = stepsFor(form, place.answers).filter((step) => place.visited.includes(step.id));
  const enough = offersSending(form, place.page, place.answers);
  return (
    <form id="answers" method="post" action={data.action} encType="multipart/form-data" noValidate autoComplete="off">
      {/* Chromium writes what a form posts into its session files, and shows it again when a closed tab is reopened, except
          from a form with a password in it. This one is never shown, never sent, and asks for nothing (measured in
          Chromium 156: no word on disk, and no offer to save it). */}
      <input type="password" value="x" autoComplete="off" disabled hidden />
      <input type="hidden" name="draft" value={place.draft} />
      <input type="hidden" name="submission" value={place.id} />
      <input type="hidden" name="page" value={place.page} />
      <input type="hidden" name="returning" value={place.returning ? 'yes' : ''} />
      {back ? (
        <button class="back" type="submit" name="action" value="back">
          {ui.back}
        </button>
      ) : (
        <a class="back" href={pageHref(data.chrome.tag, form.from)}>
          {ui.back}
        </a>
      )}
      <Notice data={data} notice={place.notice} waiting={waiting} />
      <ErrorSummary data={data} form={form} issues={place.issues} papers={place.papers?.faults} />
      <PapersAgain data={data} place={place} />
      {steps.map((step) => (
        <StepPage key={step.id} data={data} form={form} step={step} place={place} scripted={scripted} />
      ))}
      {check && <CheckPage data={data} form={form} place={place} scripted={scripted} />}
      <Spare label={ui.spare} />
      <div class="actions">
        <button class="main" type="submit" name="action" value={check ? 'send' : 'continue'} aria-disabled={waiting}>
          {check ? ui.send : ui.continue}
        </button>
        {enough && !check && (
          <button type="submit" name="action" value="send" aria-disabled={waiting}>
            {ui.sendNow}
          </button>
        )}
      </div>
      <p role="status" class="sending">
        {sending === 'yes' && (scripted?.papers.names.length ? ui.sendingPapers : ui.sending)}
        {sending === 'still' && ui.sendingStill}
      </p>
    </form>
  );
}
