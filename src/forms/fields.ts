import * as z from 'zod/mini';
import type { Answer, Control, Field } from './define.ts';

type Shared = { required?: boolean; autocomplete?: string; reach?: boolean; remembered?: boolean };
type Choices = Shared & { options: readonly string[]; list?: string };

/** The length of a text in code points, so that a limit means the same in every script (an emoji is one, not two). */
export const textLength = (value: string) => [...value].length;

function build(
  name: string,
  control: Control,
  schema: z.ZodMiniType<Answer>,
  shared: Shared,
  own: Partial<Field>,
): Field {
  return {
    name,
    control,
    schema,
    required: shared.required ?? false,
    max: 0,
    options: [],
    list: null,
    autocomplete: shared.autocomplete ?? null,
    free: false,
    reach: shared.reach ?? false,
    remembered: shared.remembered ?? false,
    ...own,
  };
}

const written = (max: number, required: boolean | undefined) =>
  z.string().check(
    z.refine((value) => !required || value.trim() !== '', 'required'),
    z.refine((value) => textLength(value) <= max, 'too-long'),
  );

/** One line of the person's own words, at most 100 characters unless said. */
export function text(name: string, shared: Shared & { max?: number; free?: boolean } = {}): Field {
  const max = shared.max ?? 100;
  return build(name, 'text', written(max, shared.required), shared, { max, free: shared.free ?? true });
}

/** Several lines of the person's own words, with a count of what is left. */
export function textarea(name: string, shared: Shared & { max: number }): Field {
  return build(name, 'textarea', written(shared.max, shared.required), shared, { max: shared.max, free: true });
}

/** E-mail as HTML's own rule has it (WHATWG "valid e-mail address"), since that is what the browser would accept. */
const emailRule =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;

/** An e-mail address, at most 254 characters (RFC 5321 4.5.3.1.3). */
export function email(name: string, shared: Shared = {}): Field {
  const schema = written(254, shared.required).check(
    z.refine((value) => value.trim() === '' || emailRule.test(value.trim()), 'email'),
  );
  return build(name, 'email', schema, shared, { max: 254 });
}

/**
 * A telephone number: 3 to 20 digits of any script, with what people put between them. `readAnswers` keeps the digits as
 * Western ones, so that whoever rings can dial them, and the rest as the person wrote it.
 */
export function telephone(name: string, shared: Shared = {}): Field {
  const schema = written(40, shared.required).check(
    z.refine((value) => {
      const digits = value.match(/\p{Nd}/gu)?.length ?? 0;
      return value.trim() === '' || (digits >= 3 && digits <= 20 && !/[^\p{Nd}\s()+.\-/x#]/u.test(value));
    }, 'phone'),
  );
  return build(name, 'tel', schema, shared, { max: 40 });
}

/** A whole number from 0 to `most`, in digits of any script, kept as Western ones by `readAnswers`. */
export function number(name: string, shared: Shared & { most: number }): Field {
  const schema = written(9, shared.required).check(
    z.refine((value) => value.trim() === '' || (/^\d+$/.test(value) && Number(value) <= shared.most), 'number'),
  );
  return build(name, 'number', schema, shared, { max: shared.most });
}

/** A code of a county's list is checked for its form here and against the list by `validateStep`, which is given it. */
const coded = ({ options, list, required }: Choices) =>
  z.string().check(
    z.refine((value) => !required || value !== '', 'choose'),
    z.refine(
      (value) => value === '' || options.includes(value) || (list !== undefined && /^[a-z0-9-]{1,40}$/.test(value)),
      'choose',
    ),
  );

const choice = (control: Control) => (name: string, shared: Choices) =>
  build(name, control, coded(shared), shared, { max: 40, options: shared.options, list: shared.list ?? null });

/** One of a few, all in view. */
export const radios = choice('radios');

/** One of many, in a menu. */
export const select = choice('select');

/** Any number of a few. */
export function checkboxes(name: string, shared: Shared & { options: readonly string[] }): Field {
  const schema = z.array(z.string().check(z.refine((value) => shared.options.includes(value), 'choose'))).check(
    z.refine((chosen) => !shared.required || chosen.length > 0, 'choose'),
    z.refine((chosen) => new Set(chosen).size === chosen.length, 'choose'),
  );
  return build(name, 'checkboxes', schema, shared, { max: 40, options: shared.options });
}

/** A single box to tick. Its answer is `yes` or empty. */
export function consent(name: string, shared: Shared = {}): Field {
  const schema = z.string().check(
    z.refine((value) => value === '' || value === 'yes', 'choose'),
    z.refine((value) => !shared.required || value === 'yes', 'agree'),
  );
  return build(name, 'consent', schema, shared, { max: 3, options: ['yes'] });
}

/** A day asked as day, month and year. The answer is `YYYY-MM-DD`; what cannot be a day is kept as it was typed. */
export function date(name: string, shared: Shared = {}): Field {
  const schema = written(30, shared.required).check(z.refine((value) => value === '' || isDay(value), 'date'));
  return build(name, 'date', schema, shared, { max: 30 });
}

function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
