// `npm run operate -- status | …`: what whoever runs the site does, on the machine where it runs and with its settings.
import { openShop } from '#operator/command.ts';
import { operate } from '#operator/operate.ts';

const terminal = {
  write: (text: string) => process.stdout.write(text),
  warn: (text: string) => process.stderr.write(text),
};
process.exitCode = await operate(process.argv.slice(2), openShop(process.env, terminal));
