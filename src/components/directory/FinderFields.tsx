import type { Choice, FinderData } from './data.ts';

/** `second`: another name for the same thing, which is never shown as chosen. */
type Option = { code: string; label: string; second?: boolean };
type MenuProps = { name: keyof Choice; label: string; any: string; options: Option[]; chosen: string };

function Menu({ name, label, any, options, chosen }: MenuProps) {
  return (
    <div class="question">
      <label for={`find-${name}`}>{label}</label>
      <select id={`find-${name}`} name={name} autoComplete="off">
        <option value="">{any}</option>
        {options.map(({ code, label: text, second = false }) => (
          <option key={text} value={code} selected={chosen === code && !second}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

type LineProps = { name: keyof Choice; label: string; hint: string; value: string; short?: boolean };

function Line({ name, label, hint, value, short = false }: LineProps) {
  return (
    <div class="question">
      <label for={`find-${name}`}>{label}</label>
      <p class="hint" id={`find-${name}-hint`}>
        {hint}
      </p>
      <input
        type="text"
        id={`find-${name}`}
        name={name}
        defaultValue={value}
        class={short ? 'year' : 'wide'}
        dir={short ? 'ltr' : 'auto'}
        autoComplete="off"
        spellcheck={false}
        {...{ writingsuggestions: 'false' }}
        aria-describedby={`find-${name}-hint`}
      />
    </div>
  );
}

/** The questions of the finder; each may be left. Towns lead to their district, since people know towns. */
export function FinderFields({ data, choice }: { data: FinderData; choice: Choice }) {
  const { words, facets, offered } = data;
  const places = data.places.flatMap((place) => [
    { code: place.id, label: place.name },
    ...place.towns
      .filter((town) => town !== place.name)
      .map((town) => ({ code: place.id, label: `${town} (${place.name})`, second: true })),
  ]);
  const label = (group: Record<string, string>, code: string) => ({ code, label: group[code] ?? code });
  const help = facets.help as Record<string, { label: string }>;
  return (
    <>
      <Menu
        name="area"
        label={words.where}
        any={words.anywhere}
        options={places.sort((a, b) => a.label.localeCompare(b.label, 'en-GB'))}
        chosen={choice.area}
      />
      <Line name="postcode" label={words.postcode} hint={words.postcodeHint} value={choice.postcode} short />
      <Menu
        name="help"
        label={words.help}
        any={words.anyHelp}
        options={offered.help.map((code) => ({ code, label: help[code]?.label ?? code }))}
        chosen={choice.help}
      />
      <Menu
        name="for"
        label={words.for}
        any={words.anyFor}
        options={offered.for.map((code) => label(facets.for, code))}
        chosen={choice.for}
      />
      <Menu
        name="how"
        label={words.how}
        any={words.anyHow}
        options={offered.how.map((code) => label(facets.how, code))}
        chosen={choice.how}
      />
      <Line name="words" label={words.words} hint={words.wordsHint} value={choice.words} />
    </>
  );
}
