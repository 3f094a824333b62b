import type { Choice, FinderData, FinderScript, Found } from './data.ts';
import { FinderFields } from './FinderFields.tsx';
import { KeptList } from './KeptList.tsx';
import { Results } from './Results.tsx';
import { TileMap } from './TileMap.tsx';

type Props = {
  data: FinderData;
  choice: Choice;
  found: Found;
  /** False until something was asked: the services to begin with are shown then. */
  asked: boolean;
  /** A short word beside the button, read out by screen readers. */
  said?: string;
  scripted?: FinderScript;
};

/** The finder: questions, map and results. Never an empty page: lines to ring are always there. */
export function Finder({ data, choice, found, asked, said = '', scripted }: Props) {
  return (
    <>
      <form
        id="finder"
        method="post"
        action={`${data.action}#results`}
        encType="multipart/form-data"
        autoComplete="off"
      >
        {/* Keeps what is posted out of Chromium's session files, as in `FormPage.tsx`. */}
        <input type="password" value="x" autoComplete="off" disabled hidden />
        <FinderFields data={data} choice={choice} />
        <div class="actions">
          <button class="main" type="submit">
            {data.words.show}
          </button>
          {asked && <a href={data.action}>{data.words.clear}</a>}
        </div>
        <p id="find-said" role="status" class="said">
          {said}
        </p>
      </form>
      <TileMap data={data} choice={choice} />
      <Results data={data} choice={choice} found={found} asked={asked} scripted={scripted} />
      {scripted && scripted.kept.length > 0 && <KeptList data={data} scripted={scripted} />}
    </>
  );
}
