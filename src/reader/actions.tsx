import { useState } from 'preact/hooks';
import type { Referral } from '#message/referral.ts';
import { writeJson } from '#opening/json.ts';
import { copyText, saveFile } from './hand-over.ts';
import { words } from './words.ts';

/** What can be done with one message. Its JSON is given out only where nothing is wrong with it. */
export function Actions({ referral, sound, print }: { referral: Referral | null; sound: boolean; print: () => void }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const said = words.actions;
  const json = sound && referral ? writeJson(referral, 2) : null;
  return (
    <div class="actions">
      <button type="button" onClick={print}>
        {said.print}
      </button>
      {json !== null && referral && (
        <>
          <button type="button" onClick={async () => setCopied(await copyText(json))}>
            {said.copy}
          </button>
          <button type="button" onClick={() => saveFile(`${referral.reference}.json`, `${json}\n`)}>
            {said.save}
          </button>
        </>
      )}
      <p role="status">{copied === null ? '' : copied ? said.copied : said.notCopied}</p>
    </div>
  );
}
